package gradus.core.graph;

import gradus.core.op.Access;
import gradus.core.op.Attention;
import gradus.core.op.CompareFn;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.PointwiseStep;
import gradus.core.op.Recurrent;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.op.UnaryFn;
import gradus.core.op.Windowed;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/// The meaning of fused operations as graphs of plain ones: one exhaustive switch.
public final class Decompose {
    private Decompose() {}

    /// Gives the same value computed by operations that are not fused.
    ///
    /// A fused operation on bfloat16 numbers is one operation, too: it is computed in float32 and rounded once.
    public static Node expand(Fused op, List<Node> inputs) {
        if (Widening.applies(op, inputs)) {
            Node wide = plain((Fused) Widening.wide(op), Widening.wide(inputs));
            return Build.cast(wide, Widening.narrow(op, inputs));
        }
        return plain(op, inputs);
    }

    private static Node plain(Fused op, List<Node> inputs) {
        return switch (op) {
            case Fused.Softmax _ -> softmax(inputs.getFirst());
            case Fused.LogSoftmax _ -> logSoftmax(inputs.getFirst());
            case Fused.CrossEntropy _ -> crossEntropy(inputs.get(0), inputs.get(1));
            case Fused.Pointwise pointwise -> pointwise(pointwise, inputs);
            case Attention attention -> AttentionMeaning.expand(attention, inputs);
            case Windowed windowed -> WindowedMeaning.expand(windowed, inputs);
            case Recurrent recurrent -> RecurrentMeaning.expand(recurrent, inputs);
        };
    }

    /// `x − max x`, or `x` in a row of −∞ where that difference has no value.
    private static Node shifted(Node x) {
        Node max = Build.reduceAndSpread(ReduceFn.MAX, x, last(x));
        Node low = Build.compare(CompareFn.EQUAL, max, Double.NEGATIVE_INFINITY);
        return Build.subtract(x, Build.select(low, Build.zerosLike(max), max));
    }

    /// `Σ eˣ` spread over the row, or 1 in a row of −∞.
    private static Node partition(Node exponentials) {
        Node sum = Build.reduceAndSpread(ReduceFn.SUM, exponentials, last(exponentials));
        return Build.select(Build.compare(CompareFn.EQUAL, sum, 0), Build.fill(sum.type(), 1), sum);
    }

    private static Node softmax(Node x) {
        Node exponentials = Build.unary(UnaryFn.EXP, shifted(x));
        return Build.divide(exponentials, partition(exponentials));
    }

    private static Node logSoftmax(Node x) {
        Node shifted = shifted(x);
        return Build.subtract(shifted, Build.unary(UnaryFn.LOG, partition(Build.unary(UnaryFn.EXP, shifted))));
    }

    private static Node crossEntropy(Node logits, Node target) {
        Node logProbabilities = Node.of(new Fused.LogSoftmax(), logits);
        Shape column = target.type().shape().append(Shape.of(1));
        Node picked = Build.gatherAlong(logProbabilities, Build.reshape(target, column), last(logits));
        return Build.negate(Build.reshape(picked, target.type().shape()));
    }

    private static int last(Node x) {
        return x.type().shape().rank() - 1;
    }

    private static Node pointwise(Fused.Pointwise op, List<Node> inputs) {
        TensorType type = op.type();
        List<Node> registers = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            registers.add(spread(inputs.get(i), op.accesses().get(i), type.shape()));
        }
        for (PointwiseStep step : op.steps()) {
            registers.add(
                    switch (step) {
                        case PointwiseStep.Fixed fixed -> Build.fill(type, fixed.value());
                        case PointwiseStep.Apply apply -> apply(apply, registers, type.dtype());
                    });
        }
        return Build.reshape(Build.cast(registers.getLast(), type.dtype()), type.shape());
    }

    /// Undoes an access pattern: places are the middle of [repeats, places, neighbours].
    private static Node spread(Node x, Access access, Shape shape) {
        if (access.isWhole(shape.count())) {
            return Build.reshape(x, shape);
        }
        int places = access.modulus();
        int repeats = places == 0 ? 0 : shape.count() / (places * access.divisor());
        Node middle = Build.reshape(x, Shape.of(1, places, 1));
        return Build.reshape(Build.broadcast(middle, Shape.of(repeats, places, access.divisor())), shape);
    }

    private static Node apply(PointwiseStep.Apply apply, List<Node> registers, DType dtype) {
        List<Node> arguments = new ArrayList<>();
        for (int i = 0; i < apply.arguments().size(); i++) {
            Node argument = registers.get(apply.arguments().get(i));
            boolean truth = apply.op() instanceof Elementwise.Select && i == 0;
            arguments.add(Build.cast(argument, truth ? DType.BOOL : dtype));
        }
        return Node.of(apply.op(), arguments);
    }
}
