package gradus.testkit;

import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Ordered;
import gradus.core.op.Ordered.CumulateFn;
import gradus.core.op.Ordered.Direction;
import gradus.core.op.Reduction;
import gradus.core.op.Reduction.ArgFn;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.op.UnaryFn;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// Samples at the edges of the number line.
final class EdgeSamples {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private EdgeSamples() {}

    static void addTo(Draw draw) {
        double[] edges = edges(draw.floating());
        for (UnaryFn fn : UnaryFn.values()) {
            draw.add("edges", new Elementwise.Unary(fn), draw.exactly(edges));
        }
        double[] left = DoubleStream.of(edges)
                .flatMap(x -> DoubleStream.of(edges).map(y -> x))
                .toArray();
        double[] right =
                DoubleStream.of(edges).flatMap(x -> DoubleStream.of(edges)).toArray();
        for (BinaryFn fn : BinaryFn.values()) {
            draw.add("edges", new Elementwise.Binary(fn), draw.exactly(left), draw.exactly(right));
        }
        for (CompareFn fn : CompareFn.values()) {
            draw.add("edges", new Elementwise.Compare(fn), draw.exactly(left), draw.exactly(right));
        }
        for (DType to : DType.values()) {
            draw.add("edges", new Elementwise.Cast(to), draw.exactly(edges));
        }
        folds(draw);
        rows(draw);
        draw.add(
                "0 · ∞",
                new Contraction.MatMul(Operand.AS_IS, Operand.AS_IS),
                draw.rows(new double[] {0, 1, 2}, new double[] {INFINITY, 0, 1}, new double[] {NAN, 1, 1}),
                draw.rows(new double[] {INFINITY, 1}, new double[] {1, 2}, new double[] {3, 4}));
    }

    /// The numbers at which functions have edges.
    static double[] edges(DType dtype) {
        double normal = dtype == DType.FLOAT64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
        double tiny = switch (dtype) {
            case FLOAT32 -> Float.MIN_VALUE;
            case FLOAT64 -> Double.MIN_VALUE;
            case BFLOAT16 -> 0x1p-133;
            case INT32, INT64, BOOL -> throw new IllegalArgumentException(dtype + " has no such edges");
        };
        double huge = switch (dtype) {
            case FLOAT32 -> Float.MAX_VALUE;
            case FLOAT64 -> Double.MAX_VALUE;
            case BFLOAT16 -> 0x1.fep127;
            case INT32, INT64, BOOL -> throw new IllegalArgumentException(dtype + " has no such edges");
        };
        double[] positive = {
            0, tiny, normal, 1e-6, 0.5, 1, 1.5, 2, 2.5, 3, 20, 87, 89, 104, 709, 710, 1e4, huge, INFINITY
        };
        return DoubleStream.concat(
                        DoubleStream.concat(
                                Arrays.stream(positive), Arrays.stream(positive).map(x -> -x)),
                        DoubleStream.of(NAN))
                .toArray();
    }

    private static void folds(Draw draw) {
        for (Literal x : List.of(
                draw.rows(
                        new double[] {1, NAN, 2, 3},
                        new double[] {INFINITY, 1, -INFINITY, 0},
                        new double[] {-INFINITY, -INFINITY, -INFINITY, -INFINITY},
                        new double[] {2, 2, 1, 1},
                        new double[] {NAN, NAN, 0, 0}),
                draw.exactly(0, 5, 5, 5, 1, -3, -3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, -3))) {
            int axis = x.type().shape().rank() - 1;
            for (ReduceFn fn : ReduceFn.values()) {
                draw.add("edges", new Reduction.Reduce(fn, List.of(axis)), x);
                draw.add("edges", new Reduction.Reduce(fn, List.of(0)), x);
            }
            for (CumulateFn fn : CumulateFn.values()) {
                draw.add("edges", new Ordered.Cumulate(fn, axis), x);
            }
            for (Direction direction : Direction.values()) {
                draw.add("edges", new Ordered.ArgSort(axis, direction), x);
            }
            for (ArgFn fn : ArgFn.values()) {
                draw.add("edges", new Reduction.ArgReduce(fn, axis), x);
                draw.add("edges", new Reduction.ArgReduce(fn, 0), x);
            }
        }
    }

    private static void rows(Draw draw) {
        Literal logits = draw.rows(
                new double[] {-INFINITY, -INFINITY, -INFINITY, -INFINITY},
                new double[] {1, -INFINITY, 2, 0.5},
                new double[] {1e4, -1e4, 0, 1e4},
                new double[] {-1e4, -1e4, -1e4, -1e4},
                new double[] {NAN, 1, 2, 3},
                new double[] {INFINITY, 1, 2, 3},
                new double[] {0, -0.0, 0, 0},
                new double[] {NAN, 1, 2, -INFINITY});
        draw.add("edges", new Fused.Softmax(), logits);
        draw.add("edges", new Fused.LogSoftmax(), logits);
        Literal targets = Draw.filled(DType.INT64, new int[] {8}, i -> i == 1 ? 1 : i % 4);
        draw.add("edges", new Fused.CrossEntropy(), logits, targets);
    }
}
