package gradus.core.rewrite;

import gradus.core.graph.Decompose;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Fused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Replaces fused operations by their decomposition where the backend has no kernel for them.
///
/// @param kernels which fused operations are kept
public record Expand(Predicate<Fused> kernels) implements Rewrite {
    @Override
    public Graph apply(Graph graph) {
        return Rewrite.rebuild(graph, this::rule);
    }

    private Node rule(Node node, List<Node> inputs) {
        if (!(node.op() instanceof Fused fused) || kernels.test(fused)) {
            return Rewrite.keep(node, inputs);
        }
        Map<Node, Node> done = new HashMap<>();
        inputs.forEach(input -> done.put(input, input));
        return expand(Decompose.expand(fused, inputs), done);
    }

    /// A decomposition may itself hold fused operations.
    private Node expand(Node node, Map<Node, Node> done) {
        Node known = done.get(node);
        if (known == null) {
            known = rule(
                    node,
                    node.inputs().stream().map(input -> expand(input, done)).toList());
            done.put(node, known);
        }
        return known;
    }
}
