package gradus.examples.architecture;

import gradus.nn.data.augment.Crop;
import java.io.PrintStream;

/// A convolutional network that reads handwritten digits, shifted by up to two pixels as it learns.
final class MnistConvolution {
    private MnistConvolution() {}

    static Result run(Folders folders, Effort effort, PrintStream out) {
        String words = """
                conv(32,3) batchnorm relu maxpool(2) \
                conv(64,3) batchnorm relu conv(64,3) batchnorm relu maxpool(2) \
                flatten dropout(0.3) dense(128) relu dropout(0.3) dense(classes)""";
        ImageClasses digits =
                ImageClasses.idx(folders.data().resolve("mnist"), effort).augmented(Crop.padded(2));
        return Result.atLeast(0.993, "test accuracy", digits.accuracy(words, effort.epochs(10), 3e-3, out));
    }
}
