package gradus.nn.summary;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The operations of a prediction, each under the layer that asks for it. Nothing is computed.
///
/// {@snippet file="CourseSnippets.java" region="NetworkGraph"}
///
/// @param places the operations, operands before their users
public record NetworkGraph(List<Place> places) {
    /// Copies the operations.
    public NetworkGraph {
        places = List.copyOf(places);
    }

    /// An operation in its layer.
    ///
    /// @param name a name of its own: the layer's path with `/` between its parts, then the operation
    /// @param node the operation
    /// @param inputs the names of its operands
    public record Place(String name, Node node, List<String> inputs) {
        /// Copies the names.
        public Place {
            inputs = List.copyOf(inputs);
        }
    }

    /// Gives the operations of a network.
    ///
    /// @param network the network
    /// @param input the shape of a batch, such as `[1, 4]`
    public static NetworkGraph of(Layer network, Shape input) {
        Layer symbolic = Work.symbolic(network, new ArrayList<>(), new ArrayList<>());
        Tensor batch = Tensor.of(Build.input("input", new TensorType(Work.dtype(network), input)));
        LayerTrace trace = new LayerTrace();
        Tensor output = trace.during(() -> symbolic.forward(batch, Context.inference()));
        Map<Node, String> layers = layers(trace);
        Map<Node, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        List<Place> places = new ArrayList<>();
        for (Node node : Graph.order(List.of(output.node()))) {
            String wanted = node.op() instanceof Leaf.Input(String label, var _)
                    ? label
                    : Optional.ofNullable(layers.get(node))
                                    .map(path -> path + ".")
                                    .orElse("")
                            + node.op().name();
            String name = free(wanted.replace('.', '/').replace(' ', '-'), taken);
            names.put(node, name);
            places.add(new Place(
                    name,
                    node,
                    node.inputs().stream()
                            .map(operand -> Objects.requireNonNull(names.get(operand)))
                            .toList()));
        }
        return new NetworkGraph(places);
    }

    /// What comes out of a layer and was not there before belongs to it; inner layers are noted first.
    private static Map<Node, String> layers(LayerTrace trace) {
        Map<Node, String> layers = new HashMap<>();
        for (LayerTrace.Pass pass : trace.passes()) {
            pass.output()
                    .ifPresent(output ->
                            Graph.order(List.of(output.node())).forEach(node -> layers.putIfAbsent(node, pass.path())));
        }
        return layers;
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        for (int n = 2; !taken.add(name); n++) {
            name = wanted + "-" + n;
        }
        return name;
    }
}
