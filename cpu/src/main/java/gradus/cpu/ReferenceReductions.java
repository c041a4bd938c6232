package gradus.cpu;

import gradus.core.op.Reduction;
import gradus.core.op.Reduction.ArgFn;
import gradus.core.type.Shape;
import java.util.Arrays;
import java.util.List;

/// Plain loops of folds.
final class ReferenceReductions {
    private ReferenceReductions() {}

    static Kernel of(Reduction op, Operand x, Operand y) {
        return switch (op) {
            case Reduction.Reduce reduce when x.type().dtype().isInteger() -> () -> reduceIntegers(reduce, x, y);
            case Reduction.Reduce reduce -> () -> reduce(reduce, x, y);
            case Reduction.ArgReduce arg -> () -> argReduce(arg, x, y);
        };
    }

    /// Gives for each element of `from` the place it is folded into: strides of the result, 0 along folded axes.
    private static int[] targets(Shape from, List<Integer> axes) {
        Shape kept = from;
        for (int axis : axes) {
            kept = kept.with(axis, 1);
        }
        int[] strides = kept.strides();
        axes.forEach(axis -> strides[axis] = 0);
        int[] dense = from.strides();
        int[] targets = new int[from.count()];
        for (int i = 0; i < targets.length; i++) {
            for (int axis = 0; axis < strides.length; axis++) {
                targets[i] += i / dense[axis] % from.size(axis) * strides[axis];
            }
        }
        return targets;
    }

    private static void reduce(Reduction.Reduce op, Operand x, Operand y) {
        int[] targets = targets(x.type().shape(), op.axes());
        double[] folded = new double[y.count()];
        Arrays.fill(
                folded,
                switch (op.fn()) {
                    case SUM -> 0;
                    case MAX -> Double.NEGATIVE_INFINITY;
                    case MIN -> Double.POSITIVE_INFINITY;
                });
        for (int i = 0; i < targets.length; i++) {
            double before = folded[targets[i]];
            folded[targets[i]] = switch (op.fn()) {
                case SUM -> before + x.get(i);
                case MAX -> Math.max(before, x.get(i));
                case MIN -> Math.min(before, x.get(i));
            };
        }
        for (int i = 0; i < folded.length; i++) {
            y.set(i, folded[i]);
        }
    }

    private static void reduceIntegers(Reduction.Reduce op, Operand x, Operand y) {
        int[] targets = targets(x.type().shape(), op.axes());
        long[] folded = new long[y.count()];
        Arrays.fill(
                folded,
                switch (op.fn()) {
                    case SUM -> 0;
                    case MAX -> Long.MIN_VALUE;
                    case MIN -> Long.MAX_VALUE;
                });
        for (int i = 0; i < targets.length; i++) {
            long before = folded[targets[i]];
            folded[targets[i]] = switch (op.fn()) {
                case SUM -> before + x.getLong(i);
                case MAX -> Math.max(before, x.getLong(i));
                case MIN -> Math.min(before, x.getLong(i));
            };
        }
        for (int i = 0; i < folded.length; i++) {
            y.setLong(i, folded[i]);
        }
    }

    private static void argReduce(Reduction.ArgReduce op, Operand x, Operand y) {
        Shape shape = x.type().shape();
        int size = shape.size(op.axis());
        int inner = shape.count(op.axis() + 1, shape.rank());
        for (int i = 0; i < y.count(); i++) {
            int first = i / inner * size * inner + i % inner;
            int best = 0;
            for (int p = 1; p < size; p++) {
                int challenger = first + p * inner;
                int leader = first + best * inner;
                boolean better = x.type().dtype().isFloating()
                        ? beats(op.fn(), x.get(challenger), x.get(leader))
                        : beats(op.fn(), x.getLong(challenger), x.getLong(leader));
                if (better) {
                    best = p;
                }
            }
            y.setLong(i, best);
        }
    }

    /// Whole numbers are compared as such: above 2⁵³ several of them share one float64.
    private static boolean beats(ArgFn fn, long challenger, long best) {
        return switch (fn) {
            case ARG_MAX -> challenger > best;
            case ARG_MIN -> challenger < best;
        };
    }

    /// The first NaN wins over everything, then the first extreme.
    private static boolean beats(ArgFn fn, double challenger, double best) {
        if (Double.isNaN(best)) {
            return false;
        }
        return Double.isNaN(challenger)
                || switch (fn) {
                    case ARG_MAX -> challenger > best;
                    case ARG_MIN -> challenger < best;
                };
    }
}
