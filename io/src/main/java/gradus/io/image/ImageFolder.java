package gradus.io.image;

import gradus.core.type.FormatException;
import gradus.io.file.FileProblem;
import gradus.nn.data.NearestName;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Images in folders, one folder per class: `animals/cat/001.png`, `animals/dog/17.jpg`.
///
/// Classes are the names of the folders in alphabetical order; hidden files and files of other kinds are left out.
/// The images are decoded as they are read, so that only their names are in memory; [ImageDataset#inMemory()] keeps
/// them all.
///
/// {@snippet file="FileSnippets.java" region="ImageFolder"}
///
/// @param folder the folder of the classes' folders
/// @param size the size that all images are made to have; one channel makes them grey, three coloured
/// @param fit how images of another size are made to fit
/// @param classes the classes that there must be, in the order of their numbers; none: as found
public record ImageFolder(Path folder, ImageSize size, Fit fit, List<String> classes) {
    private static final Set<String> KINDS = Set.of("png", "jpg", "jpeg", "bmp", "gif");

    /// Copies the list.
    public ImageFolder {
        classes = List.copyOf(classes);
    }

    /// Gives the folder's images, cut and scaled to a size.
    public static ImageFolder of(Path folder, ImageSize size) {
        return new ImageFolder(folder, size, Fit.CROP, List.of());
    }

    /// Gives the folder with another way of making images fit.
    public ImageFolder withFit(Fit value) {
        return new ImageFolder(folder, size, value, classes);
    }

    /// Gives the folder with the classes of another one, such as that of the training images.
    public ImageFolder withClasses(List<String> names) {
        return new ImageFolder(folder, size, fit, names);
    }

    /// Finds the images.
    ///
    /// @throws FormatException if there is no such folder, it has no folders with images, or a class is unknown
    public ImageDataset read() {
        List<String> found = names();
        List<String> known = classes.isEmpty() ? found : classes;
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (String name : found) {
            int label = known.indexOf(name);
            if (label < 0) {
                throw new FormatException("read " + folder + ": each folder must be one of the classes "
                        + String.join(", ", known) + ", got '" + name + "'" + NearestName.suggestion(name, known));
            }
            for (Path file : images(folder.resolve(name))) {
                files.add(file);
                labels.add(label);
            }
        }
        FolderSource source = new FolderSource(List.copyOf(files), size, fit);
        return ImageDataset.of(
                source, labels.stream().mapToInt(Integer::intValue).toArray(), known);
    }

    /// Gives the files of the images, class by class.
    ///
    /// @throws FormatException if there is no such folder or it has no folders with images
    public List<Path> files() {
        return names().stream()
                .flatMap(name -> images(folder.resolve(name)).stream())
                .toList();
    }

    /// Gives the pictures in a folder and in all folders below it, by path; each folder is entered once, also where
    /// links lead to it again.
    ///
    /// @throws FormatException if there is no such folder or no picture below it
    public static List<Path> below(Path folder) {
        List<Path> found = new ArrayList<>();
        Deque<Path> open = new ArrayDeque<>(List.of(folder));
        Set<Path> seen = new HashSet<>(Set.of(real(folder))); // a link may lead back
        while (!open.isEmpty()) {
            for (Path path : listed(open.pop())) {
                if (Files.isDirectory(path)) {
                    if (seen.add(real(path))) {
                        open.push(path);
                    }
                } else if (isPicture(path)) {
                    found.add(path);
                }
            }
        }
        if (found.isEmpty()) {
            throw new FormatException("read " + folder
                    + ": pictures are needed (png, jpg, jpeg, bmp, gif), but there are none in it or in its folders");
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /// Gives pictures without classes, made to fit as they are read.
    public static ImageSource source(List<Path> files, ImageSize size, Fit fit) {
        return new FolderSource(List.copyOf(files), size, fit);
    }

    private List<String> names() {
        List<String> names = listed(folder).stream()
                .filter(Files::isDirectory)
                .map(path -> String.valueOf(path.getFileName()))
                .toList();
        if (names.isEmpty()) {
            throw new FormatException("read " + folder
                    + ": images must lie in folders that name their class, such as " + folder.resolve("cat")
                    + ", but there is no folder in it");
        }
        return names;
    }

    private static List<Path> images(Path ofClass) {
        List<Path> images =
                listed(ofClass).stream().filter(ImageFolder::isPicture).toList();
        if (images.isEmpty()) {
            throw new FormatException("read " + ofClass
                    + ": the folder of a class needs images (png, jpg, jpeg, bmp, gif), but it has none; remove it or"
                    + " put images there");
        }
        return images;
    }

    private static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new FormatException("read " + folder + ": a folder is needed, but there is none of that name");
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileProblem.reading(folder, e);
        }
    }

    private static Path real(Path folder) {
        try {
            return Files.exists(folder) ? folder.toRealPath() : folder;
        } catch (IOException e) {
            throw FileProblem.reading(folder, e);
        }
    }

    private static boolean isPicture(Path path) {
        return KINDS.contains(ending(path)) && Files.isRegularFile(path);
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
