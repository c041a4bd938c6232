package gradus.explain.plot;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.op.Op;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The graph of a network for one input, and what is computed at any of its nodes.
final class Probe {
    private final Tensor input;
    private final Node start;
    private final List<Node> nodes;
    private final IdentityHashMap<Object, String> paths = new IdentityHashMap<>();

    private Probe(Tensor input, Node start, List<Node> nodes) {
        this.input = input;
        this.start = start;
        this.nodes = nodes;
    }

    /// Traces a network.
    static Probe of(Layer network, Tensor input) {
        Node start = Build.input("input", input.type());
        Tensor result = network.forward(Tensor.of(start), Context.inference());
        Probe probe = new Probe(input, start, Graph.order(List.of(result.node())));
        Parameters.of(network)
                .forEach((path, value) -> probe.paths.put(value.literal().array(), path));
        return probe;
    }

    /// Gives all nodes in the order in which they are computed.
    List<Node> nodes() {
        return nodes;
    }

    /// Gives the nodes of an operation.
    List<Node> nodes(Class<? extends Op> operation) {
        return nodes.stream().filter(node -> operation.isInstance(node.op())).toList();
    }

    /// Gives the path of the layer whose parameter an operation reads at one of its inputs, or other words.
    String layer(Node node, int parameter, String otherwise) {
        Node read = node.input(parameter);
        String path = read.op() instanceof Leaf.Constant(Literal value) ? paths.getOrDefault(value.array(), "") : "";
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : path.isEmpty() ? otherwise : path;
    }

    /// Gives the values of nodes.
    Map<Node, Tensor> values(Collection<Node> wanted) {
        Map<Node, Tensor> values = new HashMap<>();
        Set<Node> computed = new LinkedHashSet<>();
        for (Node node : wanted) {
            if (node == start) {
                values.put(node, input);
            } else if (node.op() instanceof Leaf.Constant(Literal value)) {
                values.put(node, Tensor.of(value));
            } else {
                computed.add(node);
            }
        }
        List<Node> order = new ArrayList<>(computed);
        if (!order.isEmpty()) {
            Program program = Program.of(new Graph(List.of(start), order), Backends.standard());
            List<Literal> results = program.call(List.of(input.literal()));
            for (int i = 0; i < order.size(); i++) {
                values.put(order.get(i), Tensor.of(results.get(i)));
            }
        }
        return values;
    }

    /// Gives the value of a node.
    Tensor value(Node node) {
        return Objects.requireNonNull(values(List.of(node)).get(node));
    }
}
