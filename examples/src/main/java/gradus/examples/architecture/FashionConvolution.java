package gradus.examples.architecture;

import gradus.nn.data.augment.Crop;
import gradus.nn.data.augment.Flip;
import java.io.PrintStream;

/// A convolutional network that tells clothes apart, mirrored and shifted as it learns.
final class FashionConvolution {
    private FashionConvolution() {}

    static Result run(Folders folders, Effort effort, PrintStream out) {
        String words = """
                conv(32,3,padding=same) batchnorm relu maxpool(2) \
                conv(64,3,padding=same) batchnorm relu conv(64,3,padding=same) batchnorm relu maxpool(2) \
                conv(128,3,padding=same) batchnorm relu maxpool(2) \
                flatten dropout(0.4) dense(256) relu dropout(0.4) dense(classes)""";
        ImageClasses clothes = ImageClasses.idx(folders.data().resolve("fashion-mnist"), effort)
                .augmented(Flip.HORIZONTAL, Crop.padded(2));
        return Result.atLeast(0.934, "test accuracy", clothes.accuracy(words, effort.epochs(36), 3e-3, out));
    }
}
