package gradus.examples.architecture;

import gradus.io.image.ImageFiles;
import gradus.nn.data.augment.Crop;
import gradus.nn.data.augment.Flip;
import java.io.PrintStream;
import java.nio.file.Path;

/// A small residual network (He et al. 2016) beside the same network without its short cuts, on 2,000 photographs.
final class CifarResidual {
    private CifarResidual() {}

    private static final String BODY = "conv(32,3,padding=same) batchnorm relu conv(32,3,padding=same) batchnorm";
    private static final String DEEP = BODY.replace("32", "64");

    static Result run(Folders folders, Effort effort, PrintStream out) {
        Path folder = folders.data().resolve("cifar10-subset");
        ImageClasses photographs = ImageClasses.of(
                        ImageFiles.cifar10(folder.resolve("train-2000.bin.gz")),
                        ImageFiles.cifar10(folder.resolve("test-1000.bin.gz")),
                        effort)
                .augmented(Flip.HORIZONTAL, Crop.padded(4));
        int epochs = effort.epochs(40);
        double plain = photographs.accuracy(words(BODY, DEEP), epochs, 3e-3, out);
        String residual = words("residual(" + BODY + ")", "residual(" + DEEP + ")");
        double gain = photographs.accuracy(residual, epochs, 3e-3, out) - plain;
        out.printf("plain %.3f, residual %.3f%n", plain, plain + gain);
        return Result.atLeast(0.02, "test accuracy above that of the plain network", gain);
    }

    private static String words(String body, String deep) {
        String four = (body + " relu ").repeat(4);
        String fourDeep = (deep + " relu ").repeat(4);
        return "conv(32,3,padding=same) batchnorm relu " + four + "maxpool(2) conv(64,3,padding=same) batchnorm relu "
                + fourDeep + "maxpool(2) globalavgpool dense(classes)";
    }
}
