package gradus.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of the repository as they lie on disk, without what a build or a tool leaves there.
final class Repository {
    /// The Maven modules whose jars are for users, in the order of their arrows.
    static final List<String> MODULES =
            List.of("core", "cpu", "nn", "io", "explain", "testkit", "onednn", "parquet", "cli");

    private static final Set<String> LEFT_BY_TOOLS = Set.of("target", ".git", ".idea", ".vscode", "runs");

    private Repository() {}

    static Path root() {
        return Path.of(System.getProperty("gradus.root", "..")).toAbsolutePath().normalize();
    }

    static List<Path> files() {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skipped =
                            LEFT_BY_TOOLS.contains(folder.getFileName().toString());
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }

    static List<Path> javaFiles() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    static List<Path> mainSources() {
        return javaFiles().stream()
                .filter(file -> name(file).contains("/src/main/java/"))
                .toList();
    }

    static String name(Path file) {
        return root().relativize(file).toString().replace('\\', '/');
    }

    static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
