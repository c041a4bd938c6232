package gradus.nn.data.image;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import gradus.nn.data.augment.Augmentation;
import gradus.nn.data.augment.Raster;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Images with a class each: samples of two parts, float32 `[height, width, channels]` and an int64 class.
///
/// Pixels are bytes in memory or on disk. A sample is read as numbers in 0 … 1, changed by the augmentations, then
/// scaled. It is immutable; selections, scalings and augmentations share the pixels.
///
/// {@snippet file="SampleSnippets.java" region="ImageDataset"}
public final class ImageDataset implements Dataset {
    private static final float[] LEVELS = ImageScaling.unit(1).table()[0];

    private final ImageSource source;
    private final Labels labels;
    private final int[] rows;
    private final ImageScaling scaling;
    private final List<Augmentation> augmentations;
    private final float[][] table;

    /// The class of each image of the source and the names of the classes.
    @SuppressWarnings("ArrayRecordComponent")
    private record Labels(int[] classes, List<String> names) {}

    private ImageDataset(
            ImageSource source, Labels labels, int[] rows, ImageScaling scaling, List<Augmentation> augmentations) {
        this.source = source;
        this.labels = labels;
        this.rows = rows;
        this.scaling = scaling;
        this.augmentations = augmentations;
        this.table = scaling.table();
    }

    /// Gives images with their classes, scaled to 0 … 1.
    ///
    /// @param source the images
    /// @param classes the class of each image
    /// @param names the names of the classes, in the order of their numbers
    /// @throws FormatException if there are not as many classes as images or a class has no name
    public static ImageDataset of(ImageSource source, int[] classes, List<String> names) {
        if (classes.length != source.count()) {
            throw new FormatException("images: each needs one label, got " + source.count() + " images and "
                    + classes.length + " labels; do the files belong together?");
        }
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= names.size()) {
                throw new FormatException("images: labels must lie in 0 … " + (names.size() - 1) + " for "
                        + names.size() + " classes, got " + classes[i] + " for image " + i + ", counted from 0");
            }
        }
        int channels = source.imageSize().channels();
        int[] rows = IntStream.range(0, classes.length).toArray();
        Labels labels = new Labels(classes.clone(), List.copyOf(names));
        return new ImageDataset(source, labels, rows, ImageScaling.unit(channels), List.of());
    }

    /// Gives the size that all images have.
    public ImageSize imageSize() {
        return source.imageSize();
    }

    /// Gives the names of the classes.
    public List<String> classNames() {
        return labels.names();
    }

    /// Says whether a class has the number that it has among these names: they begin with those of the images.
    public boolean numbersClassesAs(List<String> names) {
        int count = classNames().size();
        return count <= names.size() && classNames().equals(names.subList(0, count));
    }

    /// Gives how bytes become numbers.
    public ImageScaling scaling() {
        return scaling;
    }

    /// Gives the changes made as images are read.
    public List<Augmentation> augmentations() {
        return augmentations;
    }

    /// Gives the class of an image.
    public int classOf(int index) {
        return labels.classes()[rows[Objects.checkIndex(index, rows.length)]];
    }

    /// Gives the number of an image in the source that all images were read from, counted from 0.
    public int source(int index) {
        return rows[Objects.checkIndex(index, rows.length)];
    }

    /// Writes the bytes of an image as they are to the start of `into`.
    public void pixels(int index, byte[] into) {
        source.read(rows[Objects.checkIndex(index, rows.length)], into);
    }

    /// Gives the images with these numbers, counted from 0, in this order.
    ///
    /// @throws IllegalArgumentException if a number is not one of an image
    public ImageDataset rows(int... chosen) {
        int[] mapped = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] < 0 || chosen[i] >= rows.length) {
                throw new IllegalArgumentException(
                        "images: numbers must lie in 0 … " + (rows.length - 1) + ", got " + chosen[i]);
            }
            mapped[i] = rows[chosen[i]];
        }
        return new ImageDataset(source, labels, mapped, scaling, augmentations);
    }

    /// Gives the images from `begin` up to, but without, `end`.
    ///
    /// @throws IllegalArgumentException if the range does not lie within the images
    public ImageDataset range(int begin, int end) {
        if (begin < 0 || end < begin || end > rows.length) {
            throw new IllegalArgumentException(
                    "images: a range must lie in 0 … " + rows.length + ", got " + begin + " … " + end);
        }
        return new ImageDataset(source, labels, Arrays.copyOfRange(rows, begin, end), scaling, augmentations);
    }

    /// Gives the first images.
    ///
    /// @throws IllegalArgumentException if there are fewer
    public ImageDataset first(int count) {
        return range(0, count);
    }

    /// Gives these images with all pixels in memory, read now: a file that is broken is found at once.
    ///
    /// @throws IllegalArgumentException if they take more than 2 GiB
    public ImageDataset inMemory() {
        int count = imageSize().count();
        if ((long) rows.length * count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("images: at most 2 GiB can be kept in memory, got " + rows.length
                    + " images of " + imageSize() + " bytes; leave them where they are");
        }
        byte[] all = new byte[rows.length * count];
        byte[] pixels = new byte[count];
        int[] classes = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            pixels(i, pixels);
            System.arraycopy(pixels, 0, all, i * count, count);
            classes[i] = classOf(i);
        }
        ImageDataset kept = of(ImageArray.of(imageSize(), all), classes, labels.names());
        return new ImageDataset(kept.source, kept.labels, kept.rows, scaling, augmentations);
    }

    /// Gives these images with another scaling.
    ///
    /// @throws IllegalArgumentException if it is for another number of channels
    public ImageDataset scaled(ImageScaling value) {
        if (value.channels() != imageSize().channels()) {
            throw new IllegalArgumentException("images: the scaling must be for "
                    + imageSize().channels() + " channels, as the images have, got " + value.channels());
        }
        return new ImageDataset(source, labels, rows, value, augmentations);
    }

    /// Gives these images scaled to mean 0 and deviation 1 by their own pixels: for training images. Others are
    /// scaled by `others.scaled(training.scaling())`.
    ///
    /// @throws IllegalArgumentException if there are no images
    public ImageDataset standardised() {
        return scaled(ImageScaling.standard(this));
    }

    /// Gives these images with random changes, made anew at each reading in place of any made so far.
    public ImageDataset augmented(Augmentation... changes) {
        return new ImageDataset(source, labels, rows, scaling, List.of(changes));
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(new TensorType(DType.FLOAT32, imageSize().shape()), TensorType.of(DType.INT64));
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        read(index, key, batch.get(0).floats(), row * imageSize().count());
        batch.get(1).longs()[row] = classOf(index);
    }

    /// Writes the numbers of an image, augmented and scaled.
    ///
    /// @param index the image
    /// @param key the key of the augmentations
    /// @param into where to, `[height, width, channels]` from `offset` on
    public void read(int index, Key key, float[] into, int offset) {
        int count = imageSize().count();
        byte[] pixels = new byte[count];
        pixels(index, pixels);
        if (augmentations.isEmpty()) {
            lookUp(pixels, table, into, offset);
        } else {
            Raster raster = raster(pixels);
            Augmentation.applyAll(augmentations, raster, key.fold("augment"));
            scaling.scale(raster.values());
            System.arraycopy(raster.values(), 0, into, offset, count);
        }
    }

    private Raster raster(byte[] pixels) {
        Raster raster = new Raster(
                imageSize().height(), imageSize().width(), imageSize().channels());
        float[] values = raster.values();
        for (int i = 0; i < pixels.length; i++) {
            values[i] = LEVELS[pixels[i] & 0xFF];
        }
        return raster;
    }

    private static void lookUp(byte[] pixels, float[][] table, float[] into, int offset) {
        int channels = table.length;
        for (int c = 0; c < channels; c++) {
            float[] numbers = table[c];
            for (int i = c; i < pixels.length; i += channels) {
                into[offset + i] = numbers[pixels[i] & 0xFF];
            }
        }
    }

    @Override
    public String toString() {
        return "ImageDataset[" + rows.length + " images of " + imageSize() + ", "
                + classNames().size() + " classes]";
    }
}
