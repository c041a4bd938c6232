package gradus.cli.config;

import gradus.core.type.FormatException;
import gradus.io.idx.IdxArray;
import gradus.io.idx.IdxReader;
import gradus.io.image.Fit;
import gradus.io.image.ImageFiles;
import gradus.io.image.ImageFolder;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the images that a path means: a pair of IDX files, a folder that holds those of MNIST, or a folder with a
/// folder per class, perhaps below `train` and `test`.
public final class ImageFilesNamed {
    private static final ImageSize SIZE = ImageSize.colour(64, 64);
    private static final List<String> ENDINGS = List.of("-ubyte", "-ubyte.gz");

    private ImageFilesNamed() {}

    /// Training images, and test images where they have files of their own.
    ///
    /// @param train the training images
    /// @param test the test images
    record Parts(ImageDataset train, Optional<ImageDataset> test) {}

    static Parts read(DataConfig data) {
        Path file = Path.of(data.file());
        if (data.image().labels().isEmpty() && !Files.isDirectory(file)) {
            throw new IllegalArgumentException("data.image.labels: the classes of the IDX images in " + file + " lie in"
                    + " a file of their own, got none; for instance --labels train-labels-idx1-ubyte.gz, or --task"
                    + " autoencode, which needs no classes");
        }
        if (data.image().labels().isPresent()) {
            requireOwnSize(data);
            return new Parts(ImageFiles.idx(file, Path.of(data.image().labels().get())), Optional.empty());
        }
        Optional<ImageDataset> mnist = pair(file, "train");
        if (mnist.isPresent()) {
            requireOwnSize(data);
            return new Parts(mnist.get(), pair(file, "t10k"));
        }
        ImageSize size = data.image().size().map(ImageFilesNamed::size).orElse(SIZE);
        Path train = file.resolve("train");
        if (!Files.isDirectory(train)) {
            return new Parts(ImageFolder.of(file, size).read(), Optional.empty());
        }
        ImageDataset images = ImageFolder.of(train, size).read();
        Path test = file.resolve("test");
        return new Parts(
                images,
                Files.isDirectory(test)
                        ? Optional.of(ImageFolder.of(test, size)
                                .withClasses(images.classNames())
                                .read())
                        : Optional.empty());
    }

    /// Says whether data are images.
    static boolean are(DataConfig data) {
        Path file = Path.of(data.file());
        return data.image().labels().isPresent() || Files.isDirectory(file) || isIdx(file);
    }

    /// Gives images whose classes do not count, in a class of their own.
    static Parts withoutClasses(DataConfig data) {
        Path file = Path.of(data.file());
        if (Files.isDirectory(file)) {
            Optional<ImageDataset> mnist = pair(file, "train");
            if (mnist.isPresent()) {
                requireOwnSize(data);
                return new Parts(mnist.get(), pair(file, "t10k"));
            }
        } else if (isIdx(file)) {
            requireOwnSize(data);
        }
        ImageSize size = data.image().size().map(ImageFilesNamed::size).orElse(SIZE);
        Path train = file.resolve("train");
        Path test = file.resolve("test");
        boolean parted = Files.isDirectory(train);
        return new Parts(
                withoutClasses(parted ? train : file, size),
                parted && Files.isDirectory(test) ? Optional.of(withoutClasses(test, size)) : Optional.empty());
    }

    private static ImageDataset withoutClasses(Path file, ImageSize size) {
        return namedBelow(file, size).unlabelled();
    }

    /// Gives images whose classes are known, to be measured.
    ///
    /// @param file IDX images, a folder with the files of MNIST, of which the test images count, or a folder per
    /// class
    /// @param labels the IDX labels, if there are any
    /// @param size the size of the model's images
    /// @param names the classes that the model knows
    public static ImageDataset labelled(Path file, Optional<Path> labels, ImageSize size, List<String> names) {
        if (labels.isPresent()) {
            return ImageFiles.idx(file, labels.get(), names);
        }
        if (isIdx(file)) {
            throw new IllegalArgumentException("--labels: the classes of IDX images lie in a file of their own, got"
                    + " none beside " + file + "; for instance --labels t10k-labels-idx1-ubyte.gz");
        }
        if (Files.isRegularFile(file)) {
            throw new IllegalArgumentException("evaluate " + file + ": images whose classes are known are a folder for"
                    + " each class, or an IDX file with --labels, and this is one file; predict says what it shows");
        }
        Optional<ImageDataset> mnist = pair(file, "t10k").or(() -> pair(file, "train"));
        return mnist.orElseGet(
                () -> ImageFolder.of(file, size).withClasses(names).read());
    }

    /// Gives images without classes: pictures in a folder, one picture, or IDX images.
    ///
    /// @param file the picture, folder or IDX file
    /// @param size the size they are brought to
    /// @return the names of the images and the images themselves
    public static Named named(Path file, ImageSize size) {
        if (Files.isDirectory(file)) {
            List<Path> files = ImageFolder.pictures(file);
            return new Named(files.stream().map(Path::toString).toList(), ImageFolder.source(files, size, Fit.CROP));
        }
        if (isIdx(file)) {
            IdxArray array = IdxReader.read(file);
            if (array.shape().rank() != 3) {
                throw new FormatException(
                        "read " + file + ": images must be [count, height, width], got " + array.shape());
            }
            ImageSize found =
                    ImageSize.grey(array.shape().size(1), array.shape().size(2));
            List<String> names = Stream.iterate(0, i -> i + 1)
                    .limit(array.shape().size(0))
                    .map(String::valueOf)
                    .toList();
            return new Named(names, ImageArray.of(found, array.bytes()));
        }
        return new Named(List.of(file.toString()), ImageFolder.source(List.of(file), size, Fit.CROP));
    }

    /// Gives images without classes as [#named] does, of a folder also those in the folders below it.
    public static Named namedBelow(Path file, ImageSize size) {
        if (!Files.isDirectory(file)) {
            return named(file, size);
        }
        List<Path> files = ImageFolder.below(file);
        return new Named(files.stream().map(Path::toString).toList(), ImageFolder.source(files, size, Fit.CROP));
    }

    /// Says whether a file holds an IDX array, by its name or its first bytes.
    static boolean isIdx(Path file) {
        return ENDINGS.stream().anyMatch(file.toString()::endsWith)
                || Files.isRegularFile(file) && IdxReader.reads(file);
    }

    private static void requireOwnSize(DataConfig data) {
        data.image().size().ifPresent(size -> {
            throw new IllegalArgumentException("data.image.size: pictures of a folder are brought to a size, but IDX"
                    + " images have their own, got " + size + " for " + data.file() + "; leave it out");
        });
    }

    /// Images and what they are called.
    ///
    /// @param names a file or number each
    /// @param images the images
    public record Named(List<String> names, ImageSource images) {
        /// Gives the images, all in one class.
        public ImageDataset unlabelled() {
            return ImageDataset.of(images, new int[images.count()], List.of("picture"));
        }
    }

    private static Optional<ImageDataset> pair(Path folder, String part) {
        for (String dash : List.of("-", ".")) {
            for (String ending : List.of("", ".gz")) {
                Path images = folder.resolve(part + "-images" + dash + "idx3-ubyte" + ending);
                Path labels = folder.resolve(part + "-labels" + dash + "idx1-ubyte" + ending);
                if (Files.exists(images)) {
                    return Optional.of(ImageFiles.idx(images, labels));
                }
            }
        }
        return Optional.empty();
    }

    private static ImageSize size(String text) {
        if (!text.matches("\\d{1,5}x\\d{1,5}(x[13])?")) {
            throw new IllegalArgumentException(
                    "data.image.size: it must be height x width x channels, as 64x64x3, channels 1 or 3, got '" + text
                            + "'");
        }
        String[] parts = text.split("x");
        int channels = parts.length == 3 ? Integer.parseInt(parts[2]) : 3;
        return new ImageSize(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), channels);
    }
}
