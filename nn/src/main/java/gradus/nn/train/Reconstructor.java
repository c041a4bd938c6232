package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.List;

/// Asks an autoencoder: gives what came back and its errors. The errors are computed as training computes them.
final class Reconstructor {
    private final ReconstructionInput input;
    private final int outputs;
    private final Predictor predictor;

    Reconstructor(Layer network, ReconstructionInput input, Backend backend) {
        this.input = input;
        this.outputs = input.output().count();
        this.predictor = new Predictor(new Judging(network, input), input.sample(), Tensor::self, backend);
    }

    /// The network with its errors behind what it gives: `[n, outputs + columns]`. Pictures come as pixels, not as
    /// logits.
    private record Judging(Layer network, ReconstructionInput input) implements Layer {
        @Override
        public Tensor forward(Tensor clean, Context context) {
            Tensor output = network.forward(clean, context);
            Tensor errors = Reconstructing.errors(input, output, clean);
            Tensor given = switch (input) {
                case ReconstructionInput.Rows _ -> output;
                case ReconstructionInput.Pictures _ -> output.sigmoid();
            };
            return TensorMoves.concat(1, List.of(given.flattenRows(), errors));
        }
    }

    /// What came back of samples.
    ///
    /// @param first the number of the first sample
    /// @param count how many they are
    /// @param values for each its outputs and then its errors
    /// @param outputs how many outputs a sample has
    @SuppressWarnings("ArrayRecordComponent")
    record Back(int first, int count, double[] values, int outputs) {
        int width() {
            return values.length / count;
        }

        /// Gives the place of the first output of a sample of these.
        int at(int sample) {
            return sample * width();
        }

        /// Gives the error of a column.
        double error(int sample, int column) {
            return values[at(sample) + outputs + column];
        }

        int columns() {
            return width() - outputs;
        }

        /// Gives the error of a sample: the mean over its columns.
        double error(int sample) {
            double sum = 0;
            for (int column = 0; column < columns(); column++) {
                sum += error(sample, column);
            }
            return sum / columns();
        }
    }

    /// Hears of samples that came back.
    interface Hearer {
        void hear(Back back);
    }

    /// Asks about rows of features.
    ///
    /// @param features row-major
    void ask(float[] features, Hearer hearer) {
        int count = features.length / input.sample().count();
        if (count > 0) {
            hearer.hear(new Back(0, count, predictor.predict(features), outputs));
        }
    }

    /// Asks about pictures, in parts; their own scaling and changes do not count.
    ///
    /// @throws IllegalArgumentException if they are of another size
    void ask(ImageDataset images, Hearer hearer) {
        if (!images.imageSize().shape().equals(input.sample())) {
            throw new IllegalArgumentException("autoencoder: pictures must be of " + input.sample()
                    + " as those of training, got " + images.imageSize());
        }
        ImageDataset plain =
                images.augmented().scaled(ImageScaling.unit(images.imageSize().channels()));
        predictor.predict(plain, (first, count, values) -> hearer.hear(new Back(first, count, values, outputs)));
    }

    /// Gives the errors of rows of features.
    double[] errors(float[] features) {
        double[] errors = new double[features.length / input.sample().count()];
        ask(features, back -> fill(back, errors));
        return errors;
    }

    /// Gives the errors of pictures.
    double[] errors(ImageDataset images) {
        double[] errors = new double[images.size()];
        ask(images, back -> fill(back, errors));
        return errors;
    }

    private static void fill(Back back, double[] errors) {
        for (int i = 0; i < back.count(); i++) {
            errors[back.first() + i] = back.error(i);
        }
    }
}
