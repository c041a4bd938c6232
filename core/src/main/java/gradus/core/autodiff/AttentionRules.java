package gradus.core.autodiff;

import gradus.core.graph.Build;
import gradus.core.graph.Decompose;
import gradus.core.graph.Node;
import gradus.core.op.Attention;
import gradus.core.op.UnaryFn;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The gradient rules of attention: its own is one operation, whose parts belong to queries, keys and values; that
/// operation's is the gradient of its meaning.
final class AttentionRules {
    private AttentionRules() {}

    static Optional<Node> rule(Attention op, Node y, Node dy, int i) {
        return switch (op) {
            case Attention.Attend attend ->
                i < attend.rowInputs() ? Optional.of(rows(attend, y, dy, i)) : Optional.empty();
            case Attention.AttendGradient gradient -> {
                // each place a node of its own, for one value may stand in two places
                List<Node> places = y.inputs().stream()
                        .map(x -> Build.unary(UnaryFn.IDENTITY, x))
                        .toList();
                yield Gradients.through(Decompose.expand(gradient, places), dy, places.get(i));
            }
        };
    }

    private static Node rows(Attention.Attend op, Node y, Node dy, int i) {
        List<Node> inputs = new ArrayList<>(y.inputs());
        inputs.add(dy);
        Node packed = Node.of(new Attention.AttendGradient(op), inputs);
        int start = 0;
        for (Node before : y.inputs().subList(0, i)) {
            start += before.type().count();
        }
        Shape shape = y.input(i).type().shape();
        return Build.reshape(Build.sliceAxis(packed, 0, start, start + shape.count()), shape);
    }
}
