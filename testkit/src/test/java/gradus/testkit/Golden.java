package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts that are kept in the folder `golden` and read in review; `-Dgradus.golden=write` writes them anew.
final class Golden {
    private Golden() {}

    static void check(String name, String text) {
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
            assertThat(file).as("-Dgradus.golden=write writes it").exists();
            assertThat(text.lines())
                    .as("text of golden/%s; if the change is meant, write it anew with -Dgradus.golden=write", name)
                    .containsExactlyElementsOf(Files.readString(file).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
