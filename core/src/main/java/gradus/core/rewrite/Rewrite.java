package gradus.core.rewrite;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Fused;
import gradus.core.type.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A change of a graph that keeps what it computes.
///
/// {@snippet file="EngineSnippets.java" region="Rewrite"}
@FunctionalInterface
public interface Rewrite {
    /// Gives the changed graph; inputs and the number and types of outputs stay.
    Graph apply(Graph graph);

    /// Gives the rewrites that every program goes through before it is planned.
    ///
    /// @param kernels which fused operations the backend computes directly; others are decomposed
    /// @param types the element types that the backend computes with; bfloat16 is else computed in float32
    static Rewrite standard(Predicate<Fused> kernels, Predicate<DType> types) {
        return graph -> {
            Graph tidied = tidy(tidy(graph, new Share()), new Share());
            Graph known = new Expand(kernels).apply(tidied);
            // one wide copy for forward and backward would lie in memory beside the narrow value between them
            Share rest = types.test(DType.BFLOAT16) ? new Share() : new Share(Widen::isWidening);
            return new Fuse(kernels).apply(tidy(new Widen(types).apply(known), rest));
        };
    }

    private static Graph tidy(Graph graph, Share share) {
        return share.apply(new Fold().apply(new Prune().apply(graph)));
    }

    /// What stands for one node, given what stands for its inputs.
    @FunctionalInterface
    interface Rule {
        /// Gives the new node; `node.as(node.op(), inputs)` changes nothing.
        Node rewrite(Node node, List<Node> inputs);
    }

    /// Rebuilds a graph from its leaves upwards with a rule.
    static Graph rebuild(Graph graph, Rule rule) {
        Map<Node, Node> rewritten = new HashMap<>();
        for (Node input : graph.inputs()) {
            rewritten.put(input, input);
        }
        for (Node node : graph.nodes()) {
            if (!rewritten.containsKey(node)) {
                List<Node> inputs = new ArrayList<>();
                node.inputs().forEach(input -> inputs.add(rewritten.get(input)));
                rewritten.put(node, rule.rewrite(node, inputs));
            }
        }
        return new Graph(
                graph.inputs(), graph.outputs().stream().map(rewritten::get).toList());
    }

    /// Gives the node itself if its inputs are unchanged, else the same operation on the new inputs.
    static Node keep(Node node, List<Node> inputs) {
        return node.inputs().equals(inputs) ? node : node.as(node.op(), inputs);
    }
}
