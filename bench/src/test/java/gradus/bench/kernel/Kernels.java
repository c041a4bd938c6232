package gradus.bench.kernel;

import gradus.bench.own.OwnKernel;
import gradus.core.op.Window;
import gradus.core.tensor.Tensor;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Single operations as planned programs, by JMH: `make kernels KERNELS=product`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC"})
public class Kernels {
    /// Rows × columns × inner size of a product.
    @State(Scope.Benchmark)
    public static class Product {
        @Param({
            "16x8x8",
            "64x64x64",
            "128x128x128",
            "256x256x256",
            "512x512x512",
            "1024x1024x1024",
            "2048x2048x2048",
            "64x128x784",
            "784x128x64"
        })
        private String shape = "";

        private OwnKernel kernel;

        /// Makes the operation ready.
        @Setup
        public void prepare() {
            int[] sizes = sizes(shape);
            TensorType left = TensorType.float32(sizes[0], sizes[2]);
            TensorType right = TensorType.float32(sizes[2], sizes[1]);
            kernel = OwnKernel.of(
                    1, List.of(left, right), operands -> operands.get(0).matmul(operands.get(1)));
        }
    }

    /// Batch × height and width × channels × kernel × channels out of a convolution that keeps the size.
    @State(Scope.Benchmark)
    public static class Convolution {
        @Param({"64x28x1x5x32", "64x14x32x5x64", "8x56x64x3x64"})
        private String shape = "";

        private OwnKernel kernel;

        /// Makes the operation ready.
        @Setup
        public void prepare() {
            int[] s = sizes(shape);
            TensorType input = TensorType.float32(s[0], s[1], s[1], s[2]);
            TensorType weight = TensorType.float32(s[3], s[3], s[2], s[4]);
            int around = s[3] / 2;
            Window.Axis axis = new Window.Axis(s[3], 1, around, around, 1);
            Window window = new Window(List.of(axis, axis));
            kernel = OwnKernel.of(
                    1, List.of(input, weight), operands -> operands.get(0).conv(operands.get(1), window, 1));
        }
    }

    /// A function of each of many elements, in cache and far beyond it.
    @State(Scope.Benchmark)
    public static class Function {
        @Param({"exp", "sigmoid", "tanh", "gelu"})
        private String name = "";

        @Param({"4096", "10000000"})
        private int count;

        private OwnKernel kernel;

        /// Makes the operation ready.
        @Setup
        public void prepare() {
            UnaryOperator<Tensor> function = switch (name) {
                case "exp" -> Tensor::exp;
                case "sigmoid" -> Tensor::sigmoid;
                case "tanh" -> Tensor::tanh;
                case "gelu" -> Tensor::gelu;
                default -> throw new IllegalArgumentException("no function is called " + name);
            };
            kernel = OwnKernel.of(
                    3, List.of(TensorType.float32(count)), operands -> function.apply(operands.getFirst()));
        }
    }

    /// Rows × columns of a softmax.
    @State(Scope.Benchmark)
    public static class Softmax {
        @Param({"64x10", "1024x1024"})
        private String shape = "";

        private OwnKernel kernel;

        /// Makes the operation ready.
        @Setup
        public void prepare() {
            kernel = OwnKernel.of(
                    3,
                    List.of(TensorType.float32(sizes(shape))),
                    operands -> operands.getFirst().softmax(-1));
        }
    }

    private static int[] sizes(String shape) {
        return Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    }

    @Benchmark
    public void product(Product product) {
        product.kernel.step();
    }

    @Benchmark
    public void convolution(Convolution convolution) {
        convolution.kernel.step();
    }

    @Benchmark
    public void function(Function function) {
        function.kernel.step();
    }

    @Benchmark
    public void softmax(Softmax softmax) {
        softmax.kernel.step();
    }
}
