package gradus.testkit;

import gradus.core.op.Reduction;
import gradus.core.op.Reduction.ArgFn;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import java.util.List;

/// Samples of folds: every awkward length as the folded and as the kept axis, several axes, no axes, empty ones.
final class ReductionSamples {
    private record Fold(List<Integer> axes, Shape shape) {
        static Fold of(List<Integer> axes, int... sizes) {
            return new Fold(axes, Shape.of(sizes));
        }
    }

    private ReductionSamples() {}

    private static List<Fold> folds() {
        return List.of(
                Fold.of(List.of()),
                Fold.of(List.of(), 4),
                Fold.of(List.of(0), 3, 5),
                Fold.of(List.of(1), 3, 5),
                Fold.of(List.of(0, 1), 3, 5),
                Fold.of(List.of(0), 2, 3, 4),
                Fold.of(List.of(1), 2, 3, 4),
                Fold.of(List.of(2), 2, 3, 4),
                Fold.of(List.of(0, 2), 2, 3, 4),
                Fold.of(List.of(0, 1), 2, 3, 4),
                Fold.of(List.of(1, 2), 2, 3, 4),
                Fold.of(List.of(0, 1, 2), 2, 3, 4),
                Fold.of(List.of(1, 3), 2, 3, 2, 3),
                Fold.of(List.of(0), 3, 0),
                Fold.of(List.of(1), 3, 0),
                Fold.of(List.of(0), 33, 17),
                Fold.of(List.of(1), 17, 33),
                Fold.of(List.of(0), 300, 2),
                Fold.of(List.of(1), 2, 300));
    }

    static void addTo(Draw draw) {
        for (ReduceFn fn : ReduceFn.values()) {
            for (Fold fold : folds()) {
                draw.add(
                        new Reduction.Reduce(fn, fold.axes()),
                        draw.spaced(fold.shape().sizes()));
            }
            for (int n : Draw.AWKWARD) {
                draw.add(new Reduction.Reduce(fn, List.of(0)), draw.spaced(n));
                draw.add(new Reduction.Reduce(fn, List.of(1)), draw.spaced(3, n));
                draw.add(new Reduction.Reduce(fn, List.of(0)), draw.spaced(3, n));
            }
            draw.add(new Reduction.Reduce(fn, List.of(1)), draw.integers(DType.INT64, -99, 99, 5, 17));
            draw.add(new Reduction.Reduce(fn, List.of(0)), draw.integers(DType.INT32, -99, 99, 5, 17));
        }
        for (ArgFn fn : ArgFn.values()) {
            for (int n : Draw.AWKWARD) {
                if (n > 0) {
                    draw.add(new Reduction.ArgReduce(fn, 0), draw.spaced(n));
                    draw.add(new Reduction.ArgReduce(fn, 1), draw.spaced(3, n));
                }
                draw.add(new Reduction.ArgReduce(fn, 0), draw.spaced(3, n));
            }
            draw.add(new Reduction.ArgReduce(fn, 1), draw.spaced(2, 3, 4));
            draw.add(new Reduction.ArgReduce(fn, 1), draw.integers(DType.INT64, -3, 4, 5, 17));
            draw.add(new Reduction.ArgReduce(fn, 0), draw.integers(DType.INT32, -3, 4, 5, 17));
        }
    }
}
