package gradus.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.testkit.Shared;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every program runs on a few samples; what it says then is a number, not a good one.
final class ProgramsTest {
    static Set<String> names() {
        return Results.programs().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_program_runs_on_a_few_samples(String name, @TempDir Path pictures) {
        Program program = Results.programs().get(name);
        Result result = program.run(
                new Folders(Shared.path("data"), pictures),
                Effort.SMALL,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        assertThat(result.value()).isFinite();
        assertThat(result.measure()).isNotBlank();
    }
}
