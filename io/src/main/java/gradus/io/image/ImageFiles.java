package gradus.io.image;

import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.io.file.PackedFile;
import gradus.io.idx.IdxArray;
import gradus.io.idx.IdxElement;
import gradus.io.idx.IdxReader;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSource;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Reads data sets of images from one or two files, packed by gzip or not.
///
/// {@snippet file="FileSnippets.java" region="ImageFiles"}
public final class ImageFiles {
    private static final ImageSize CIFAR = ImageSize.colour(32, 32);
    private static final List<String> CIFAR_10 =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final int MOST_CLASSES = 1 << 20;

    private ImageFiles() {}

    /// Gives the images and labels of a pair of IDX files; classes are called by their numbers, up to the greatest.
    ///
    /// @param images bytes `[count, height, width]` or `[count, height, width, channels]`
    /// @param labels one integer per image
    /// @throws FormatException if a file is not what is said here, or the two do not belong together
    public static ImageDataset idx(Path images, Path labels) {
        int[] classes = labels(labels);
        int greatest = Arrays.stream(classes).max().orElse(0);
        if (greatest >= MOST_CLASSES) {
            throw new FormatException(
                    "read " + labels + ": labels must lie in 0 … " + (MOST_CLASSES - 1) + ", got " + greatest);
        }
        return idx(images, classes, numbers(greatest + 1));
    }

    /// Gives the images and labels of a pair of IDX files.
    ///
    /// @param names the names of the classes, in the order of their numbers
    /// @throws FormatException if a file is not what is said here, the two do not belong together, or a label has
    /// no name
    public static ImageDataset idx(Path images, Path labels, List<String> names) {
        return idx(images, labels(labels), names);
    }

    private static ImageDataset idx(Path images, int[] classes, List<String> names) {
        return ImageDataset.of(idx(images), classes, names);
    }

    /// Gives the images of an IDX file, without classes.
    ///
    /// @param images bytes `[count, height, width]` or `[count, height, width, channels]`
    /// @throws FormatException if the file is not what is said here
    public static ImageSource idx(Path images) {
        IdxArray array = IdxReader.read(images);
        Shape shape = array.shape();
        int channels = shape.rank() == 4 ? shape.size(3) : 1;
        if (array.element() != IdxElement.UINT8
                || shape.rank() < 3
                || shape.rank() > 4
                || channels > 4
                || shape.count() == 0) {
            throw new FormatException("read " + images
                    + ": images must be UINT8 [count, height, width] or [count, height, width, channels], got "
                    + array.element() + " " + shape + "; is it the file of the labels?");
        }
        ImageSize size = new ImageSize(shape.size(1), shape.size(2), channels);
        return ImageArray.of(size, array.bytes());
    }

    private static int[] labels(Path labels) {
        IdxArray array = IdxReader.read(labels);
        boolean integer = array.element() != IdxElement.FLOAT32 && array.element() != IdxElement.FLOAT64;
        if (!integer || array.shape().rank() != 1) {
            throw new FormatException("read " + labels + ": labels must be integers [count], got " + array.element()
                    + " " + array.shape() + "; is it the file of the images?");
        }
        int[] classes = array.toLiteral().ints();
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0) {
                throw new FormatException("read " + labels + ": labels start at 0, got " + classes[i] + " for image "
                        + i + ", counted from 0");
            }
        }
        return classes;
    }

    /// Gives the images of files of CIFAR-10 in its binary form: a label byte, then 1024 red, 1024 green and 1024
    /// blue bytes per image.
    ///
    /// @throws FormatException if a file does not hold whole images or a label is not in 0 … 9
    public static ImageDataset cifar10(Path... files) {
        return cifar(1, CIFAR_10, files);
    }

    /// Gives the images of files of CIFAR-100 in its binary form: a coarse and a fine label byte, then 1024 red,
    /// 1024 green and 1024 blue bytes per image. The class is the fine label, called by its number.
    ///
    /// @throws FormatException if a file does not hold whole images or a label is not in 0 … 99
    public static ImageDataset cifar100(Path... files) {
        return cifar(2, numbers(100), files);
    }

    private static ImageDataset cifar(int labelBytes, List<String> names, Path... files) {
        int record = labelBytes + CIFAR.count();
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        IntStream.Builder labels = IntStream.builder();
        byte[] image = new byte[CIFAR.count()];
        for (Path file : files) {
            byte[] bytes = PackedFile.of(file).bytes(Integer.MAX_VALUE - 8);
            if (bytes.length == 0 || bytes.length % record != 0) {
                throw new FormatException(
                        "read " + file + ": a CIFAR-" + names.size() + " file must hold whole images of " + record
                                + " bytes, got " + bytes.length + " bytes; it is cut off or another format");
            }
            for (int at = 0; at < bytes.length; at += record) {
                int label = bytes[at + labelBytes - 1] & 0xFF;
                if (label >= names.size()) {
                    throw new FormatException(
                            "read " + file + ": labels must lie in 0 … " + (names.size() - 1) + ", got " + label
                                    + " for image " + at / record + ", counted from 0; is it another format?");
                }
                labels.add(label);
                interleave(bytes, at + labelBytes, image);
                pixels.writeBytes(image);
            }
        }
        return ImageDataset.of(
                ImageArray.of(CIFAR, pixels.toByteArray()), labels.build().toArray(), names);
    }

    /// From colour by colour to pixel by pixel.
    private static void interleave(byte[] planes, int from, byte[] image) {
        int count = CIFAR.height() * CIFAR.width();
        for (int c = 0; c < 3; c++) {
            for (int pixel = 0; pixel < count; pixel++) {
                image[3 * pixel + c] = planes[from + c * count + pixel];
            }
        }
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
