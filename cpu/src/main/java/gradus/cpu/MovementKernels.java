package gradus.cpu;

import gradus.core.op.Movement;
import gradus.core.type.Shape;
import gradus.cpu.kernel.Workers;
import java.util.List;

/// Kernels of movements, for all element types.
final class MovementKernels {
    private MovementKernels() {}

    static Kernel of(Movement op, List<Operand> inputs, Operand output, Workers workers) {
        Operand x = inputs.getFirst();
        int[] strides = x.type().shape().strides();
        Shape shape = output.type().shape();
        return switch (op) {
            case Movement.Reshape _ -> gather(x, output, strides, 0, x.type().shape(), workers);
            case Movement.Transpose transpose ->
                gather(
                        x,
                        output,
                        transpose.permutation().stream()
                                .mapToInt(axis -> strides[axis])
                                .toArray(),
                        0,
                        shape,
                        workers);
            case Movement.Broadcast _ -> gather(x, output, repeating(x.type().shape(), shape), 0, shape, workers);
            case Movement.Slice slice -> {
                int start = 0;
                for (int axis = 0; axis < strides.length; axis++) {
                    start += slice.starts().get(axis) * strides[axis];
                    strides[axis] *= slice.strides().get(axis);
                }
                yield gather(x, output, strides, start, shape, workers);
            }
            case Movement.Reverse reverse -> {
                int start = 0;
                for (int axis : reverse.axes()) {
                    start += (x.type().shape().size(axis) - 1) * strides[axis];
                    strides[axis] = -strides[axis];
                }
                yield gather(x, output, strides, start, shape, workers);
            }
            case Movement.Pad pad -> pad(pad, x, output, workers);
            case Movement.Concat concat -> concat(concat.axis(), inputs, output, workers);
        };
    }

    private static Kernel gather(Operand x, Operand y, int[] strides, int start, Shape shape, Workers workers) {
        StridedCopy copy = new StridedCopy(shape, strides, start);
        return SharedLoop.of(workers, copy.rows(), y.count(), (from, to) -> copy.gather(x, y, from, to));
    }

    private static Kernel scatter(StridedCopy copy, Operand x, Operand y, Workers workers) {
        return SharedLoop.of(workers, copy.rows(), x.count(), (from, to) -> copy.scatter(x, y, from, to));
    }

    private static int[] repeating(Shape from, Shape to) {
        int[] dense = from.strides();
        int[] strides = new int[to.rank()];
        for (int axis = 0; axis < from.rank(); axis++) {
            strides[axis + to.rank() - from.rank()] = from.size(axis) == 1 ? 0 : dense[axis];
        }
        return strides;
    }

    private static Kernel pad(Movement.Pad pad, Operand x, Operand y, Workers workers) {
        int[] strides = y.type().shape().strides();
        int start = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            start += pad.low().get(axis) * strides[axis];
            strides[axis] *= pad.interior().get(axis) + 1;
        }
        Kernel inside = scatter(new StridedCopy(x.type().shape(), strides, start), x, y, workers);
        return () -> {
            y.fill(pad.value());
            inside.run();
        };
    }

    private static Kernel concat(int axis, List<Operand> inputs, Operand y, Workers workers) {
        Shape shape = y.type().shape();
        int[] strides = shape.strides();
        Kernel[] copies = new Kernel[inputs.size()];
        int start = 0;
        for (int i = 0; i < copies.length; i++) {
            Shape part = inputs.get(i).type().shape();
            copies[i] = scatter(new StridedCopy(part, strides, start), inputs.get(i), y, workers);
            start += part.size(axis) * strides[axis];
        }
        return () -> {
            for (Kernel copy : copies) {
                copy.run();
            }
        };
    }
}
