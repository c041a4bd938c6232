package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.op.Op;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vector width and number of threads are fixed when a process starts, so each is tried in a process of its own.
final class WidthsAndThreadsTest {
    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {0, 128, 256, 512})
    void kernels_agree_with_the_reference_at_every_vector_width(int bits) {
        List<String> lines = run("parity", "-Dgradus.vectorBits=" + bits);
        assertThat(lines).as("output").hasSize(1).first().asString().startsWith("done on ");
    }

    @Test
    void results_have_the_same_bits_for_1_2_and_7_threads() {
        List<String> one = digests("-Dgradus.threads=1");
        assertThat(one).hasSizeGreaterThan(170);
        assertThat(digests("-Dgradus.threads=2")).isEqualTo(one);
        assertThat(digests("-Dgradus.threads=7")).isEqualTo(one);
    }

    @Test
    void results_have_the_same_bits_with_and_without_vectors() {
        assertThat(digests("-Dgradus.vectorBits=0")).isEqualTo(digests("-Dgradus.threads=2"));
    }

    @Test
    void a_scalar_start_changes_to_vectors_without_changing_a_bit() {
        List<String> lines = run("start", "-Dgradus.start=scalar");
        boolean vectors = !lines.getLast().startsWith("done on scalar");
        assertThat(lines.getFirst()).isEqualTo("asleep " + vectors + " then false, changes 0");
    }

    private static List<String> digests(String property) {
        List<String> lines = run("digest", property);
        assertThat(lines.getLast()).startsWith("done on ");
        if (property.contains("threads")) {
            assertThat(lines.getLast()).endsWith(", " + property.split("=")[1] + " threads");
        }
        return lines.subList(0, lines.size() - 1);
    }

    private static List<String> run(String what, String property) {
        String path = Stream.concat(
                        Stream.of(Op.class, Backing.CPU.getClass(), Sample.class)
                                .map(WidthsAndThreadsTest::location),
                        Stream.of(Path.of("target", "test-classes")
                                .toAbsolutePath()
                                .toString()))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC", property));
        command.addAll(List.of("-cp", path, ProcessProbe.class.getName(), what));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("exit of %s\n%s", command, output).isZero();
            return output.lines()
                    .filter(line -> !line.startsWith("WARNING: Using incubator"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
