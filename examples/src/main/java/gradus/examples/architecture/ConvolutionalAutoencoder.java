package gradus.examples.architecture;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.Dataset;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.Reconstruction;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.Padding;
import gradus.nn.summary.Summary;
import gradus.nn.train.Goal;
import gradus.nn.train.Scorer;
import gradus.nn.train.Training;
import java.io.PrintStream;

/// A convolutional autoencoder of digits: two halvings down to 7 × 7 and two doublings back, as in Keras's example, of
/// 28,353 parameters.
final class ConvolutionalAutoencoder {
    private ConvolutionalAutoencoder() {}

    private static Sequential network(Key key) {
        ConvOptions around = ConvOptions.of(3).withPadding(Padding.same());
        ConvOptions doubling = ConvOptions.of(3).withStride(2).withPadding(Padding.of(1));
        Layer relu = new Activate(Activation.RELU);
        return Sequential.of(
                Conv.of2d(1, 32, around, key.fold(0)),
                relu,
                MaxPool.of2d(2),
                Conv.of2d(32, 32, around, key.fold(1)),
                relu,
                MaxPool.of2d(2),
                ConvTranspose.of2d(32, 32, doubling, key.fold(2)).withOutputPadding(1),
                relu,
                ConvTranspose.of2d(32, 32, doubling, key.fold(3)).withOutputPadding(1),
                relu,
                Conv.of2d(32, 1, around, key.fold(4)));
    }

    static Result run(Folders folders, Effort effort, PrintStream out) {
        ImageClasses digits = ImageClasses.idx(folders.data().resolve("mnist"), effort);
        ImageDataset test = digits.test().scaled(ImageScaling.unit(1));
        Dataset train = Reconstruction.of(digits.train().scaled(test.scaling()));
        Sequential network = network(Key.of(1));
        out.println(Summary.of(network, Shape.of(1, 28, 28, 1)));
        Goal<Layer> goal = Goal.reconstruction(Loss.BINARY_CROSS_ENTROPY);
        Sequential trained = Training.of(network, train, goal)
                .optimizer(Adam.of(1e-3))
                .batchSize(128)
                .epochs(effort.epochs(10))
                .seed(1)
                .listener(Lines.to(out))
                .fit()
                .network();
        double loss =
                goal.measure(trained, Reconstruction.of(test), Scorer.none()).get("loss");
        return Result.atMost(0.0648, "binary cross-entropy per pixel of the test images", loss);
    }
}
