package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What only a process of its own can show: kills, signals, and the working directory.
class ProcessTest {
    private static final Path DIGITS = Cli.sample("digits.csv");
    private static final int PATIENCE = 240;
    private static final List<String> TRAINING = List.of(
            "train",
            DIGITS.toString(),
            "--target",
            "digit",
            "--epochs",
            "150",
            "--patience",
            "0",
            "--members",
            "2",
            "--hidden",
            "16",
            "--threads",
            "1",
            "--output.checkpointSeconds",
            "0.05");

    @TempDir
    private static Path whole;

    @TempDir
    private Path folder;

    private static byte[] uninterrupted;

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).as("ends").isTrue();
        return process.exitValue();
    }

    /// Waits until the run has done an epoch and kept a state.
    private void awaitProgress(Process process) throws IOException, InterruptedException {
        Path run = folder.resolve("runs/digits-1");
        Path events = run.resolve("events.jsonl");
        for (int i = 0; i < PATIENCE * 50; i++) {
            if (Files.exists(run.resolve("state.gradus"))
                    && Files.readString(events).contains("\"event\":\"epoch\"")) {
                return;
            }
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("err.txt")))
                    .isTrue();
            Thread.sleep(20);
        }
        throw new AssertionError("no progress");
    }

    @BeforeAll
    static void trainWithoutInterruption() throws IOException, InterruptedException {
        Process process = Cli.process(whole, TRAINING);
        assertThat(end(process)).as(Files.readString(whole.resolve("err.txt"))).isZero();
        uninterrupted = Cli.bytes(whole.resolve("digits.gradus"));
    }

    @Test
    void the_model_lies_in_the_working_directory_and_the_run_in_runs() {
        assertThat(Cli.files(whole))
                .contains("digits.gradus", "runs/digits-1/config.yaml", "runs/digits-1/model.gradus")
                .noneMatch(file -> file.endsWith(".tmp"));
    }

    @ParameterizedTest(name = "--precision {0}")
    @CsvSource({"bf16, 'precision: '", "float16, 'precision'"})
    void a_precision_that_the_backend_does_not_have_is_refused_before_anything_is_written(String word, String message)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(TRAINING);
        command.addAll(List.of("--precision", word));
        assertThat(end(Cli.process(folder, command))).isNotZero();
        assertThat(folder.resolve("err.txt"))
                .content()
                .contains(message)
                .contains(word)
                .doesNotContain("\tat ");
        assertThat(Cli.files(folder)).containsExactlyInAnyOrder("err.txt", "out.txt");
    }

    @Test
    void a_run_that_was_killed_is_resumed_to_the_same_bytes() throws IOException, InterruptedException {
        Process process = Cli.process(folder, TRAINING);
        awaitProgress(process);
        process.destroyForcibly();
        assertThat(end(process)).isNotZero();
        assertThat(Files.exists(folder.resolve("digits.gradus")))
                .as("model of a killed run")
                .isFalse();
        assertThat(end(Cli.process(folder, List.of("resume", "runs/digits-1")))).isZero();
        assertThat(Files.readString(folder.resolve("out.txt"))).contains("Going on after step ");
        assertThat(Cli.bytes(folder.resolve("digits.gradus"))).isEqualTo(uninterrupted);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_signal_ends_the_run_after_its_step_with_state_model_and_report(String signal, int code)
            throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/bin/kill")) || Files.exists(Path.of("/usr/bin/kill")), "there is no kill");
        assumeTrue(!isIgnored(signal), "this process ignores SIG" + signal);
        Process process = Cli.process(folder, TRAINING);
        awaitProgress(process);
        assertThat(end(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start()))
                .isZero();
        assertThat(end(process)).isEqualTo(code);
        assertThat(Files.readString(folder.resolve("err.txt"))).contains("note: finishing this step");
        assertThat(Files.readString(folder.resolve("out.txt")))
                .contains("it was interrupted", "Next: gradus resume runs/digits-1");
        assertThat(Cli.run("summary", folder.resolve("digits.gradus")).code()).isZero();
        assertThat(end(Cli.process(folder, List.of("resume", "runs/digits-1", "--quiet"))))
                .isZero();
        assertThat(Cli.bytes(folder.resolve("digits.gradus"))).isEqualTo(uninterrupted);
    }

    /// A shell that starts jobs in the background makes them, and what they start, ignore SIGINT.
    private static boolean isIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        int number = signal.equals("INT") ? 2 : 15;
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .mapToLong(
                                line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(mask -> (mask >>> (number - 1) & 1) == 1);
    }
}
