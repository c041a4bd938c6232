package gradus.examples.guide;

import gradus.core.type.Key;
import gradus.io.image.ImageFiles;
import gradus.nn.activation.Activation;
import gradus.nn.data.augment.Affine;
import gradus.nn.data.augment.Crop;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import gradus.nn.spatial.GlobalAvgPool;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Chapter 9: from pictures to a model that names them.
public final class ImagesChapter {
    private static final int SIDE = 8;
    private static final int BRIGHTEST = 16;

    private ImagesChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) throws IOException {
        show(System.out, Files.createTempDirectory("gradus"));
    }

    /// Writes drawn digits as a pair of IDX files.
    private static void draw(Path images, Path labels, int count) throws IOException {
        var pixels = ByteBuffer.allocate(16 + count * SIDE * SIDE);
        pixels.putInt(0x0803).putInt(count).putInt(SIDE).putInt(SIDE);
        var classes = ByteBuffer.allocate(8 + count).putInt(0x0801).putInt(count);
        SampleSet.DIGITS.rows(count, Key.of(5)).forEach((List<String> row) -> {
            for (String cell : row.subList(0, SIDE * SIDE)) {
                pixels.put((byte) Math.min(255, Double.parseDouble(cell) * 256 / BRIGHTEST));
            }
            classes.put((byte) Integer.parseInt(row.getLast()));
        });
        Files.write(images, pixels.array());
        Files.write(labels, classes.array());
    }

    private static void byHand(ImageSplit data, Path folder) {
        // snippet by-hand
        var plan = Architecture.of(
                "one convolution",
                (sample, classes, key) -> Sequential.of(
                        Conv.of2d(sample.size(-1), 8, ConvOptions.of(3), key.fold(0)),
                        new Activate(Activation.RELU),
                        new GlobalAvgPool(),
                        Linear.of(8, classes, key.fold(1))));
        Training.of(plan, data).epochs(1).fit().model().save(folder.resolve("by-hand.gradus"));
        // end
        ImageModel.load(folder.resolve("by-hand.gradus"));
    }

    private static void strange(ImageModel model, PrintStream out) {
        // snippet strange
        byte[] chequered = new byte[64];
        for (int i = 0; i < chequered.length; i++) {
            chequered[i] = (byte) ((i + i / 8) % 2 * 255);
        }
        out.println(model.predict(chequered).novelty().orElseThrow().isFar());
        // end
    }

    static void show(PrintStream out, Path folder) throws IOException {
        Path pictures = folder.resolve("digits-images-idx3-ubyte");
        Path labels = folder.resolve("digits-labels-idx1-ubyte");
        draw(pictures, labels, 1000);
        // snippet read
        var images = ImageFiles.idx(pictures, labels); // or ImageFolder.of(folder, size).read()
        var data = ImageSplit.of(images, 0.7, 0.15, 0.15, Key.of(1)).standardised();
        out.println(data.train().size() + " of " + images.imageSize() + ", classes " + images.classNames());
        // end
        // snippet train
        var net = Networks.of("conv(8,3, padding=same) batchnorm relu maxpool(2) "
                + "residual(conv(8,3, padding=same) relu conv(8,3, padding=same)) relu "
                + "dropout(.2) dense(32) relu dense(classes)");
        var run = Training.of(net, data).optimizer(Adam.of(5e-3)).epochs(6).fit();
        out.println(run.report());
        // end
        out.println(run.test().orElseThrow().values().get("accuracy"));
        // snippet model
        Path file = folder.resolve("digits.gradus");
        run.model().save(file);
        var model = ImageModel.load(file);
        var answers = model.predict(data.test());
        var measured = model.evaluate(data.test());
        out.println(answers.size() + " answers, accuracy above 0.9: "
                + (measured.values().get("accuracy") > 0.9));
        // end
        strange(model, out);
        byte[] one = new byte[SIDE * SIDE];
        images.pixels(0, one);
        out.println(model.predict(one).label());
        byHand(data, folder);
        // snippet augment
        var changed = data.augmented(Crop.padded(1), Affine.rotate(10)); // degrees, either way
        var longer = Training.of(net, changed).epochs(1).fit();
        // end
        out.println(longer.run().history().size());
    }
}
