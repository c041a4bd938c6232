package gradus.examples.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of the documentation of public types run.
final class SnippetsTest {
    @Test
    void snippets_run(@TempDir Path folder) {
        var printed = new ByteArrayOutputStream();
        Snippets.run(folder, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("[2, 2] 6.5")
                .contains("25.0")
                .contains("0.75 0.5")
                .contains("[3.50000]");
    }
}
