package gradus.bench.scaling;

import gradus.bench.own.Samples;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.attention.BlockPlan;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Sgd;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.train.StepByStep;
import gradus.nn.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A size of a network or batch that grows while the others stay.
enum Series {
    /// Samples of an update.
    BATCH("samples per update", "784-128-10 ReLU, cross-entropy, SGD", 1, 1024),
    /// Units of a hidden layer.
    WIDTH("hidden units", "784-width-10 ReLU, cross-entropy, SGD, batch 64", 16, 2048),
    /// Hidden layers.
    DEPTH("hidden layers of 128", "128, layers of 128, 10, ReLU, cross-entropy, SGD, batch 64", 1, 32),
    /// Steps of a recurrent layer.
    LSTM("steps of a sequence", "LSTM 16 → 64, last state → 10, cross-entropy, Adam, batch 16", 8, 512),
    /// Places of a transformer block.
    TRANSFORMER("places of a sequence", "transformer block 64, 4 heads, squared error, Adam, batch 8", 8, 512);

    private static final Key ANY = Key.of(0);
    private static final int CLASSES = 10;

    private final String axis;
    private final String about;
    private final int smallest;
    private final int largest;

    Series(String axis, String about, int smallest, int largest) {
        this.axis = axis;
        this.about = about;
        this.smallest = smallest;
        this.largest = largest;
    }

    /// Gives what grows, in words.
    String axis() {
        return axis;
    }

    /// Gives what is measured, in words.
    String about() {
        return about;
    }

    /// Gives the sizes, each twice the one before: all, or those up to a share of the largest, at least two.
    List<Integer> sizes(double share) {
        return IntStream.iterate(
                        smallest, size -> size <= Math.max(2 * smallest, (int) (share * largest)), size -> 2 * size)
                .boxed()
                .toList();
    }

    /// Gives how many samples an update has.
    int samples(int size) {
        return switch (this) {
            case BATCH -> size;
            case WIDTH, DEPTH -> 64;
            case LSTM -> 16;
            case TRANSFORMER -> 8;
        };
    }

    /// Gives the updates of a size, planned.
    StepByStep<Layer> updates(int size) {
        int samples = samples(size);
        return switch (this) {
            case BATCH -> classifier(Networks.mlp(128).build(Shape.of(784), CLASSES, ANY), samples, 784);
            case WIDTH -> classifier(Networks.mlp(size).build(Shape.of(784), CLASSES, ANY), samples, 784);
            case DEPTH -> {
                int[] hidden = new int[size];
                Arrays.fill(hidden, 128);
                yield classifier(Networks.mlp(hidden).build(Shape.of(128), CLASSES, ANY), samples, 128);
            }
            case LSTM -> {
                Layer network = Sequential.of(Lstm.of(16, 64, ANY), new LastStep(), Linear.of(64, CLASSES, ANY));
                Samples data = Samples.ofClasses(samples, CLASSES, size, 16);
                yield steps(Training.of(network, data, Loss.CROSS_ENTROPY).optimizer(Adam.of(1e-3)), data);
            }
            case TRANSFORMER -> {
                Shape shape = Shape.of(size, 64);
                Samples data = Samples.ofNumbers(samples, shape, shape);
                Layer network = BlockPlan.of(64, 4).encoderBlock(ANY);
                yield steps(Training.of(network, data, Loss.MEAN_SQUARED_ERROR).optimizer(Adam.of(1e-4)), data);
            }
        };
    }

    private static StepByStep<Layer> classifier(Layer network, int samples, int features) {
        Samples data = Samples.ofClasses(samples, CLASSES, features);
        return steps(Training.of(network, data, Loss.CROSS_ENTROPY).optimizer(Sgd.of(0.01)), data);
    }

    private static StepByStep<Layer> steps(Training<Layer, ?> training, Dataset data) {
        return StepByStep.of(training.batchSize(data.size()).order(Loader.Order.AS_STORED));
    }
}
