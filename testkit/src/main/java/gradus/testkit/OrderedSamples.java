package gradus.testkit;

import gradus.core.op.Ordered;
import gradus.core.op.Ordered.CumulateFn;
import gradus.core.op.Ordered.Direction;
import gradus.core.type.DType;

/// Samples of running folds and of sorting: every awkward length, each axis, integers, ties.
final class OrderedSamples {
    private OrderedSamples() {}

    static void addTo(Draw draw) {
        for (CumulateFn fn : CumulateFn.values()) {
            for (int n : Draw.AWKWARD) {
                draw.add(new Ordered.Cumulate(fn, 0), draw.spaced(n));
                draw.add(new Ordered.Cumulate(fn, 1), draw.spaced(3, n));
                draw.add(new Ordered.Cumulate(fn, 0), draw.spaced(n, 3));
            }
            draw.add(new Ordered.Cumulate(fn, 1), draw.spaced(2, 3, 4));
            draw.add(new Ordered.Cumulate(fn, 0), draw.integers(DType.INT64, -9, 9, 17));
            draw.add(new Ordered.Cumulate(fn, 1), draw.integers(DType.INT32, -9, 9, 2, 5));
        }
        for (Direction direction : Direction.values()) {
            for (int n : Draw.AWKWARD) {
                draw.add(new Ordered.ArgSort(0, direction), draw.spaced(n));
                draw.add(new Ordered.ArgSort(1, direction), draw.spaced(2, n));
                draw.add(new Ordered.ArgSort(0, direction), draw.spaced(n, 2));
            }
            draw.add(new Ordered.ArgSort(1, direction), draw.spaced(2, 3, 4));
            draw.add(new Ordered.ArgSort(0, direction), draw.integers(DType.INT64, -3, 3, 33));
            draw.add(new Ordered.ArgSort(1, direction), draw.integers(DType.INT32, -3, 3, 2, 9));
        }
    }
}
