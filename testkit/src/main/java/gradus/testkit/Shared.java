package gradus.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Gives files of the shared material (reference numbers, data sets) that lies beside the repository, not in
/// it.
///
/// The folder is the system property `gradus.shared` where it is set, else the first `shared` found beside the
/// working directory or beside one of its parents. A test whose file is absent is skipped with a message that
/// says where it was looked for.
public final class Shared {
    private static final String PROPERTY = "gradus.shared";

    private Shared() {}

    /// Gives the absolute path of the shared file `relative`, such as `data/iris/iris.csv`, or skips the
    /// calling test.
    public static Path path(String relative) {
        Path folder = folder();
        Path file = folder.resolve(relative).toAbsolutePath().normalize();
        Assumptions.assumeTrue(
                Files.exists(file),
                () -> "shared material: this test needs " + relative + "; there is no " + file
                        + "; put it there or name the folder" + " with -D" + PROPERTY + "=FOLDER");
        return file;
    }

    private static Path folder() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at.getParent() != null; at = at.getParent()) {
            Path beside = at.resolveSibling("shared");
            if (Files.isDirectory(beside)) {
                return beside;
            }
        }
        return start.resolveSibling("shared");
    }
}
