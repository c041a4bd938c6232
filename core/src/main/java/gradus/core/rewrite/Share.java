package gradus.core.rewrite;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Computes equal things once: the same operation on the same inputs is one node.
public record Share() implements Rewrite {
    private record Meaning(Op op, List<Node> inputs) {}

    @Override
    public Graph apply(Graph graph) {
        Map<Meaning, Node> known = new HashMap<>();
        return Rewrite.rebuild(graph, (node, inputs) -> {
            Node kept = Rewrite.keep(node, inputs);
            Node earlier = known.putIfAbsent(new Meaning(kept.op(), kept.inputs()), kept);
            return earlier == null ? kept : earlier;
        });
    }
}
