package gradus.core.rewrite;

import gradus.core.graph.Decompose;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Fused;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// A decomposition may itself hold fused operations. It may be deep (a sequence unrolled), so this does not
    /// recurse over its nodes.
    private Node expand(Node result, Map<Node, Node> done) {
        Deque<Node> open = new ArrayDeque<>(List.of(result));
        while (!open.isEmpty()) {
            Node node = open.peek();
            List<Node> missing =
                    node.inputs().stream().filter(x -> !done.containsKey(x)).toList();
            if (done.containsKey(node) || missing.isEmpty()) {
                open.pop();
                done.computeIfAbsent(
                        node,
                        n -> rule(
                                n, n.inputs().stream().map(x -> known(x, done)).toList()));
            } else {
                missing.forEach(open::push);
            }
        }
        return known(result, done);
    }

    private static Node known(Node node, Map<Node, Node> done) {
        return Objects.requireNonNull(done.get(node), () -> "not expanded: " + node);
    }
}
