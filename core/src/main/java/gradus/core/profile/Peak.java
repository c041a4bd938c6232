package gradus.core.profile;

import gradus.core.graph.Build;
import gradus.core.graph.Cost;
import gradus.core.graph.Graph;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;

/// What a machine reaches at its best: measured, not looked up.
///
/// @param flops floating-point operations per second, of a large float32 matrix product
/// @param bytes bytes per second, of a sum of arrays that are larger than the caches
public record Peak(double flops, double bytes) {
    private static final int SIDE = 768;
    private static final int LONG = 1 << 23;
    private static final int RUNS = 12;

    /// Measures: the best of some runs. It takes a moment.
    public static Peak of(Backend backend) {
        double flops = fastest(backend, TensorType.of(DType.FLOAT32, SIDE, SIDE), Tensor::matmul, Cost::flops);
        double bytes = fastest(backend, TensorType.of(DType.FLOAT32, LONG), Tensor::add, Cost::bytes);
        return new Peak(flops, bytes);
    }

    /// What a cost counts.
    @FunctionalInterface
    private interface Unit {
        long of(Cost cost);
    }

    private static double fastest(Backend backend, TensorType type, BinaryOperator<Tensor> operation, Unit unit) {
        Tensor left = Tensor.of(Build.input("left", type));
        Tensor right = Tensor.of(Build.input("right", type));
        Tensor result = operation.apply(left, right);
        Program program = Program.of(new Graph(List.of(left.node(), right.node()), List.of(result.node())), backend);
        List<Buffer> inputs = List.of(backend.buffer(ones(type)), backend.buffer(ones(type)));
        Executable.Call call = program.bind(inputs, List.of(backend.buffer(Literal.zeros(type))));
        long best = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            call.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return unit.of(program.plan().cost()) * 1e9 / best;
    }

    private static Literal ones(TensorType type) {
        Literal ones = Literal.zeros(type);
        for (int i = 0; i < ones.count(); i++) {
            ones.set(i, 1);
        }
        return ones;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.0f GFLOP/s (matrix product %d × %d × %d), %.1f GB/s (sum of %d MiB)",
                flops / 1e9,
                SIDE,
                SIDE,
                SIDE,
                bytes / 1e9,
                (long) LONG * Float.BYTES >> 20);
    }
}
