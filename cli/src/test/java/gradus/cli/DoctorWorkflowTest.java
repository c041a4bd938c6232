package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Key;
import gradus.nn.data.samples.SampleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The doctor on the command line: at the end of training, on a run, a configuration, a model, and alone.
final class DoctorWorkflowTest {
    @TempDir
    private Path folder;

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path circles() throws IOException {
        return written("circles.csv", SampleSet.CIRCLES.csv(240, Key.of(1)));
    }

    /// A column that is the answer in other words.
    private Path leaking() throws IOException {
        String rows = SampleSet.MOONS
                .rows(240, Key.of(1))
                .map(cells ->
                        cells.get(0) + "," + cells.get(1) + "," + (cells.get(2).equals("upper") ? 17 : 4) + "."
                                + cells.get(0).length() + "," + cells.get(2) + "\n")
                .collect(Collectors.joining());
        return written("leaking.csv", "x,y,paid,moon\n" + rows);
    }

    private Cli.Outcome train(Path csv, String target, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "train",
                csv.toString(),
                "--target",
                target,
                "--members",
                "1",
                "--out",
                folder.resolve("m.gradus").toString(),
                "--run-dir",
                folder.resolve("run").toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    @Test
    void training_ends_with_findings_and_they_are_in_the_events() throws IOException {
        Cli.Outcome trained = train(leaking(), "moon", "--epochs", "30");
        assertThat(trained.code()).isZero();
        assertThat(trained.out()).contains("Doctor:", "severe  leakage", "column paid", "cure: leave the column out");
        String events = Files.readString(folder.resolve("run/events.jsonl"));
        assertThat(events)
                .contains("{\"event\":\"finding\",\"id\":\"leakage\",\"severity\":\"severe\",\"place\":\"column paid\"")
                .contains("{\"event\":\"diagnosis\",\"findings\":[\"leakage\"]");
        Cli.Outcome run = Cli.run("doctor", folder.resolve("run").toString());
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("severe  leakage");
        Cli.Outcome model = Cli.run(
                "doctor",
                folder.resolve("m.gradus").toString(),
                "--data",
                leaking().toString());
        assertThat(model.code()).isZero();
        assertThat(model.out()).contains("severe  leakage");
    }

    @Test
    void a_healthy_run_has_no_finding() throws IOException {
        Cli.Outcome trained = train(circles(), "ring", "--epochs", "60");
        assertThat(trained.out()).contains("Doctor: no finding");
        Cli.Outcome run = Cli.run("doctor", folder.resolve("run").toString());
        assertThat(run.out()).startsWith("No finding. Examined: finite numbers").contains("course of the training");
    }

    @Test
    void a_configuration_is_examined_without_a_run() throws IOException {
        Path config = written(
                "train.yaml",
                "data:\n  file: " + circles()
                        + "\n  target: ring\ntraining:\n  epochs: 5\n  optimizer:\n    name: sgd\n"
                        + "    learningRate: 0.0000001\n");
        Cli.Outcome told = Cli.run("doctor", config.toString(), "--json");
        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("\"id\":\"learning-rate-too-low\"", "\"event\":\"diagnosis\"");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void a_training_that_diverges_is_told_why_before_its_error() throws IOException {
        Cli.Outcome trained = train(circles(), "ring", "--optimizer", "sgd", "--learning-rate", "1e9");
        assertThat(trained.code()).isEqualTo(3);
        assertThat(trained.out()).contains("severe  diverged", "severe  learning-rate-too-high");
        assertThat(Files.readString(folder.resolve("run/events.jsonl"))).contains("\"id\":\"learning-rate-too-high\"");
    }

    @Test
    void what_the_doctor_cannot_examine_is_told() throws IOException {
        train(circles(), "ring", "--epochs", "2");
        String model = folder.resolve("m.gradus").toString();
        assertThat(Cli.run("doctor", model).err()).contains("a model is examined with data that have the answer");
        assertThat(Cli.run("doctor", model).code()).isEqualTo(2);
        assertThat(Cli.run("doctor", "--data", model).err()).contains("there is no model to examine with it");
        assertThat(Cli.run("doctor", folder.resolve("run").toString(), "--data", model)
                        .err())
                .contains("a run has its own; leave it out");
        Cli.Outcome missing = Cli.run("doctor", folder.resolve("none.gradus").toString());
        assertThat(missing.code()).isEqualTo(4);
    }

    @Test
    void alone_it_says_what_runs_where() {
        assertThat(Cli.run("doctor").out())
                .startsWith("gradus ")
                .contains("products, convolutions and pooling of float32  ", "kernels, ", "reference, plain loops");
        assertThat(Cli.run("doctor", "--json").out()).contains("\"operations\":{\"products, convolutions");
    }

    @Test
    void a_model_of_a_series_is_examined_beside_its_data() throws IOException {
        StringBuilder waves = new StringBuilder("a,b\n");
        for (int t = 0; t < 120; t++) {
            waves.append(Math.sin(t / 3.0))
                    .append(',')
                    .append(Math.cos(t / 4.0))
                    .append('\n');
        }
        Path csv = written("waves.csv", waves.toString());
        Path model = folder.resolve("waves.gradus");
        Cli.Outcome trained = Cli.run(
                "train",
                csv,
                "--task",
                "forecast",
                "--horizon",
                2,
                "--epochs",
                2,
                "--out",
                model,
                "--run-dir",
                folder.resolve("waves"));
        assertThat(trained.code()).as(trained.err()).isZero();
        Cli.Outcome told = Cli.run("doctor", model, "--data", csv);
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out()).isNotBlank();
    }
}
