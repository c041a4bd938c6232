package gradus.cpu;

import gradus.core.type.Shape;
import gradus.cpu.kernel.Workers;
import java.util.Arrays;

/// Adds single float32 elements where an index says, along one axis: what lies before the axis is shared among
/// threads, and each part adds in the order of its index.
final class ScatterKernel implements Kernel {
    private final Operand x;
    private final Operand index;
    private final Operand y;
    private final int rows;
    private final int size;
    private final int inner;
    private final Kernel loop;

    ScatterKernel(int axis, Operand x, Operand index, Operand y, Workers workers) {
        this.x = x;
        this.index = index;
        this.y = y;
        Shape shape = x.type().shape();
        rows = shape.size(axis);
        size = y.type().shape().size(axis);
        inner = shape.count(axis + 1, shape.rank());
        loop = SharedLoop.of(workers, shape.count(0, axis), x.count(), this::parts);
    }

    @Override
    public void run() {
        loop.run();
    }

    private void parts(int first, int limit) {
        for (int part = first; part < limit; part++) {
            part(part);
        }
    }

    private void part(int part) {
        int target = y.offset() + part * size * inner;
        Arrays.fill(y.floats(), target, target + size * inner, 0);
        for (int row = 0; row < rows; row++) {
            int first = (part * rows + row) * inner;
            if (index.array() instanceof int[] places) {
                narrow(places, first, target);
            } else {
                wide((long[]) index.array(), first, target);
            }
        }
    }

    private void narrow(int[] places, int first, int target) {
        float[] from = x.floats();
        float[] to = y.floats();
        for (int k = 0; k < inner; k++) {
            int place = places[index.offset() + first + k];
            if (place < 0 || place >= size) {
                IndexingKernels.place("scatter_add_along", index, first + k, size);
            }
            to[target + place * inner + k] += from[x.offset() + first + k];
        }
    }

    private void wide(long[] places, int first, int target) {
        float[] from = x.floats();
        float[] to = y.floats();
        for (int k = 0; k < inner; k++) {
            long place = places[index.offset() + first + k];
            if (place < 0 || place >= size) {
                IndexingKernels.place("scatter_add_along", index, first + k, size);
            }
            to[target + (int) place * inner + k] += from[x.offset() + first + k];
        }
    }
}
