package gradus.core.rewrite;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.type.TensorType;
import java.util.List;

/// Checks that a graph is well formed: every node's type is the one its operation infers.
public final class Verifier {
    private Verifier() {}

    /// Gives the graph back if it is well formed.
    ///
    /// @throws IllegalStateException naming the first node that is not
    public static Graph verified(Graph graph) {
        for (Node node : graph.nodes()) {
            List<TensorType> types = node.inputs().stream().map(Node::type).toList();
            TensorType inferred = node.op().infer(types);
            if (!inferred.equals(node.type())) {
                throw new IllegalStateException(
                        "graph: " + node + " says " + node.type() + ", its operation infers " + inferred);
            }
        }
        return graph;
    }

    /// Gives the changed graph if it is well formed and has the inputs and output types of the original.
    ///
    /// @throws IllegalStateException if it has not
    public static Graph verified(Rewrite rewrite, Graph graph) {
        Graph changed = verified(rewrite.apply(graph));
        List<TensorType> before = graph.outputs().stream().map(Node::type).toList();
        List<TensorType> after = changed.outputs().stream().map(Node::type).toList();
        if (!before.equals(after) || !graph.inputs().equals(changed.inputs())) {
            throw new IllegalStateException("rewrite " + rewrite + ": outputs were " + before + " and became " + after);
        }
        return changed;
    }
}
