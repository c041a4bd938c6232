package gradus.cli.config;

import gradus.core.type.Key;
import gradus.io.idx.IdxReader;
import gradus.io.image.Fit;
import gradus.io.image.ImageFiles;
import gradus.io.image.ImageFolder;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSource;
import gradus.nn.data.image.ImageSplit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds the images that a path means: a pair of IDX files, a folder that holds those of MNIST, or a folder with a
/// folder per class, perhaps below `train` and `test`. Of a folder where test images lie apart a model is measured
/// on those and predicts those.
public final class ImageFilesNamed {
    static final ImageSize SIZE = ImageSize.colour(64, 64);
    private static final List<String> ENDINGS = List.of("-ubyte", "-ubyte.gz");

    private ImageFilesNamed() {}

    /// Training images, and test images where they have files of their own.
    ///
    /// @param train the training images
    /// @param test the test images
    record Parts(ImageDataset train, Optional<ImageDataset> test) {
        /// Deals the training images; the test images are those of the files of their own, where there are any.
        ///
        /// @throws IllegalArgumentException if there are some and a share for the test is asked for, or
        /// they are of another size
        ImageSplit split(DataConfig data, Key key) {
            double validation = data.split().validationShare(false);
            double share = data.split().testShare();
            if (test.isPresent() && share > 0) {
                throw new IllegalArgumentException("data.split.test: test images come from a share or from files of"
                        + " their own, got the share " + share + " and "
                        + test.get().size() + " test images in "
                        + data.file() + "; leave the share out");
            }
            ImageSplit drawn = ImageSplit.of(train, 1 - validation - share, validation, share, key);
            ImageDataset tested = test.orElse(drawn.test());
            if (!tested.imageSize().equals(train.imageSize())) {
                throw new IllegalArgumentException("data.file: training and test images must be of one size, got "
                        + train.imageSize() + " and " + tested.imageSize() + "; do the files belong together?");
            }
            return new ImageSplit(drawn.train(), drawn.validation(), tested);
        }
    }

    /// Where images lie.
    private sealed interface Place {
        /// Gives the images with their classes, those with these names where there are any.
        ImageDataset labelled(ImageSize size, List<String> classes);

        /// Gives the images without classes.
        Named named(ImageSize size);

        /// Gives the files that are read.
        List<Path> files(boolean labelled);
    }

    /// An IDX file.
    ///
    /// @param images the images
    /// @param labels their classes
    private record Idx(Path images, Optional<Path> labels) implements Place {
        @Override
        public ImageDataset labelled(ImageSize size, List<String> classes) {
            Path known = labels.orElseThrow();
            return classes.isEmpty() ? ImageFiles.idx(images, known) : ImageFiles.idx(images, known, classes);
        }

        @Override
        public Named named(ImageSize size) {
            ImageSource source = ImageFiles.idx(images);
            return new Named(
                    IntStream.range(0, source.count()).mapToObj(String::valueOf).toList(), source);
        }

        @Override
        public List<Path> files(boolean labelled) {
            return labelled ? Stream.concat(Stream.of(images), labels.stream()).toList() : List.of(images);
        }
    }

    /// A picture, or a folder of pictures, with classes a folder of their folders.
    ///
    /// @param at the file or the folder
    private record Pictures(Path at) implements Place {
        @Override
        public ImageDataset labelled(ImageSize size, List<String> classes) {
            return ImageFolder.of(at, size).withClasses(classes).read();
        }

        @Override
        public Named named(ImageSize size) {
            List<Path> files = files(false);
            return new Named(files.stream().map(Path::toString).toList(), ImageFolder.source(files, size, Fit.CROP));
        }

        @Override
        public List<Path> files(boolean labelled) {
            if (labelled) {
                return ImageFolder.of(at, SIZE).files();
            }
            return Files.isDirectory(at) ? ImageFolder.below(at) : List.of(at);
        }
    }

    /// Where the images of a path lie.
    ///
    /// @param train those to learn from
    /// @param test those to judge by, where they lie apart
    private record Places(Place train, Optional<Place> test) {
        static Places of(Path file, Optional<Path> labels) {
            if (labels.isPresent() || !Files.isDirectory(file)) {
                boolean idx = labels.isPresent() || isIdx(file);
                return new Places(idx ? new Idx(file, labels) : new Pictures(file), Optional.empty());
            }
            Optional<Place> test = mnist(file, "t10k");
            Optional<Place> train = mnist(file, "train");
            if (train.isPresent() || test.isPresent()) {
                return train.isPresent()
                        ? new Places(train.get(), test)
                        : new Places(test.orElseThrow(), Optional.empty());
            }
            Path below = file.resolve("train");
            Path beside = file.resolve("test");
            return !Files.isDirectory(below)
                    ? new Places(new Pictures(file), Optional.empty())
                    : new Places(
                            new Pictures(below),
                            Optional.of(beside).filter(Files::isDirectory).map(Pictures::new));
        }

        private static Optional<Place> mnist(Path folder, String part) {
            for (String dash : List.of("-", ".")) {
                for (String ending : List.of("", ".gz")) {
                    Path images = folder.resolve(part + "-images" + dash + "idx3-ubyte" + ending);
                    if (Files.exists(images)) {
                        Path labels = folder.resolve(part + "-labels" + dash + "idx1-ubyte" + ending);
                        return Optional.of(new Idx(images, Optional.of(labels)));
                    }
                }
            }
            return Optional.empty();
        }

        /// The images that a model is measured on.
        Place judging() {
            return test.orElse(train);
        }
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

    /// @param usual the size that pictures of a folder are brought to where nothing is said
    static Parts read(DataConfig data, ImageSize usual) {
        Places places = places(data);
        if (data.image().labels().isEmpty() && !Files.isDirectory(Path.of(data.file()))) {
            throw new IllegalArgumentException("data.image.labels: the classes of the IDX images in " + data.file()
                    + " lie in a file of their own, got none; for instance --labels train-labels-idx1-ubyte.gz, or"
                    + " --task autoencode, which needs no classes");
        }
        ImageSize size = size(data, places, usual);
        ImageDataset train = places.train().labelled(size, List.of());
        return new Parts(train, places.test().map(place -> place.labelled(size, train.classNames())));
    }

    /// Says whether data are images.
    static boolean are(DataConfig data) {
        Path file = Path.of(data.file());
        return data.image().labels().isPresent() || Files.isDirectory(file) || isIdx(file);
    }

    /// Gives images whose classes do not count, in a class of their own.
    static Parts withoutClasses(DataConfig data) {
        Places places = places(data);
        ImageSize size = size(data, places, SIZE);
        return new Parts(
                places.train().named(size).unlabelled(),
                places.test().map(place -> place.named(size).unlabelled()));
    }

    /// Gives what the images of a training are called, in the order of their source: the files of pictures;
    /// numbers,
    /// counted from 1, of IDX images.
    ///
    /// @param count how many images there are
    public static List<String> names(DataConfig data, int count) {
        return switch (places(data).train()) {
            case Pictures pictures ->
                pictures.files(DataKind.of(data) == DataKind.IMAGES).stream()
                        .map(Path::toString)
                        .toList();
            case Idx idx ->
                IntStream.rangeClosed(1, count)
                        .mapToObj(number -> "image " + number + " of " + idx.images())
                        .toList();
        };
    }

    /// Gives the files of images that a training reads.
    static List<Path> files(DataConfig data) {
        Places places = places(data);
        boolean labelled = DataKind.of(data) == DataKind.IMAGES;
        return Stream.concat(Stream.of(places.train()), places.test().stream())
                .flatMap(place -> place.files(labelled).stream())
                .toList();
    }

    /// Gives images whose classes are known, to be measured.
    ///
    /// @param file IDX images, a folder with the files of MNIST, or a folder per class
    /// @param labels the IDX labels, if there are any
    /// @param size the size of the model's images
    /// @param names the classes that the model knows
    public static ImageDataset labelled(Path file, Optional<Path> labels, ImageSize size, List<String> names) {
        if (labels.isEmpty() && isIdx(file)) {
            throw new IllegalArgumentException("--labels: the classes of IDX images lie in a file of their own, got"
                    + " none beside " + file + "; for instance --labels t10k-labels-idx1-ubyte.gz");
        }
        if (labels.isEmpty() && Files.isRegularFile(file)) {
            throw new IllegalArgumentException("evaluate " + file + ": images whose classes are known are a folder for"
                    + " each class, or an IDX file with --labels, and this is one file; predict says what it shows");
        }
        return Places.of(file, labels).judging().labelled(size, names);
    }

    /// Gives images without classes: one picture, IDX images, a folder with the files of MNIST, or the pictures
    /// in a folder and the folders below it.
    ///
    /// @param file the picture, folder or IDX file
    /// @param size the size that pictures are brought to
    /// @return the names of the images and the images themselves
    public static Named named(Path file, ImageSize size) {
        return Places.of(file, Optional.empty()).judging().named(size);
    }

    private static Places places(DataConfig data) {
        return Places.of(Path.of(data.file()), data.image().labels().map(Path::of));
    }

    /// Says whether a file holds an IDX array, by its name or its first bytes.
    private static boolean isIdx(Path file) {
        return ENDINGS.stream().anyMatch(file.toString()::endsWith)
                || Files.isRegularFile(file) && IdxReader.reads(file);
    }

    private static ImageSize size(DataConfig data, Places places, ImageSize usual) {
        if (places.train() instanceof Idx) {
            data.image().size().ifPresent(size -> {
                throw new IllegalArgumentException("data.image.size: pictures of a folder are brought to a size, but"
                        + " IDX images have their own, got " + size + " for " + data.file() + "; leave it out");
            });
        }
        return data.image().size().map(ImageFilesNamed::size).orElse(usual);
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
