package gradus.examples.architecture;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.image.ImageGrid;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.Reconstruction;
import gradus.nn.layer.Context;
import gradus.nn.layer.DiagonalNormal;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Goal;
import gradus.nn.train.Judged;
import gradus.nn.train.Scorer;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// A variational autoencoder (Kingma and Welling 2014): digits become points of a normal distribution in 16 dimensions,
/// and points drawn from it become digits.
final class VariationalAutoencoder {
    private static final int LATENT = 16;
    private static final int PIXELS = 28 * 28;

    private VariationalAutoencoder() {}

    /// The network: one half gives a distribution, the other makes pixels of a draw.
    record Variational(Sequential encoder, Sequential decoder) {
        static Variational of(Key key) {
            return new Variational(
                    Networks.of("flatten dense(400) relu dense(classes)")
                            .build(Shape.of(28, 28, 1), 2 * LATENT, key.fold("encoder")),
                    Networks.of("dense(400) relu dense(classes)").build(Shape.of(LATENT), PIXELS, key.fold("decoder")));
        }

        DiagonalNormal encode(Tensor images, Context context) {
            return DiagonalNormal.halves(encoder.forward(images, context));
        }
    }

    /// The evidence lower bound, negated: the cross-entropy of all pixels and the divergence from the standard
    /// normal distribution, each per image.
    private static Judged judge(Variational network, List<Tensor> batch, Context context) {
        Tensor images = batch.getFirst();
        DiagonalNormal code = network.encode(images, context);
        Tensor logits = network.decoder().forward(code.draw(context), context);
        Tensor pixels = Loss.BINARY_CROSS_ENTROPY.each(logits, images.reshape(-1, PIXELS));
        var reconstruction = Judged.Mean.perSample(pixels);
        var divergence = Judged.Mean.perSample(code.divergence());
        return Judged.of(reconstruction.plus(divergence))
                .with("reconstruction", reconstruction)
                .with("divergence", divergence);
    }

    static Result run(Folders folders, Effort effort, PrintStream out) {
        Path picture = folders.pictures().resolve("variational-samples.png");
        ImageClasses digits = ImageClasses.idx(folders.data().resolve("mnist"), effort);
        ImageScaling unit = ImageScaling.unit(1);
        ImageDataset test = digits.test().scaled(unit);
        Goal<Variational> goal = VariationalAutoencoder::judge;
        Variational trained = Training.of(
                        Variational.of(Key.of(1)),
                        Reconstruction.of(digits.train().scaled(unit)),
                        goal)
                .optimizer(Adam.of(1e-3))
                .batchSize(128)
                .epochs(effort.epochs(20))
                .seed(1)
                .listener(Lines.to(out))
                .fit()
                .network();
        Tensor drawn = trained.decoder()
                .forward(points(64), Context.inference())
                .sigmoid()
                .reshape(64, 28, 28, 1);
        ImageGrid.of(8, 3).add(drawn.literal(), unit).write(picture);
        out.println("64 digits that nobody wrote: " + picture);
        double bound =
                goal.measure(trained, Reconstruction.of(test), Scorer.none()).get("loss");
        return Result.atMost(106, "negative evidence lower bound per test image, nats", bound);
    }

    private static Tensor points(int rows) {
        float[] numbers = new float[rows * LATENT];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Key.of(2).normal(i);
        }
        return Tensor.of(Literal.of(numbers, rows, LATENT));
    }
}
