package gradus.cli.run;

import gradus.io.file.FileProblem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Removes runs: the folder gets a hidden name in one step, then its files go. Whoever looks sees a whole run or none.
public final class RunRemoval {
    private static final String HIDDEN = ".removed-";

    private RunRemoval() {}

    /// Removes a run, unless a process trains it.
    ///
    /// @return whether it is gone
    /// @throws java.io.UncheckedIOException if its files cannot be removed
    public static boolean remove(RunEntry run) {
        Path folder = run.folder().path().toAbsolutePath().normalize();
        Optional<RunLock> held = RunLock.take(run.folder());
        if (held.isEmpty()) {
            return false;
        }
        try (RunLock _ = held.get()) {
            Path hidden = folder.resolveSibling(HIDDEN + ProcessHandle.current().pid() + "-" + run.name());
            Files.move(folder, hidden, StandardCopyOption.ATOMIC_MOVE);
            delete(hidden);
            return true;
        } catch (IOException e) {
            throw FileProblem.writing(folder, e);
        }
    }

    /// Removes what a process that was killed has left.
    ///
    /// @throws java.io.UncheckedIOException if files cannot be removed
    public static void finish(Path runs) {
        try (Stream<Path> files = Files.list(runs)) {
            List<Path> left = files.filter(
                            file -> String.valueOf(file.getFileName()).startsWith(HIDDEN))
                    .toList();
            for (Path folder : left) {
                delete(folder);
            }
        } catch (IOException e) {
            throw FileProblem.writing(runs, e);
        }
    }

    /// Links go, what they lead to stays.
    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
