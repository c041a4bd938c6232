package gradus.core.rewrite;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Computes equal things once: the same operation on the same inputs is one node.
///
/// @param apart what is computed anew at each use, because it costs less than the memory that keeps it
public record Share(Predicate<Node> apart) implements Rewrite {
    /// Shares all that is equal.
    public Share() {
        this(_ -> false);
    }

    private record Meaning(Op op, List<Node> inputs) {}

    @Override
    public Graph apply(Graph graph) {
        Map<Meaning, Node> known = new HashMap<>();
        return Rewrite.rebuild(graph, (node, inputs) -> {
            Node kept = Rewrite.keep(node, inputs);
            if (apart.test(kept)) {
                return kept;
            }
            Node earlier = known.putIfAbsent(new Meaning(kept.op(), kept.inputs()), kept);
            return earlier == null ? kept : earlier;
        });
    }
}
