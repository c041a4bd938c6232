package gradus.cpu;

import gradus.core.op.Indexing;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import java.util.List;

/// Kernels of choices by number, for all element types. An index outside its axis is an error.
final class IndexingKernels {
    private IndexingKernels() {}

    static Kernel of(Indexing op, List<Operand> inputs, Operand y) {
        Operand x = inputs.get(0);
        Operand index = inputs.get(1);
        if (y.isBfloat16() && adds(op)) {
            return rounded(op, inputs, y);
        }
        return switch (op) {
            case Indexing.Gather gather -> () -> gather(gather.axis(), x, index, y);
            case Indexing.ScatterAdd scatter -> () -> scatterAdd(scatter.axis(), x, index, y);
            case Indexing.GatherAlong gather -> () -> gatherAlong(gather.axis(), x, index, y);
            case Indexing.ScatterAddAlong scatter -> () -> scatterAddAlong(scatter.axis(), x, index, y);
        };
    }

    private static boolean adds(Indexing op) {
        return switch (op) {
            case Indexing.Gather _, Indexing.GatherAlong _ -> false;
            case Indexing.ScatterAdd _, Indexing.ScatterAddAlong _ -> true;
        };
    }

    /// Adds up in float64 and rounds the sums once.
    private static Kernel rounded(Indexing op, List<Operand> inputs, Operand y) {
        Operand sums = new Operand(y.type().with(DType.FLOAT64), new double[y.count()], 0);
        Kernel adding = of(op, inputs, sums);
        return () -> {
            adding.run();
            for (int i = 0; i < y.count(); i++) {
                y.set(i, sums.get(i));
            }
        };
    }

    static int place(String name, Operand index, int i, int size) {
        long place = index.getLong(i);
        if (place < 0 || place >= size) {
            throw new IndexOutOfBoundsException(name + ": an index must lie in [0, " + size + "), got " + place
                    + " at position " + i + " of the index " + index.type());
        }
        return (int) place;
    }

    private static void gather(int axis, Operand x, Operand index, Operand y) {
        Shape shape = x.type().shape();
        int inner = shape.count(axis + 1, shape.rank());
        int outer = shape.count(0, axis);
        int size = shape.size(axis);
        int target = y.offset();
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < index.count(); i++) {
                int source = x.offset() + (o * size + place("gather", index, i, size)) * inner;
                System.arraycopy(x.array(), source, y.array(), target, inner);
                target += inner;
            }
        }
    }

    private static void scatterAdd(int axis, Operand x, Operand index, Operand y) {
        Shape shape = y.type().shape();
        int inner = shape.count(axis + 1, shape.rank());
        int outer = shape.count(0, axis);
        int size = shape.size(axis);
        y.fill(0);
        int source = 0;
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < index.count(); i++) {
                int target = (o * size + place("scatter_add", index, i, size)) * inner;
                if (y.isFloat32()) {
                    add(x.floats(), x.offset() + source, y.floats(), y.offset() + target, inner);
                    source += inner;
                    continue;
                }
                for (int k = 0; k < inner; k++) {
                    add(y, target + k, x, source++);
                }
            }
        }
    }

    private static void add(float[] x, int from, float[] y, int to, int n) {
        for (int k = 0; k < n; k++) {
            y[to + k] += x[from + k];
        }
    }

    private static void add(Operand y, int target, Operand x, int source) {
        if (y.type().dtype().isInteger()) {
            y.setLong(target, y.getLong(target) + x.getLong(source));
        } else {
            y.set(target, y.get(target) + x.get(source));
        }
    }

    private static void gatherAlong(int axis, Operand x, Operand index, Operand y) {
        Shape from = x.type().shape();
        Shape to = y.type().shape();
        int inner = to.count(axis + 1, to.rank());
        int width = to.size(axis) * inner;
        int size = from.size(axis);
        for (int i = 0; i < y.count(); i++) {
            int outer = i / width;
            int source = (outer * size + place("gather_along", index, i, size)) * inner + i % inner;
            System.arraycopy(x.array(), x.offset() + source, y.array(), y.offset() + i, 1);
        }
    }

    private static void scatterAddAlong(int axis, Operand x, Operand index, Operand y) {
        Shape from = x.type().shape();
        int inner = from.count(axis + 1, from.rank());
        int width = from.size(axis) * inner;
        int size = y.type().shape().size(axis);
        y.fill(0);
        for (int i = 0; i < x.count(); i++) {
            int outer = i / width;
            int target = (outer * size + place("scatter_add_along", index, i, size)) * inner + i % inner;
            add(y, target, x, i);
        }
    }
}
