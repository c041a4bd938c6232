package gradus.core.plan;

import gradus.core.graph.Cost;
import gradus.core.graph.GraphText;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A program ready to run: operations in order, with a place in memory for every value. It prints to a stable text.
///
/// {@snippet file="EngineSnippets.java" region="Planner"}
///
/// @param inputs the types of the buffers to read
/// @param outputs the types of the buffers to write
/// @param constants the known values
/// @param steps the operations in order
/// @param arena how many elements of working memory each element type needs
/// @param updates which output is written into which input's buffer, output → input
public record Plan(
        List<TensorType> inputs,
        List<TensorType> outputs,
        List<Literal> constants,
        List<Step> steps,
        Map<DType, Integer> arena,
        Map<Integer, Integer> updates) {
    /// Copies the collections.
    public Plan {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        constants = List.copyOf(constants);
        steps = List.copyOf(steps);
        arena = Map.copyOf(arena);
        updates = Map.copyOf(updates);
    }

    /// Gives the working memory in bytes.
    public long arenaBytes() {
        return arena.entrySet().stream()
                .mapToLong(e -> (long) e.getValue() * e.getKey().bytes())
                .sum();
    }

    /// Gives what one run costs.
    public Cost cost() {
        return steps.stream().map(step -> Cost.of(step.node())).reduce(new Cost(0, 0), Cost::plus);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Step step : steps) {
            String operands = step.inputs().stream().map(Place::toString).collect(Collectors.joining(", "));
            String attributes = GraphText.attributes(step.node().op());
            out.append(step.output()).append(" = ").append(step.node().op().name());
            out.append(attributes.isEmpty() ? "" : "[" + attributes + "]");
            out.append('(')
                    .append(operands)
                    .append(") : ")
                    .append(step.node().type())
                    .append('\n');
        }
        for (DType dtype : DType.values()) {
            if (arena.containsKey(dtype)) {
                out.append("arena ")
                        .append(dtype)
                        .append(' ')
                        .append(arena.get(dtype))
                        .append('\n');
            }
        }
        return out.toString();
    }
}
