package gradus.examples.api;

import gradus.core.type.Key;
import gradus.core.type.TensorType;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.CrossFit;
import gradus.nn.data.DatasetSplit;
import gradus.nn.data.Generated;
import gradus.nn.data.Joined;
import gradus.nn.data.Mapped;
import gradus.nn.data.Reshaped;
import gradus.nn.data.Subset;
import gradus.nn.data.augment.Affine;
import gradus.nn.data.augment.Augmented;
import gradus.nn.data.augment.Colour;
import gradus.nn.data.augment.Crop;
import gradus.nn.data.augment.Cutout;
import gradus.nn.data.augment.Flip;
import gradus.nn.data.augment.Mixed;
import gradus.nn.data.augment.Noise;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.data.image.Reconstruction;
import java.io.PrintStream;
import java.util.List;

/// Snippets of data sets of samples and of pictures.
final class SampleSnippets {
    private SampleSnippets() {}

    /// Runs them.
    static void run(PrintStream out) {
        sets(out);
        changed(out);
        pictures(out);
        augmented(out);
    }

    private static void sets(PrintStream out) {
        // @start region="Dataset"
        var data = ArrayDataset.ofValues(new float[] {1, 2, 3, 4}, 1, new float[] {2, 4, 6, 8}); // y = 2x
        out.println(data.size() + " samples of " + data.sampleTypes());
        // @end
        // @start region="Subset"
        var firstTwo = Subset.first(data, 2);
        var picked = Subset.of(data, 3, 0);
        // @end
        // @start region="CrossFit"
        var folded = new CrossFit(data, 2, Key.of(1)); // each sample knows its fold
        // @end
        // @start region="Joined"
        var joined = Joined.of(firstTwo, picked);
        // @end
        // @start region="DatasetSplit"
        var split = DatasetSplit.shuffled(data, 0.5, 0.25, 0.25, Key.of(1)); // train, validation, test
        // @end
        out.println(joined.size() + folded.size() + split.test().size());
    }

    private static void changed(PrintStream out) {
        // @start region="Generated"
        var noisySine =
                new Generated(1000, List.of(TensorType.float32(1), TensorType.float32(1)), (index, key, batch, row) -> {
                    float x = (float) key.uniform(0);
                    batch.get(0).floats()[row] = x;
                    batch.get(1).floats()[row] = (float) Math.sin(x);
                });
        // @end
        // @start region="Mapped"
        var doubled = new Mapped(noisySine, noisySine.sampleTypes(), (sample, key, batch, row) -> {
            batch.get(0).floats()[row] = 2 * sample.get(0).floats()[0];
            batch.get(1).floats()[row] = sample.get(1).floats()[0];
        });
        // @end
        var images = ArrayDataset.ofClasses(new float[8], 4, new int[] {0, 1});
        // @start region="Reshaped"
        var squares = Reshaped.of(images, 2, 2, 1); // rows of 4 numbers as pictures of 2 × 2
        // @end
        out.println(doubled.size() + squares.size());
    }

    private static void pictures(PrintStream out) {
        // @start region="ImageDataset"
        var source = ImageArray.of(ImageSize.grey(4, 4), new byte[10 * 4 * 4]); // a byte a pixel, row by row
        var images = ImageDataset.of(source, new int[10], List.of("blank"));
        // @end
        // @start region="ImageScaling"
        var train = images.range(0, 8).standardised(); // mean 0, deviation 1 per channel
        var test = images.range(8, 10).scaled(train.scaling()); // by the same numbers
        var halves = images.scaled(ImageScaling.centred(1)); // −1 to 1
        // @end
        // @start region="ImageSplit"
        var split = ImageSplit.of(images, 0.8, 0.2, 0, Key.of(42))
                .standardised()
                .augmented(Flip.HORIZONTAL, Crop.padded(2));
        // @end
        // @start region="Reconstruction"
        var denoising = Reconstruction.of(images, Noise.pixels(0.2)); // noisy picture in, clean picture out
        // @end
        out.println(test.size() + halves.size() + split.train().size() + denoising.size());
    }

    private static void augmented(PrintStream out) {
        var source = ImageArray.of(ImageSize.colour(8, 8), new byte[4 * 8 * 8 * 3]);
        var images = ImageDataset.of(source, new int[4], List.of("blank", "full"));
        // @start region="Augmentation"
        var many = images.augmented(
                Affine.rotate(15), Flip.HORIZONTAL, Crop.padded(1), new Colour(0.2, 0.2, 0.2), Cutout.of(2));
        // @end
        // @start region="Mixed"
        var mixed = Mixed.mixup(images, 2, 0.2); // two pictures and their classes, in random shares
        // @end
        var windows = ArrayDataset.ofValues(new float[32], 8, new float[4]);
        // @start region="Augmented"
        var jittered = new Augmented(Reshaped.of(windows, 8, 1), List.of(Noise.jitter(0.03)));
        // @end
        out.println(many.size() + mixed.size() + jittered.size());
    }
}
