package gradus.explain.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Outputs that are kept beside the tests and read in review; `-Dgradus.golden=write` writes them anew.
final class Recorded {
    private Recorded() {}

    static void check(String name, String text) {
        Path file = Path.of(
                        System.getProperty("gradus.root", ".."), "explain", "src", "test", "resources", "render", name)
                .toAbsolutePath()
                .normalize();
        try {
            if (System.getProperty("gradus.golden", "compare").equals("write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(file).as("-Dgradus.golden=write writes it").exists();
            assertThat(text.lines())
                    .as("text of %s; if the change is meant, write it anew with -Dgradus.golden=write", name)
                    .containsExactlyElementsOf(Files.readString(file).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
