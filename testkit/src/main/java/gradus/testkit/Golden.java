package gradus.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Texts that are kept in the folder `golden` and read in review; `-Dgradus.golden=write` writes them anew.
public final class Golden {
    private Golden() {}

    /// Checks that a text is the recorded one, line by line.
    ///
    /// @param name the file in the folder
    /// @throws AssertionError if it is not, with the first line that differs
    public static void check(String name, String text) {
        Path file = Path.of(System.getProperty("gradus.root", ".."))
                .resolve("golden")
                .resolve(name)
                .toAbsolutePath()
                .normalize();
        try {
            if (System.getProperty("gradus.golden", "compare").equals("write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            if (!Files.exists(file)) {
                throw new AssertionError("golden/" + name + " does not exist; -Dgradus.golden=write writes it");
            }
            compare(name, Files.readAllLines(file), text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(String name, List<String> recorded, List<String> found) {
        for (int i = 0; i < Math.max(recorded.size(), found.size()); i++) {
            String before = i < recorded.size() ? recorded.get(i) : "(end)";
            String now = i < found.size() ? found.get(i) : "(end)";
            if (!before.equals(now)) {
                throw new AssertionError(
                        "golden/" + name + ", line " + (i + 1) + "\n  recorded: " + before
                                + "\n  now:      " + now
                                + "\n  if the change is meant, write it anew with -Dgradus.golden=write and read the difference");
            }
        }
    }
}
