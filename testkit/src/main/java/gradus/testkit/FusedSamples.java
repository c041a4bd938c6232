package gradus.testkit;

import gradus.core.op.Access;
import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.PointwiseStep;
import gradus.core.op.UnaryFn;
import gradus.core.type.DType;
import gradus.core.type.TensorType;
import java.util.List;

/// Samples of fused operations.
final class FusedSamples {
    private FusedSamples() {}

    static void addTo(Draw draw) {
        for (int n : Draw.AWKWARD) {
            draw.add(new Fused.Softmax(), draw.signed(0, 3, 3, n));
            draw.add(new Fused.LogSoftmax(), draw.signed(0, 3, 3, n));
            if (n > 0) {
                draw.add(new Fused.Softmax(), draw.signed(0, 3, n));
                draw.add(new Fused.LogSoftmax(), draw.signed(0, 3, n));
                draw.add(new Fused.CrossEntropy(), draw.signed(0, 3, 3, n), draw.integers(DType.INT64, 0, n, 3));
                draw.add(new Fused.CrossEntropy(), draw.signed(0, 3, n, 4), draw.integers(DType.INT32, 0, 4, n));
            }
        }
        draw.add(new Fused.Softmax(), draw.signed(0, 3, 2, 3, 4));
        draw.add(new Fused.LogSoftmax(), draw.signed(0, 3, 2, 3, 4));
        draw.add(new Fused.CrossEntropy(), draw.signed(0, 3, 2, 3, 4), draw.integers(DType.INT64, 0, 4, 2, 3));
        draw.add(new Fused.CrossEntropy(), draw.signed(0, 3, 5), draw.integers(DType.INT64, 0, 5));
        draw.add(new Fused.CrossEntropy(), draw.signed(0, 3, 0, 5), draw.integers(DType.INT64, 0, 5, 0));
        for (int n : Draw.AWKWARD) {
            activation(draw, n);
            branches(draw, n);
            if (n > 0) {
                affine(draw, n);
            }
        }
    }

    /// `tanh(x y + 0.1)`.
    private static void activation(Draw draw, int n) {
        Access whole = new Access(1, n);
        List<PointwiseStep> steps = List.of(
                step(new Elementwise.Binary(BinaryFn.MULTIPLY), 0, 1),
                new PointwiseStep.Fixed(0.1),
                step(new Elementwise.Binary(BinaryFn.ADD), 2, 3),
                step(new Elementwise.Unary(UnaryFn.TANH), 4));
        draw.add(
                new Fused.Pointwise(TensorType.of(draw.floating(), n), List.of(whole, whole), steps),
                draw.signed(0, 2, n),
                draw.signed(0, 2, n));
    }

    /// `sigmoid(x · scale + row) / column`, all of the ways in which an input is repeated.
    private static void affine(Draw draw, int n) {
        List<Access> accesses = List.of(new Access(1, 3 * n), new Access(1, 1), new Access(1, n), new Access(n, 3));
        List<PointwiseStep> steps = List.of(
                step(new Elementwise.Binary(BinaryFn.MULTIPLY), 0, 1),
                step(new Elementwise.Binary(BinaryFn.ADD), 4, 2),
                step(new Elementwise.Unary(UnaryFn.SIGMOID), 5),
                step(new Elementwise.Binary(BinaryFn.DIVIDE), 6, 3));
        draw.add(
                new Fused.Pointwise(TensorType.of(draw.floating(), 3, n), accesses, steps),
                draw.signed(0, 2, 3, n),
                draw.signed(0.5, 1),
                draw.signed(0, 2, n),
                draw.signed(0.5, 2, 3, 1));
    }

    /// `(x > y ? x² : −y) + (x > y)`, with a truth value that is chosen by and one that is counted.
    private static void branches(Draw draw, int n) {
        Access whole = new Access(1, n);
        List<PointwiseStep> steps = List.of(
                step(new Elementwise.Compare(CompareFn.GREATER), 0, 1),
                step(new Elementwise.Unary(UnaryFn.SQUARE), 0),
                step(new Elementwise.Unary(UnaryFn.NEGATE), 1),
                step(new Elementwise.Select(), 2, 3, 4),
                step(new Elementwise.Cast(draw.floating()), 2),
                step(new Elementwise.Binary(BinaryFn.ADD), 5, 6));
        draw.add(
                new Fused.Pointwise(TensorType.of(draw.floating(), n), List.of(whole, whole), steps),
                draw.between(0.1, 0.9, n),
                draw.signed(1, 2, n));
    }

    private static PointwiseStep step(Elementwise op, Integer... arguments) {
        return new PointwiseStep.Apply(op, List.of(arguments));
    }
}
