package gradus.cpu;

import gradus.core.op.Access;
import gradus.core.op.Attention;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.PointwiseStep;
import gradus.core.op.Recurrent;
import gradus.core.op.Windowed;
import gradus.core.type.Shape;
import java.util.List;

/// Plain loops of fused operations, for element types that have no kernel of their own.
final class ReferenceFused {
    private ReferenceFused() {}

    static Kernel of(Fused op, List<Operand> inputs, Operand y) {
        Operand x = inputs.getFirst();
        return switch (op) {
            case Fused.Softmax _ ->
                () -> {
                    int width = width(x);
                    for (int row = 0; row < rows(x); row++) {
                        double max = max(x, row * width, width);
                        double sum = sum(x, row * width, width, max);
                        for (int i = row * width; i < (row + 1) * width; i++) {
                            y.set(i, sum == 0 ? 0 : StrictMath.exp(x.get(i) - max) / sum);
                        }
                    }
                };
            case Fused.LogSoftmax _ ->
                () -> {
                    int width = width(x);
                    for (int row = 0; row < rows(x); row++) {
                        double max = max(x, row * width, width);
                        double log = log(sum(x, row * width, width, max));
                        for (int i = row * width; i < (row + 1) * width; i++) {
                            y.set(i, x.get(i) - max - log);
                        }
                    }
                };
            case Fused.CrossEntropy _ ->
                () -> {
                    int width = width(x);
                    for (int row = 0; row < rows(x); row++) {
                        int target = target(inputs.get(1), row, width);
                        double max = max(x, row * width, width);
                        y.set(row, log(sum(x, row * width, width, max)) + (max - x.get(row * width + target)));
                    }
                };
            case Fused.Pointwise pointwise -> () -> pointwise(pointwise, inputs, y);
            case Attention attention -> DecomposedKernel.of(attention, inputs, y, ReferenceKernels::of);
            case Windowed windowed -> ReferenceWindowed.of(windowed, inputs, y);
            case Recurrent recurrent -> DecomposedKernel.of(recurrent, inputs, y, ReferenceKernels::of);
        };
    }

    static int target(Operand targets, int row, int classes) {
        long target = targets.getLong(row);
        if (target < 0 || target >= classes) {
            throw new IndexOutOfBoundsException(
                    "cross_entropy: a target must lie in [0, " + classes + "), got " + target + " in row " + row);
        }
        return (int) target;
    }

    static int width(Operand x) {
        return x.type().shape().size(-1);
    }

    static int rows(Operand x) {
        Shape shape = x.type().shape();
        return shape.count(0, shape.rank() - 1);
    }

    /// The largest element, or 0 in a row of −∞, where nothing must be shifted.
    private static double max(Operand x, int start, int width) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = start; i < start + width; i++) {
            max = Math.max(max, x.get(i));
        }
        return max == Double.NEGATIVE_INFINITY ? 0 : max;
    }

    private static double sum(Operand x, int start, int width, double max) {
        double sum = 0;
        for (int i = start; i < start + width; i++) {
            sum += StrictMath.exp(x.get(i) - max);
        }
        return sum;
    }

    private static double log(double sum) {
        return sum == 0 ? 0 : StrictMath.log(sum);
    }

    private static void pointwise(Fused.Pointwise op, List<Operand> inputs, Operand y) {
        int first = inputs.size();
        double[] registers = new double[first + op.steps().size()];
        for (int i = 0; i < y.count(); i++) {
            for (int input = 0; input < first; input++) {
                Access access = op.accesses().get(input);
                registers[input] = inputs.get(input).get(i / access.divisor() % access.modulus());
            }
            for (int step = 0; step < op.steps().size(); step++) {
                registers[first + step] = step(op.steps().get(step), registers);
            }
            y.set(i, registers[registers.length - 1]);
        }
    }

    private static double step(PointwiseStep step, double[] registers) {
        return switch (step) {
            case PointwiseStep.Fixed fixed -> fixed.value();
            case PointwiseStep.Apply(Elementwise op, List<Integer> arguments) -> {
                double a = registers[arguments.getFirst()];
                yield switch (op) {
                    case Elementwise.Unary unary -> Scalars.unary(unary.fn(), a);
                    case Elementwise.Binary binary -> Scalars.binary(binary.fn(), a, registers[arguments.get(1)]);
                    case Elementwise.Compare compare ->
                        Scalars.compare(compare.fn(), a, registers[arguments.get(1)]) ? 1 : 0;
                    case Elementwise.Select _ -> registers[arguments.get(a != 0 ? 1 : 2)];
                    case Elementwise.Cast _ -> a;
                };
            }
        };
    }
}
