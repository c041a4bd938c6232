package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.cli.run.Screen;
import gradus.cli.terminal.Terminal;
import gradus.io.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs as their folders tell of them; the folders are written by hand, so that each test says what it is about.
final class RunsTest {
    private static final String STARTED =
            "{\"event\":\"started\",\"step\":0,\"time\":\"2026-03-0%dT10:00:00Z\",\"seconds\":0.0}\n";
    private static final String EPOCHS = """
            {"event":"epoch","epoch":1,"step":10,"learningRate":0.1,"trainingLoss":0.9,"validation":{"loss":0.8,"accuracy":0.5},"best":true,"seconds":1.0}
            {"event":"epoch","epoch":2,"step":20,"learningRate":0.1,"trainingLoss":0.5,"validation":{"loss":%s,"accuracy":0.75},"best":true,"seconds":2.0}
            """;
    private static final String DONE =
            "{\"event\":\"finished\",\"step\":20,\"reason\":\"epochs-done\",\"seconds\":2.5}\n";
    private static final String BROKEN = "{\"event\":\"diverged\",\"step\":12,\"tensor\":\"loss\",\"seconds\":1.1}\n";

    @TempDir
    private Path folder;

    private Path run(String name, String config, String events) throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs").resolve(name));
        Files.writeString(run.resolve("config.yaml"), "data: {file: /data/iris.csv, target: species}\n" + config);
        Files.writeString(run.resolve("events.jsonl"), events);
        return run;
    }

    @BeforeEach
    void fourRuns() throws IOException {
        run(
                "a-1",
                "training: {epochs: 2, optimizer: {learningRate: 0.1}}",
                STARTED.formatted(1) + EPOCHS.formatted(0.4) + DONE);
        run(
                "a-2",
                "training: {epochs: 2, optimizer: {learningRate: 0.2}}",
                STARTED.formatted(2) + EPOCHS.formatted(0.3));
        run("a-3", "training: {epochs: 2}", STARTED.formatted(3) + BROKEN);
        run("a-4", "[", STARTED.formatted(4));
    }

    private Cli.Outcome runs(Object... args) {
        return Cli.run(Stream.concat(Stream.of("runs"), Arrays.stream(args)).toArray());
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_list_says_of_each_run_what_it_learns_and_how_far_it_came() {
        List<String> lines = runs("list", folder.resolve("runs")).lines();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(2)).matches("a-1 +finished +2026-03-01 +iris.csv +species +2 of 2 +loss 0.4 +2.5 s");
        assertThat(lines.get(3)).matches("a-2 +stopped .* 2.0 s");
        assertThat(lines.get(4)).matches("a-3 +diverged .* - +1.1 s");
        assertThat(lines.get(5)).contains("a-4", "unreadable");
    }

    @Test
    void scripts_get_one_document_or_a_line_each() {
        JsonNode list = Json.parse(
                runs("list", folder.resolve("runs"), "--format", "json").out(), "list");
        assertThat(list.size()).isEqualTo(4);
        assertThat(list.get(1).path("measures").path("accuracy").asDouble()).isEqualTo(0.75);
        assertThat(list.get(1)
                        .path("settings")
                        .path("training.optimizer.learningRate")
                        .asString())
                .isEqualTo("0.2");
        assertThat(runs("list", folder.resolve("runs"), "--json").lines()).hasSize(4);
    }

    @Test
    void half_a_line_that_a_killed_process_left_counts_as_none() throws IOException {
        String half = "{\"event\":\"epoch\",\"epoch\":3,\"step\":30,\"trainingLoss\":0.2,\"validation\":{\"loss\":0.1}";
        Path run = run("b", "", STARTED.formatted(5) + EPOCHS.formatted(0.4) + half);
        assertThat(runs("list", folder.resolve("runs")).out()).containsPattern("b +stopped .* 2 of 2 +loss 0.4");
        String again = "{\"event\":\"started\",\"step\":10,\"seconds\":0.0}\n";
        Files.writeString(run.resolve("events.jsonl"), "\n" + again, StandardOpenOption.APPEND);
        assertThat(runs("list", folder.resolve("runs")).out()).containsPattern("b +stopped .* 1 of 1 +loss 0.8");
        Files.writeString(run.resolve("events.jsonl"), "nonsense\n" + EPOCHS.formatted(1), StandardOpenOption.APPEND);
        assertThat(runs("list", folder.resolve("runs")).out()).containsPattern("b +unreadable");
    }

    @Test
    void a_comparison_shows_what_differs_and_both_courses() throws IOException {
        Path svg = folder.resolve("compared.svg");
        Path html = folder.resolve("compared.html");
        Path a = folder.resolve("runs/a-1");
        Path b = folder.resolve("runs/a-2");
        Cli.Outcome compared = runs("compare", a, b, "--out", svg);
        assertThat(compared.out())
                .containsPattern("training.optimizer.learningRate +0.1 +0.2")
                .doesNotContain("data.target", "training.epochs")
                .containsPattern("best epoch +2 of 2 +2 of 2")
                .containsPattern("\nloss +0.4 +0.3")
                .contains("compared.svg: The runs a-1, a-2.");
        assertThat(Files.readString(svg)).contains("<svg", "a-2");
        assertThat(runs("compare", a, b, "--measure", "accuracy", "--out", html).code())
                .isZero();
        assertThat(Files.readString(html)).contains("Settings that differ", "Accuracy over the epochs", "0.2");
        JsonNode json = Json.parse(runs("compare", a, b, "--format", "json").out(), "comparison");
        assertThat(json.path("runs").get(1).path("course").path("2").asDouble()).isEqualTo(0.3);
        assertThat(json.path("differences")
                        .path("training.optimizer.learningRate")
                        .get(0)
                        .asString())
                .isEqualTo("0.1");
    }

    @Test
    void a_measure_that_no_run_has_is_refused_with_those_there_are() {
        Cli.Outcome refused =
                runs("compare", folder.resolve("runs/a-1"), folder.resolve("runs/a-2"), "--measure", "acuracy");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("training loss, loss, accuracy", "did you mean 'accuracy'?");
    }

    @Test
    void a_prune_removes_what_every_option_names() throws IOException {
        Path all = folder.resolve("runs");
        assertThat(runs("prune", all, "--failed", "--dry-run").out()).contains("a-3", "a-4", "2 runs would be removed");
        assertThat(left()).hasSize(4);
        assertThat(runs("prune", all, "--failed", "--keep", 1, "--yes").out()).contains("1 run was removed.");
        assertThat(left()).containsExactly("a-1", "a-2", "a-4");
        assertThat(runs("prune", all, "--older-than", "2000w", "--yes").out()).contains("No run is to be removed.");
        assertThat(runs("prune", all, "--older-than", "1h", "--keep", 1, "--yes")
                        .out())
                .contains("2 runs were removed.");
        assertThat(left()).containsExactly("a-4");
    }

    @Test
    void a_prune_asks_and_takes_only_a_clear_yes() throws IOException {
        assertThat(asked("\n")).contains("Remove 1 run? [y/N]", "Nothing was removed.");
        assertThat(left()).hasSize(4);
        assertThat(asked("yes\n")).contains("1 run was removed.");
        assertThat(left()).hasSize(3);
        Cli.Outcome refused = runs("prune", folder.resolve("runs"), "--keep", 0, "--quiet");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("add --yes");
        assertThat(runs("prune", folder.resolve("runs")).err()).contains("it must be said which runs go");
    }

    private String asked(String answer) {
        var out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(stream, stream, Terminal.plain(), Screen.Mode.PEOPLE);
        Gradus.execute(
                screen,
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                "runs",
                "prune",
                folder.resolve("runs").toString(),
                "--keep",
                "3");
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_run_that_is_being_trained_is_neither_removed_nor_trained_twice() throws IOException {
        Path run = folder.resolve("runs/a-1");
        try (FileChannel channel =
                        FileChannel.open(run.resolve(".running"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            assertThat(runs("list", folder.resolve("runs")).out()).containsPattern("a-1 +running");
            assertThat(runs("prune", folder.resolve("runs"), "--keep", 0, "--yes")
                            .out())
                    .contains("3 runs were removed.");
            assertThat(left()).containsExactly("a-1");
        }
        assertThat(runs("list", folder.resolve("runs")).out()).containsPattern("a-1 +finished");
    }

    @Test
    void what_a_killed_prune_left_is_no_run_and_goes_with_the_next() throws IOException {
        Files.move(folder.resolve("runs/a-3"), folder.resolve("runs/.removed-1-a-3"));
        assertThat(runs("list", folder.resolve("runs")).lines()).hasSize(5);
        assertThat(runs("prune", folder.resolve("runs"), "--failed", "--yes").code())
                .isZero();
        assertThat(left()).containsExactly("a-1", "a-2");
    }
}
