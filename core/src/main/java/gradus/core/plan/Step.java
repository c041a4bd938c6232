package gradus.core.plan;

import gradus.core.graph.Node;
import java.util.List;

/// One operation to run: what, from where, to where.
///
/// {@snippet file="EngineSnippets.java" region="Planner"}
///
/// @param node the operation with its types
/// @param inputs where the operands lie
/// @param output where the result goes
public record Step(Node node, List<Place> inputs, Place output) {
    /// Copies the list.
    public Step {
        inputs = List.copyOf(inputs);
    }
}
