package gradus.core.autodiff;

import gradus.core.graph.Build;
import gradus.core.graph.Decompose;
import gradus.core.graph.Node;
import gradus.core.op.BinaryFn;
import gradus.core.op.Elementwise;
import gradus.core.op.Movement;
import gradus.core.op.Recurrent;
import gradus.core.op.Recurrent.Flow;
import gradus.core.op.Recurrent.Steps;
import gradus.core.op.RecurrentLayout;
import gradus.core.op.UnaryFn;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The gradient rules of recurrent operations: a sequence's is one operation of its own, whose parts belong to the
/// inputs; that operation's is the gradient of its meaning.
final class RecurrentRules {
    private RecurrentRules() {}

    static Optional<Node> rule(Recurrent op, Node y, Node dy, int i) {
        return switch (op) {
            case Recurrent.Sequence sequence -> Optional.of(sequence(sequence, y, dy, i));
            case Recurrent.SequenceGradient gradient -> {
                // each place a node of its own, for one value may stand in two places
                List<Node> places = y.inputs().stream()
                        .map(x -> Build.unary(UnaryFn.IDENTITY, x))
                        .toList();
                yield Gradients.through(Decompose.expand(gradient, places), dy, places.get(i));
            }
        };
    }

    private static Node sequence(Recurrent.Sequence op, Node y, Node dy, int i) {
        RecurrentLayout layout =
                RecurrentLayout.of(op, y.inputs().stream().map(Node::type).toList());
        Node packed = gradient(op, layout, y, dy);
        Shape shape = y.input(i).type().shape();
        int start = start(op, layout, i);
        return Build.reshape(Build.sliceAxis(packed, 0, start, start + shape.count()), shape);
    }

    private static int start(Recurrent.Sequence op, RecurrentLayout layout, int i) {
        if (i >= op.hiddenInput()) {
            return layout.startOffset()
                    + (i - op.hiddenInput()) * layout.state().count();
        }
        return switch (i) {
            case 0 -> 0;
            case 1 -> layout.weightOffset();
            default -> layout.biasOffset();
        };
    }

    private static Node gradient(Recurrent.Sequence op, RecurrentLayout layout, Node y, Node dy) {
        List<Node> inputs = new ArrayList<>(List.of(y.input(1)));
        int end = op.maskInput() + (op.steps() == Steps.MASKED ? 1 : 0);
        inputs.addAll(y.inputs().subList(op.hiddenInput(), end));
        inputs.add(y);
        Optional<Node> hidden = leading(dy, layout.stateCount());
        inputs.add(hidden.map(h -> Build.reshape(h, layout.states())).orElse(dy));
        Flow flow = hidden.isPresent() ? Flow.HIDDEN : Flow.PACKED;
        return Node.of(
                new Recurrent.SequenceGradient(op.cell(), op.direction(), op.steps(), flow, layout.steps()), inputs);
    }

    /// Gives the first `count` elements of a vector, if it is plain that the others are zero: so it is when only
    /// the hidden states of a packed result were used.
    private static Optional<Node> leading(Node x, int count) {
        if (x.op() instanceof Movement.Pad pad) {
            boolean first = pad.value() == 0
                    && pad.low().getFirst() == 0
                    && pad.interior().getFirst() == 0;
            return first && x.input(0).type().count() == count ? Optional.of(x.input(0)) : Optional.empty();
        }
        if (x.op() instanceof Elementwise.Binary(BinaryFn fn) && fn == BinaryFn.ADD) {
            return leading(x.input(0), count)
                    .flatMap(a -> leading(x.input(1), count).map(b -> Build.add(a, b)));
        }
        return Optional.empty();
    }
}
