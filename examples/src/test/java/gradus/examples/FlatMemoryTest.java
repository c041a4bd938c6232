package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.spi.Backends;
import gradus.core.tensor.Tensor;
import gradus.nn.train.Training;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The short form of what `docs/memory.md` describes: a heap of 64 MB, and no growth.
class FlatMemoryTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"predictions, 50000", "training, 30000"})
    void memory_stays_flat_in_64_megabytes(String work, String count) throws IOException, InterruptedException {
        Path told = folder.resolve("told.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:-UsePerfData",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        classes(),
                        FlatMemory.class.getName(),
                        work,
                        count)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        int ended = process.waitFor();
        String text = Files.readString(told);
        assertThat(ended).as(text).isZero();
        assertThat(text.lines().filter(line -> line.endsWith("KiB in use"))).hasSize(10);
    }

    private static String classes() {
        return Stream.of(
                        FlatMemory.class,
                        Training.class,
                        Tensor.class,
                        Backends.standard().getClass())
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().toString())
                .map(place -> Path.of(URI.create(place)).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
