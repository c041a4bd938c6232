package gradus.cpu;

import gradus.core.type.Shape;
import java.util.Arrays;

/// Copies elements between a dense tensor and places that lie at constant distances along each axis: the kernel of
/// all movements.
final class StridedCopy {
    private final int[] sizes;
    private final int[] strides;
    private final int start;
    private final int inner;
    private final int innerStride;

    /// The dense side has this shape; element (i, j, …) of the other side lies at `start + i·strides[0] +
    /// j·strides[1] + …`.
    StridedCopy(Shape shape, int[] strides, int start) {
        int kept = 0;
        int[] joinedSizes = new int[shape.rank()];
        int[] joinedStrides = new int[shape.rank()];
        for (int axis = 0; axis < shape.rank(); axis++) {
            int size = shape.size(axis);
            boolean joins = kept > 0 && joinedStrides[kept - 1] == strides[axis] * size;
            if (size == 1) {
                continue;
            }
            if (joins) {
                joinedSizes[kept - 1] *= size;
                joinedStrides[kept - 1] = strides[axis];
            } else {
                joinedSizes[kept] = size;
                joinedStrides[kept++] = strides[axis];
            }
        }
        int outer = Math.max(0, kept - 1);
        this.sizes = Arrays.copyOf(joinedSizes, outer);
        this.strides = Arrays.copyOf(joinedStrides, outer);
        this.start = start;
        this.inner = kept == 0 ? 1 : joinedSizes[kept - 1];
        this.innerStride = kept == 0 ? 1 : joinedStrides[kept - 1];
    }

    /// Gives the number of rows: runs along the last axis that is no neighbour of the one before.
    int rows() {
        int rows = inner == 0 ? 0 : 1;
        for (int size : sizes) {
            rows *= size;
        }
        return rows;
    }

    private int place(int row) {
        int place = start;
        int rest = row;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            place += rest % sizes[axis] * strides[axis];
            rest /= sizes[axis];
        }
        return place;
    }

    /// Reads rows of the strided side of `from` into `to`.
    void gather(Operand from, Operand to, int first, int limit) {
        for (int row = first; row < limit; row++) {
            gatherRow(from, from.offset() + place(row), to, to.offset() + row * inner);
        }
    }

    private void gatherRow(Operand from, int source, Operand to, int target) {
        if (innerStride == 1) {
            System.arraycopy(from.array(), source, to.array(), target, inner);
            return;
        }
        switch (from.array()) {
            case long[] x -> {
                long[] y = (long[]) to.array();
                for (int i = 0; i < inner; i++) {
                    y[target + i] = x[source + i * innerStride];
                }
            }
            case float[] x -> {
                float[] y = to.floats();
                for (int i = 0; i < inner; i++) {
                    y[target + i] = x[source + i * innerStride];
                }
            }
            case double[] x -> {
                double[] y = to.doubles();
                for (int i = 0; i < inner; i++) {
                    y[target + i] = x[source + i * innerStride];
                }
            }
            case short[] x -> {
                short[] y = to.shorts();
                for (int i = 0; i < inner; i++) {
                    y[target + i] = x[source + i * innerStride];
                }
            }
            default -> {
                for (int i = 0; i < inner; i++) {
                    System.arraycopy(from.array(), source + i * innerStride, to.array(), target + i, 1);
                }
            }
        }
    }

    /// Writes rows of `from` to the strided side of `to`.
    void scatter(Operand from, Operand to, int first, int limit) {
        for (int row = first; row < limit; row++) {
            int source = from.offset() + row * inner;
            int target = to.offset() + place(row);
            if (innerStride == 1) {
                System.arraycopy(from.array(), source, to.array(), target, inner);
            } else {
                for (int i = 0; i < inner; i++) {
                    System.arraycopy(from.array(), source + i, to.array(), target + i * innerStride, 1);
                }
            }
        }
    }
}
