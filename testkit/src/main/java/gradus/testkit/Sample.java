package gradus.testkit;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.op.Op;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.List;

/// One use of an operation with values for its operands.
///
/// @param name what is special about it, as `tanh float64[17]`
/// @param op the operation
/// @param inputs the operands; for an [Leaf.Input] its own value
public record Sample(String name, Op op, List<Literal> inputs) {
    /// Copies the list.
    public Sample {
        inputs = List.copyOf(inputs);
    }

    /// Gives the program that takes the operands and gives the result.
    public Graph graph() {
        if (op instanceof Leaf.Input) {
            Node input = Node.of(op);
            return new Graph(List.of(input), List.of(input));
        }
        List<Node> operands = new ArrayList<>();
        for (Literal input : inputs) {
            operands.add(Node.of(new Leaf.Input("x" + operands.size(), input.type())));
        }
        return new Graph(operands, List.of(Node.of(op, operands)));
    }

    /// Says whether the result and at least one operand are floating point, so that a gradient can be checked.
    public boolean isDifferentiable() {
        return !(op instanceof Leaf)
                && graph().outputs().getFirst().type().dtype().isFloating()
                && inputs.stream().anyMatch(input -> input.type().dtype().isFloating());
    }

    @Override
    public String toString() {
        return name;
    }
}
