package gradus.testkit;

import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Elementwise;
import gradus.core.op.UnaryFn;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import java.util.List;

/// Samples of element-wise operations.
final class ElementwiseSamples {
    private ElementwiseSamples() {}

    static void addTo(Draw draw) {
        for (int[] shape : Draw.shapes()) {
            for (UnaryFn fn : UnaryFn.values()) {
                draw.add(new Elementwise.Unary(fn), argument(fn, draw, shape));
            }
            for (BinaryFn fn : BinaryFn.values()) {
                binary(fn, draw, shape);
            }
            for (CompareFn fn : CompareFn.values()) {
                draw.add(new Elementwise.Compare(fn), draw.spaced(shape), draw.spaced(shape));
            }
            draw.add(new Elementwise.Select(), draw.truths(shape), draw.signed(0, 2, shape), draw.signed(0, 2, shape));
        }
        for (int n : List.of(0, 1, 17, 65)) {
            whole(draw, DType.INT32, n);
            whole(draw, DType.INT64, n);
            truths(draw, n);
            casts(draw, n);
        }
    }

    /// Values inside the domain and away from kinks.
    private static Literal argument(UnaryFn fn, Draw draw, int[] shape) {
        return switch (fn) {
            case IDENTITY, STOP_GRADIENT, NEGATE, SQUARE, SIN, COS, ERF -> draw.signed(0, 2.5, shape);
            case EXP, EXPM1, TANH, SIGMOID, SOFTPLUS -> draw.signed(0, 3, shape);
            case ABS, SIGN, RELU -> draw.signed(0.2, 2.5, shape);
            case RECIPROCAL -> draw.signed(0.4, 2.5, shape);
            case SQRT, RSQRT, LOG -> draw.between(0.4, 3, shape);
            case LOG1P -> draw.between(-0.6, 3, shape);
            case FLOOR, CEIL, ROUND -> draw.offGrid(shape);
        };
    }

    private static void binary(BinaryFn fn, Draw draw, int[] shape) {
        Elementwise op = new Elementwise.Binary(fn);
        switch (fn) {
            case ADD, SUBTRACT, MULTIPLY -> draw.add(op, draw.signed(0, 2, shape), draw.signed(0, 2, shape));
            case DIVIDE -> draw.add(op, draw.signed(0, 2, shape), draw.signed(0.4, 2, shape));
            case POWER -> draw.add(op, draw.between(0.4, 2, shape), draw.signed(0, 2, shape));
            case MAX, MIN -> {
                Literal x = draw.spaced(shape);
                Literal y = x.copy();
                Literal gap = draw.signed(0.1, 1, shape);
                for (int i = 0; i < y.count(); i++) {
                    y.set(i, y.get(i) + gap.get(i));
                }
                draw.add(op, x, y);
            }
        }
    }

    private static void whole(Draw draw, DType dtype, int n) {
        for (UnaryFn fn : List.of(
                UnaryFn.IDENTITY,
                UnaryFn.STOP_GRADIENT,
                UnaryFn.NEGATE,
                UnaryFn.ABS,
                UnaryFn.SIGN,
                UnaryFn.SQUARE,
                UnaryFn.RELU)) {
            draw.add(new Elementwise.Unary(fn), draw.integers(dtype, -9, 10, n));
        }
        for (BinaryFn fn : List.of(BinaryFn.ADD, BinaryFn.SUBTRACT, BinaryFn.MULTIPLY, BinaryFn.MAX, BinaryFn.MIN)) {
            draw.add(new Elementwise.Binary(fn), draw.integers(dtype, -9, 10, n), draw.integers(dtype, -9, 10, n));
        }
        for (CompareFn fn : CompareFn.values()) {
            draw.add(new Elementwise.Compare(fn), draw.integers(dtype, -2, 3, n), draw.integers(dtype, -2, 3, n));
        }
        draw.add(
                new Elementwise.Select(),
                draw.truths(n),
                draw.integers(dtype, -9, 10, n),
                draw.integers(dtype, -9, 10, n));
    }

    private static void truths(Draw draw, int n) {
        draw.add(new Elementwise.Unary(UnaryFn.IDENTITY), draw.truths(n));
        for (BinaryFn fn : List.of(BinaryFn.MAX, BinaryFn.MIN)) {
            draw.add(new Elementwise.Binary(fn), draw.truths(n), draw.truths(n));
        }
        for (CompareFn fn : CompareFn.values()) {
            draw.add(new Elementwise.Compare(fn), draw.truths(n), draw.truths(n));
        }
        draw.add(new Elementwise.Select(), draw.truths(n), draw.truths(n), draw.truths(n));
    }

    private static void casts(Draw draw, int n) {
        for (DType to : DType.values()) {
            Elementwise op = new Elementwise.Cast(to);
            draw.add(op, draw.offGrid(n));
            draw.add(op, draw.integers(DType.INT32, -9, 10, n));
            draw.add(op, draw.integers(DType.INT64, -9, 10, n));
            draw.add(op, draw.truths(n));
        }
    }
}
