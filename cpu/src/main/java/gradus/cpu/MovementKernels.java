package gradus.cpu;

import gradus.core.op.Movement;
import gradus.core.type.Shape;
import java.util.List;

/// Kernels of movements, for all element types.
final class MovementKernels {
    private MovementKernels() {}

    static Kernel of(Movement op, List<Operand> inputs, Operand output) {
        Operand x = inputs.getFirst();
        int[] strides = x.type().shape().strides();
        Shape shape = output.type().shape();
        return switch (op) {
            case Movement.Reshape _ -> gather(x, output, strides, 0, x.type().shape());
            case Movement.Transpose transpose ->
                gather(
                        x,
                        output,
                        transpose.permutation().stream()
                                .mapToInt(axis -> strides[axis])
                                .toArray(),
                        0,
                        shape);
            case Movement.Broadcast _ -> gather(x, output, repeating(x.type().shape(), shape), 0, shape);
            case Movement.Slice slice -> {
                int start = 0;
                for (int axis = 0; axis < strides.length; axis++) {
                    start += slice.starts().get(axis) * strides[axis];
                    strides[axis] *= slice.strides().get(axis);
                }
                yield gather(x, output, strides, start, shape);
            }
            case Movement.Reverse reverse -> {
                int start = 0;
                for (int axis : reverse.axes()) {
                    start += (x.type().shape().size(axis) - 1) * strides[axis];
                    strides[axis] = -strides[axis];
                }
                yield gather(x, output, strides, start, shape);
            }
            case Movement.Pad pad -> pad(pad, x, output);
            case Movement.Concat concat -> concat(concat.axis(), inputs, output);
        };
    }

    private static Kernel gather(Operand x, Operand y, int[] strides, int start, Shape shape) {
        StridedCopy copy = new StridedCopy(shape, strides, start);
        return () -> copy.gather(x, y);
    }

    private static int[] repeating(Shape from, Shape to) {
        int[] dense = from.strides();
        int[] strides = new int[to.rank()];
        for (int axis = 0; axis < from.rank(); axis++) {
            strides[axis + to.rank() - from.rank()] = from.size(axis) == 1 ? 0 : dense[axis];
        }
        return strides;
    }

    private static Kernel pad(Movement.Pad pad, Operand x, Operand y) {
        int[] strides = y.type().shape().strides();
        int start = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            start += pad.low().get(axis) * strides[axis];
            strides[axis] *= pad.interior().get(axis) + 1;
        }
        StridedCopy copy = new StridedCopy(x.type().shape(), strides, start);
        return () -> {
            y.fill(pad.value());
            copy.scatter(x, y);
        };
    }

    private static Kernel concat(int axis, List<Operand> inputs, Operand y) {
        Shape shape = y.type().shape();
        int[] strides = shape.strides();
        StridedCopy[] copies = new StridedCopy[inputs.size()];
        int start = 0;
        for (int i = 0; i < copies.length; i++) {
            Shape part = inputs.get(i).type().shape();
            copies[i] = new StridedCopy(part, strides, start);
            start += part.size(axis) * strides[axis];
        }
        return () -> {
            for (int i = 0; i < copies.length; i++) {
                copies[i].scatter(inputs.get(i), y);
            }
        };
    }
}
