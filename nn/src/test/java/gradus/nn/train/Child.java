package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.spi.Backends;
import gradus.core.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs a program of the tests in a Java process of its own.
final class Child {
    private Child() {}

    /// Gives what the program printed; fails if it did not end well.
    ///
    /// @param options options of the Java machine, such as `-Xmx64m`
    static String run(Class<?> program, List<String> options, String... arguments) {
        String classes = Stream.of(
                        Child.class,
                        Training.class,
                        Tensor.class,
                        Backends.standard().getClass())
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().toString())
                .map(place -> Path.of(URI.create(place)).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:-UsePerfData"));
        command.addAll(options);
        command.addAll(List.of("-cp", classes, program.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as("%s printed %s", command, printed)
                    .isZero();
            return printed.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
