package gradus.examples.architecture;

import gradus.io.image.ImageFiles;
import gradus.nn.data.augment.Crop;
import gradus.nn.data.augment.Flip;
import java.io.PrintStream;
import java.nio.file.Path;

/// A narrow, deep residual network (He et al. 2016) beside the same network without its short cuts, on 2,000
/// photographs: so deep, the plain one hardly learns.
final class CifarResidual {
    private CifarResidual() {}

    private static final String NARROW = "conv(16,3,padding=same) batchnorm relu conv(16,3,padding=same) batchnorm";
    private static final String WIDE = NARROW.replace("16", "32");

    static Result run(Folders folders, Effort effort, PrintStream out) {
        Path folder = folders.data().resolve("cifar10-subset");
        ImageClasses photographs = ImageClasses.of(
                        ImageFiles.cifar10(folder.resolve("train-2000.bin.gz")),
                        ImageFiles.cifar10(folder.resolve("test-1000.bin.gz")),
                        effort)
                .augmented(Flip.HORIZONTAL, Crop.padded(4));
        int epochs = effort.epochs(40);
        double plain = photographs.accuracy(words(NARROW, WIDE), epochs, 3e-3, out);
        String residual = words("residual(" + NARROW + ")", "residual(" + WIDE + ")");
        double gain = photographs.accuracy(residual, epochs, 3e-3, out) - plain;
        out.printf("plain %.3f, residual %.3f%n", plain, plain + gain);
        return Result.atLeast(0.02, "test accuracy above that of the plain network", gain);
    }

    /// Two stages of eight bodies each, 35 layers deep; the first works at 16 × 16 places, the second at 8 × 8.
    private static String words(String narrow, String wide) {
        return "conv(16,3,padding=same) batchnorm relu maxpool(2) " + (narrow + " relu ").repeat(8)
                + "conv(32,3,padding=same) batchnorm relu maxpool(2) " + (wide + " relu ").repeat(8)
                + "globalavgpool dense(classes)";
    }
}
