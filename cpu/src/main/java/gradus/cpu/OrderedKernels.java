package gradus.cpu;

import gradus.core.op.Ordered;
import gradus.core.op.Ordered.CumulateFn;
import gradus.core.op.Ordered.Direction;
import gradus.core.type.Shape;

/// Kernels of running folds and sorting, for all element types: numbers in float64, integers in int64.
final class OrderedKernels {
    private OrderedKernels() {}

    static Kernel of(Ordered op, Operand x, Operand y) {
        Shape shape = x.type().shape();
        return switch (op) {
            case Ordered.Cumulate(var fn, int axis) -> {
                int inner = shape.count(axis + 1, shape.rank());
                yield x.type().dtype().isInteger()
                        ? () -> cumulateIntegers(fn, x, y, shape.size(axis), inner)
                        : () -> cumulate(fn, x, y, shape.size(axis), inner);
            }
            case Ordered.ArgSort(int axis, var direction) -> {
                int inner = shape.count(axis + 1, shape.rank());
                yield new Sort(x, y, direction, shape.size(axis), inner);
            }
        };
    }

    /// The first place of run number `run`; a run's places lie `inner` apart.
    private static int first(int run, int size, int inner) {
        return run / inner * size * inner + run % inner;
    }

    private static int runs(Operand x, int size) {
        return size == 0 ? 0 : x.count() / size;
    }

    private static void cumulate(CumulateFn fn, Operand x, Operand y, int size, int inner) {
        int runs = runs(x, size);
        for (int run = 0; run < runs; run++) {
            int place = first(run, size, inner);
            double folded = x.get(place);
            y.set(place, folded);
            for (int i = 1; i < size; i++) {
                place += inner;
                folded = switch (fn) {
                    case SUM -> folded + x.get(place);
                    case MAX -> Math.max(folded, x.get(place));
                };
                y.set(place, folded);
            }
        }
    }

    private static void cumulateIntegers(CumulateFn fn, Operand x, Operand y, int size, int inner) {
        int runs = runs(x, size);
        for (int run = 0; run < runs; run++) {
            int place = first(run, size, inner);
            long folded = x.getLong(place);
            y.setLong(place, folded);
            for (int i = 1; i < size; i++) {
                place += inner;
                folded = switch (fn) {
                    case SUM -> folded + x.getLong(place);
                    case MAX -> Math.max(folded, x.getLong(place));
                };
                y.setLong(place, folded);
            }
        }
    }

    /// A stable sort by merging from the bottom up; its two rows of places are made once, when the step is bound.
    private static final class Sort implements Kernel {
        private final Operand x;
        private final Operand y;
        private final Direction direction;
        private final int size;
        private final int inner;
        private final int[][] rows;

        Sort(Operand x, Operand y, Direction direction, int size, int inner) {
            this.x = x;
            this.y = y;
            this.direction = direction;
            this.size = size;
            this.inner = inner;
            this.rows = new int[2][size];
        }

        @Override
        public void run() {
            int runs = runs(x, size);
            for (int run = 0; run < runs; run++) {
                int first = first(run, size, inner);
                int[] order = sorted(first);
                for (int i = 0; i < size; i++) {
                    y.setLong(first + i * inner, order[i]);
                }
            }
        }

        private int[] sorted(int first) {
            int[] from = rows[0];
            int[] to = rows[1];
            for (int i = 0; i < size; i++) {
                from[i] = i;
            }
            for (int width = 1; width < size; width *= 2) {
                for (int low = 0; low < size; low += 2 * width) {
                    merge(from, to, low, Math.min(low + width, size), Math.min(low + 2 * width, size), first);
                }
                int[] merged = to;
                to = from;
                from = merged;
            }
            return from;
        }

        private void merge(int[] from, int[] to, int low, int middle, int high, int first) {
            int left = low;
            int right = middle;
            for (int i = low; i < high; i++) {
                boolean takeRight =
                        left >= middle || right < high && precedes(from[right] * inner, from[left] * inner, first);
                to[i] = takeRight ? from[right++] : from[left++];
            }
        }

        /// Says whether one element must stand before another.
        private boolean precedes(int one, int other, int first) {
            if (x.type().dtype().isInteger()) {
                int order = Long.compare(x.getLong(first + one), x.getLong(first + other));
                return direction == Direction.ASCENDING ? order < 0 : order > 0;
            }
            double a = x.get(first + one);
            double b = x.get(first + other);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return !Double.isNaN(a);
            }
            return direction == Direction.ASCENDING ? a < b : a > b;
        }
    }
}
