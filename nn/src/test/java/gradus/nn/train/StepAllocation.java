package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.activation.Activation;
import gradus.nn.attention.BlockPlan;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Activate;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Sgd;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.MeanOverTime;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.DepthwiseSeparable;
import gradus.nn.spatial.GlobalAvgPool;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.PoolOptions;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Prints for each of a few networks how many bytes a planned step allocates on its thread once it is warm, and how
/// long it takes.
///
/// Argument: how many steps to warm up.
final class StepAllocation {
    private static final int STEPS = 100;
    private static final int ATTEMPTS = 3;

    private record Problem(String name, Layer network, ArrayDataset data, Loss loss, Optimizer optimizer, int batch) {}

    private StepAllocation() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        int warm = Integer.parseInt(arguments[0]);
        for (Problem problem : problems()) {
            StepRunner runner = runner(problem);
            Map<String, Double> numbers = problem.optimizer().scalars(5);
            run(runner, numbers, warm);
            long asking = -allocated() + allocated(); // asking allocates, too
            long least = Long.MAX_VALUE; // compiling disturbs now and then
            long fastest = Long.MAX_VALUE;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                long before = allocated();
                long start = System.nanoTime();
                run(runner, numbers, STEPS);
                fastest = Math.min(fastest, System.nanoTime() - start);
                least = Math.min(least, allocated() - before - asking);
            }
            System.out.printf(
                    "%s: %d bytes, %.1f µs per step%n",
                    problem.name(), Math.ceilDiv(Math.max(0, least), STEPS), fastest / 1e3 / STEPS);
        }
    }

    private static void run(StepRunner runner, Map<String, Double> numbers, int steps) {
        for (int i = 0; i < steps; i++) {
            runner.run(numbers, i);
        }
    }

    private static List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(perceptrons());
        problems.addAll(others());
        return problems;
    }

    private static List<Problem> perceptrons() {
        Key key = Key.of(1);
        Layer tanh = Networks.mlp(8, 8).activation(Activation.TANH).build(Shape.of(2), 1, key);
        Layer relu = Networks.mlp(16, 8).build(Shape.of(2), 2, key);
        Layer normalised =
                Networks.mlp(8).dropout(0.2).normalization(Normalization.BATCH).build(Shape.of(2), 2, key);
        Loss weighted =
                CrossEntropy.defaults().withClassWeights(List.of(1.0, 2.0)).withLabelSmoothing(0.1);
        ArrayDataset wide = ArrayDataset.ofClasses(new float[64 * 784], 784, new int[64]);
        return List.of(
                new Problem(
                        "2-8-8-1 tanh, MSE, SGD, batch 16",
                        tanh,
                        Small.values(64, 1),
                        Loss.MEAN_SQUARED_ERROR,
                        Sgd.of(0.01),
                        16),
                new Problem(
                        "2-16-8-2 ReLU, cross-entropy, Adam, batch 16",
                        relu,
                        Small.classes(64, 1),
                        Loss.CROSS_ENTROPY,
                        Adam.of(0.001),
                        16),
                new Problem(
                        "2-8-2 batch norm, dropout, weighted cross-entropy, AdamW, batch 16",
                        normalised,
                        Small.classes(64, 1),
                        weighted,
                        AdamW.of(0.001).decay(Decay.of(0.01)),
                        16),
                new Problem(
                        "784-128-10 ReLU, cross-entropy, Adam, batch 64",
                        Networks.mlp(128).build(Shape.of(784), 10, key),
                        wide,
                        Loss.CROSS_ENTROPY,
                        Adam.of(0.001),
                        64));
    }

    /// Networks with windows, recurrence and attention, of sizes that no vector width divides.
    private static List<Problem> others() {
        Key key = Key.of(1);
        Layer odd = Sequential.of(
                Reshape.of(8, 8, 3),
                Conv.of2d(3, 5, 3, key.fold("conv")),
                new Activate(Activation.RELU),
                MaxPool.of2d(2),
                DepthwiseSeparable.of(5, 20, 2, key.fold("depthwise")),
                AvgPool.of2d(2),
                new Flatten(),
                Linear.of(20, 2, key));
        Layer up = Sequential.of(
                Reshape.of(8, 8, 3),
                ConvTranspose.of2d(3, 5, 3, key.fold("conv")),
                BatchNorm.of(5),
                new Activate(Activation.RELU),
                MaxPool.of(PoolOptions.of(3, 3).withStride(2)),
                new GlobalAvgPool(),
                Linear.of(5, 2, key));
        Layer lstm = Sequential.of(Reshape.of(16, 12), Lstm.of(12, 11, key), new LastStep(), Linear.of(11, 2, key));
        Layer gru = Sequential.of(Reshape.of(16, 12), Gru.of(12, 11, key), new MeanOverTime(), Linear.of(11, 2, key));
        Layer block = Sequential.of(
                Reshape.of(16, 12), BlockPlan.of(12, 3).encoderBlock(key), new MeanOverTime(), Linear.of(12, 2, key));
        return List.of(
                classifier("convolution, pools of 5 and 20 channels", odd),
                classifier("transposed convolution, overlapping pools", up),
                classifier("LSTM", lstm),
                classifier("GRU", gru),
                classifier("transformer block", block));
    }

    private static Problem classifier(String name, Layer network) {
        ArrayDataset data = ArrayDataset.ofClasses(new float[16 * 192], 192, new int[16]);
        return new Problem(
                name + ", cross-entropy, Adam, batch 8", network, data, Loss.CROSS_ENTROPY, Adam.of(1e-3), 8);
    }

    private static StepRunner runner(Problem problem) {
        Stopping stopping = Stopping.afterEpochs(1).withNormsBelow(1e-9, 1e-9);
        Recipe<Layer> recipe = new Recipe<>(Goal.of(problem.loss()), Penalty.none(), problem.optimizer(), stopping);
        TrainState state = Training.of(problem.network(), problem.data(), problem.loss())
                .optimizer(problem.optimizer())
                .start();
        Backend backend = Backends.standard();
        Loader loader = new Loader(problem.data(), problem.batch(), Loader.Order.SHUFFLED, Key.of(1));
        Map<String, TensorType> types = loader.partTypes(problem.batch());
        StateBuffers buffers = StateBuffers.of(backend, state);
        StepRunner runner = StepRunner.of(problem.network(), recipe, state, buffers, types, backend);
        loader.fill(0, 0, runner.batch());
        return runner;
    }

    /// By reflection, because the module of the tests does not read the management modules.
    private static long allocated() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method count = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (long) count.invoke(bean);
    }
}
