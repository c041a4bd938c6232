package gradus.nn.summary;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Cost;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.plan.Plan;
import gradus.core.plan.Planner;
import gradus.core.rewrite.Rewrite;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Stat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a network costs in one step of training, counted in the very graphs that would run: forward in training mode,
/// and the gradient of every parameter for a gradient of the output. Loss and optimizer are not in it.
///
/// {@snippet file="NetworkSnippets.java" region="Summary"}
///
/// @param samples how many samples the step has
/// @param forward floating-point operations of the forward pass, by the rules of [Cost]
/// @param backward those that the gradients need beside them
/// @param memory bytes of working memory that the planned step needs for activations and their gradients, without
/// parameters
public record Work(int samples, long forward, long backward, long memory) {
    /// Gives the work of a network; nothing is computed.
    ///
    /// @param batch the shape of the step's input
    static Work of(Layer network, Shape batch) {
        List<Node> inputs = new ArrayList<>();
        List<Node> parameters = new ArrayList<>();
        Layer symbolic = symbolic(network, inputs, parameters);
        Tensor features = input("features", new TensorType(dtype(network), batch), inputs);
        Tensor key = input("key", TensorType.of(DType.INT64), inputs);
        Tensor output = symbolic.forward(features, Context.training(key));
        Tensor seed = input("output gradient", output.type(), inputs);
        Plan forward = plan(inputs, List.of(output.node()));
        List<Node> results = new ArrayList<>(List.of(output.node()));
        results.addAll(Gradients.of(output.multiply(seed).sum().node(), parameters));
        Plan whole = plan(inputs, results);
        long flops = forward.cost().flops();
        return new Work(batch.size(0), flops, whole.cost().flops() - flops, whole.arenaBytes());
    }

    private static Plan plan(List<Node> inputs, List<Node> outputs) {
        Backend backend = Backends.standard();
        Rewrite rewrite = Rewrite.standard(backend::computes, backend::computes);
        return Planner.plan(rewrite.apply(new Graph(inputs, outputs)));
    }

    private static Tensor input(String name, TensorType type, List<Node> inputs) {
        Node node = Build.input(name, type);
        inputs.add(node);
        return Tensor.of(node);
    }

    /// Gives the network with symbolic numbers, so that nothing is computed beforehand and left out of the count.
    static Layer symbolic(Layer network, List<Node> inputs, List<Node> parameters) {
        Layer changed = Tree.map(network, Param.class, (path, param) -> {
            Tensor symbol = input(path, param.value().type(), inputs);
            parameters.add(symbol.node());
            return new Param(symbol);
        });
        return Tree.map(
                changed,
                Stat.class,
                (path, stat) -> new Stat(input(path, stat.value().type(), inputs)));
    }

    /// Gives the element type that the network computes in.
    static DType dtype(Layer network) {
        return Parameters.of(network).values().stream()
                .map(Tensor::dtype)
                .reduce(DType::promote)
                .orElse(DType.FLOAT32);
    }

    /// Gives the floating-point operations between two values.
    static long flops(Tensor from, Tensor to) {
        Set<Node> before = new HashSet<>(Graph.order(List.of(from.node())));
        return Graph.order(List.of(to.node())).stream()
                .filter(node -> !before.contains(node))
                .mapToLong(node -> Cost.of(node).flops())
                .sum();
    }
}
