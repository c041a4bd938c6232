package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gradus auto` saves one model, and loses and repeats nothing when it is killed.
class AutoCommandTest {
    private static final int PATIENCE = 240;

    @TempDir
    private Path folder;

    /// Forty rows of a curve.
    private Path table() {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 40; i++) {
            text.append(i * 0.1)
                    .append(',')
                    .append(Math.sin(i * 0.1) + i % 3 * 0.01)
                    .append('\n');
        }
        return Cli.write(folder, "curve.csv", text.toString());
    }

    private List<String> words(String time) {
        return List.of(
                "auto",
                table().toString(),
                "--target",
                "y",
                "--time",
                time,
                "--study",
                folder.resolve("study").toString(),
                "--out",
                folder.resolve("m.gradus").toString(),
                "--output.checkpointSeconds",
                "0");
    }

    @Test
    void it_saves_a_model_that_other_commands_read_and_trains_nothing_twice() {
        Cli.Outcome outcome = Cli.run(words("5s").toArray());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("blend", "linear", "kernel", "Model: ");
        byte[] model = Cli.bytes(folder.resolve("m.gradus"));
        for (String command : List.of("evaluate", "predict")) {
            assertThat(Cli.run(command, folder.resolve("m.gradus"), table()).code())
                    .isZero();
        }
        assertThat(Cli.run("summary", folder.resolve("m.gradus")).code()).isZero();
        assertThat(Cli.run("explain", folder.resolve("m.gradus"), "--data", table(), "--row", 1)
                        .code())
                .isZero();
        byte[] outcomes = Cli.bytes(folder.resolve("study/outcomes.jsonl"));
        assertThat(Cli.run(words("0.001s").toArray()).code()).isZero();
        assertThat(Cli.bytes(folder.resolve("study/outcomes.jsonl"))).isEqualTo(outcomes);
        assertThat(Cli.bytes(folder.resolve("m.gradus"))).isEqualTo(model);
    }

    @Test
    void killed_it_goes_on_with_what_it_had() throws IOException, InterruptedException {
        Process process = Cli.process(folder, words("10m"));
        Path outcomes = folder.resolve("study/outcomes.jsonl");
        Path state = folder.resolve("study/default.state");
        for (int i = 0; i < PATIENCE * 50 && !Files.exists(state); i++) {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("err.txt")))
                    .isTrue();
            Thread.sleep(20);
        }
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        List<String> before = Files.readAllLines(outcomes);
        assertThat(before).hasSizeGreaterThanOrEqualTo(2);
        assertThat(folder.resolve("m.gradus")).doesNotExist();
        Process again = Cli.process(folder, words("3s"));
        assertThat(again.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(again.exitValue())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
        assertThat(Files.readString(folder.resolve("out.txt"))).doesNotContain("linear: linear model");
        assertThat(Files.readAllLines(outcomes)).startsWith(before.toArray(String[]::new));
        assertThat(folder.resolve("m.gradus")).exists();
    }

    @Test
    void settings_that_it_chooses_itself_and_times_that_are_none_are_refused() {
        Path config = Cli.write(folder, "c.yaml", "data: {file: " + table() + ", target: y}\nnetwork: {hidden: [3]}\n");
        assertThat(Cli.run("auto", config).err()).contains("network.hidden: auto chooses it itself");
        assertThat(Cli.run("auto", table(), "--target", "y", "--time", "soon").err())
                .contains("such as 90s or 10m, got 'soon'");
    }
}
