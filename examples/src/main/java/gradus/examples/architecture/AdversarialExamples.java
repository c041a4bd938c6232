package gradus.examples.architecture;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.Loader;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import java.io.PrintStream;
import java.util.List;

/// The fast gradient sign method (Goodfellow et al. 2015): every pixel moves by the same small amount in the direction
/// that raises the loss, and digits that a person reads as before are misread.
final class AdversarialExamples {
    private AdversarialExamples() {}

    static Result run(Folders folders, Effort effort, PrintStream out) {
        ImageClasses standard = ImageClasses.idx(folders.data().resolve("mnist"), effort);
        ImageScaling unit = ImageScaling.unit(1);
        ImageClasses digits =
                new ImageClasses(standard.train().scaled(unit), standard.test().scaled(unit));
        Sequential network =
                digits.trained("flatten dense(256) relu dense(128) relu dense(classes)", effort.epochs(5), 2e-3, out);
        ImageDataset test = digits.test().first(effort.samples(2000));
        double before = accuracy(network, test, 0);
        for (double step : new double[] {0.02, 0.05, 0.1, 0.2}) {
            out.printf(
                    "pixels moved by %.2f of their range: accuracy %.3f (unmoved %.3f)%n",
                    step, accuracy(network, test, step), before);
        }
        return Result.atLeast(0.5, "accuracy lost when pixels move by 0.1", before - accuracy(network, test, 0.1));
    }

    /// `x + ε sign(∂C/∂x)`, kept within the range of pixels.
    static Tensor attacked(Layer network, Tensor images, Tensor classes, double step) {
        Tensor slope =
                Autodiff.gradient(x -> Loss.CROSS_ENTROPY.of(network.forward(x, Context.inference()), classes), images);
        return images.add(slope.sign().multiply(step)).clamp(0, 1);
    }

    private static double accuracy(Layer network, ImageDataset images, double step) {
        Loader loader = new Loader(images, images.size(), Loader.Order.AS_STORED, Key.of(0));
        List<Literal> batch =
                loader.types(images.size()).stream().map(Literal::zeros).toList();
        loader.fill(0, 0, batch);
        Tensor classes = Tensor.of(batch.get(1));
        Tensor moved = attacked(network, Tensor.of(batch.get(0)), classes, step);
        double[] read = network.forward(moved, Context.inference()).argMax(-1).toDoubles();
        double[] right = classes.toDoubles();
        int agreed = 0;
        for (int i = 0; i < right.length; i++) {
            agreed += read[i] == right[i] ? 1 : 0;
        }
        return agreed / (double) right.length;
    }
}
