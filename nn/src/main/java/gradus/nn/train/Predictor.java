package gradus.nn.train;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Runs a trained network on samples; thread-safe. Two programs are kept: one for single samples, one for many.
final class Predictor {
    private static final int MANY = 256;

    private final Layer network;
    private final Shape sample;
    private final int width;
    private final UnaryOperator<Tensor> last;
    private final Backend backend;
    private final Program one;
    private volatile Optional<Program> many = Optional.empty();

    /// Runs on [Backends#standard()].
    Predictor(Layer network, Shape sample, UnaryOperator<Tensor> last) {
        this(network, sample, last, Backends.standard());
    }

    /// @param network the network
    /// @param sample the shape of a sample
    /// @param last what is done with the network's result, such as softmax
    /// @param backend what it runs on
    Predictor(Layer network, Shape sample, UnaryOperator<Tensor> last, Backend backend) {
        this.network = network;
        this.sample = sample;
        this.width = sample.count();
        this.last = last;
        this.backend = backend;
        this.one = program(1);
    }

    private Program program(int rows) {
        Tensor features = Tensor.of(
                Build.input("features", TensorType.float32().with(Shape.of(rows).append(sample))));
        Tensor result = last.apply(network.forward(features, Context.inference()));
        return Program.of(new Graph(List.of(features.node()), List.of(result.node())), backend);
    }

    /// Gives the results of rows, row-major.
    double[] predict(float[] features) {
        int rows = features.length / width;
        double[] results = new double[0];
        int row = 0;
        while (row < rows) {
            boolean single = rows - row < MANY / 8;
            int size = single ? 1 : MANY;
            float[] chunk = Arrays.copyOf(
                    Arrays.copyOfRange(features, row * width, Math.min(features.length, (row + size) * width)),
                    size * width);
            Literal result = (single ? one : many())
                    .call(List.of(
                            Literal.of(chunk, Shape.of(size).append(sample).sizes())))
                    .getFirst();
            int outputs = result.count() / size;
            if (row == 0) {
                results = new double[rows * outputs];
            }
            int given = Math.min(size, rows - row);
            for (int i = 0; i < given * outputs; i++) {
                results[row * outputs + i] = result.get(i);
            }
            row += given;
        }
        return results;
    }

    /// Hears of the results of a part of the samples.
    interface Hearer {
        /// @param first the number of the first sample
        /// @param count how many they are
        /// @param results theirs, row-major
        void hear(int first, int count, double[] results);
    }

    /// Gives the results of pictures as they are scaled, in parts, so that many of them take little memory.
    void predict(ImageDataset images, Hearer hearer) {
        for (int first = 0; first < images.size(); first += MANY) {
            int count = Math.min(MANY, images.size() - first);
            float[] pixels = new float[count * width];
            for (int i = 0; i < count; i++) {
                images.read(first + i, Key.of(0), pixels, i * width);
            }
            hearer.hear(first, count, predict(pixels));
        }
    }

    private Program many() {
        if (many.isEmpty()) {
            many = Optional.of(program(MANY));
        }
        return many.get();
    }
}
