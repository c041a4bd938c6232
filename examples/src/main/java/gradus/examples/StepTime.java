package gradus.examples;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Run;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.Training;
import java.util.Arrays;

/// Measures the time of one training step with everything around it (reading the batch, the step, the news), for a
/// tiny and a small network: the median over steps once the Java machine has compiled them.
///
/// `java --add-modules jdk.incubator.vector -cp core/target/classes:cpu/target/classes:nn/target/classes:
/// examples/target/classes gradus.examples.StepTime` after `./mvnw -Dquick compile`.
public final class StepTime {
    private StepTime() {}

    /// Prints a line for each network.
    public static void main(String[] arguments) {
        Key key = Key.of(1);
        Layer tiny = Networks.mlp(8, 8).activation(Activation.TANH).build(Shape.of(2), 1, key);
        float[] points = random(2 * 4096, key);
        ArrayDataset values = ArrayDataset.ofValues(points, 2, Arrays.copyOf(points, 4096));
        measure("2-8-8-1 tanh, MSE, SGD, batch 16", tiny, values, Loss.MEAN_SQUARED_ERROR, Sgd.of(0.001), 16, 100_000);
        Sequential small = Networks.mlp(128).build(Shape.of(784), 10, key);
        int[] labels = new int[4096];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = key.below(10, i);
        }
        ArrayDataset images = ArrayDataset.ofClasses(random(784 * 4096, key), 784, labels);
        measure(
                "784-128-10 ReLU, cross-entropy, SGD, batch 64",
                small,
                images,
                Loss.CROSS_ENTROPY,
                Sgd.of(0.01),
                64,
                4000);
    }

    private static float[] random(int count, Key key) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) key.normal(i);
        }
        return numbers;
    }

    private static <L extends Layer> void measure(
            String name, L network, ArrayDataset data, Loss loss, Optimizer optimizer, int batch, int steps) {
        long[] ends = new long[steps];
        Training<L, Run<L>> training = Training.of(network, data, loss)
                .optimizer(optimizer)
                .batchSize(batch)
                .epochs(Integer.MAX_VALUE)
                .steps(steps)
                .listener(event -> {
                    if (event instanceof TrainEvent.StepDone done) {
                        ends[(int) done.step() - 1] = System.nanoTime();
                    }
                });
        training.fit();
        long[] times = new long[steps / 2];
        for (int i = 0; i < times.length; i++) {
            times[i] = ends[i + steps - times.length] - ends[i + steps - times.length - 1];
        }
        Arrays.sort(times);
        System.out.printf(
                "%s: median %.1f µs, tenth %.1f µs, %d steps in %.1f s%n",
                name,
                times[times.length / 2] / 1e3,
                times[times.length / 10] / 1e3,
                steps,
                (ends[steps - 1] - ends[0]) / 1e9);
    }
}
