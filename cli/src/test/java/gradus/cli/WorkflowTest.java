package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job end to end: train, then everything that a model and a run are good for.
class WorkflowTest {
    private static final Path SPIRALS = Cli.sample("spirals.csv");

    @TempDir
    private static Path folder;

    private static Path model;
    private static Path run;
    private static Cli.Outcome trained;

    @BeforeAll
    static void train() {
        model = folder.resolve("spirals.gradus");
        run = folder.resolve("run");
        trained = Cli.run(
                "train", SPIRALS, "--target", "arm", "--epochs", 30, "--members", 1, "--out", model, "--run-dir", run);
    }

    @Test
    void train_says_what_it_found_how_it_went_and_what_comes_next() {
        assertThat(trained.code()).isZero();
        assertThat(trained.err()).isEmpty();
        assertThat(trained.out())
                .contains("600 rows, 3 columns", "separator ','")
                .contains("x       number")
                .contains("Task: 3 classes: 'arm' has 3 different texts")
                .contains("Rows: 510 for training, 90 for validation, 0 for the test")
                .contains("Network: ", "2 features", "Runs on: cpu, ")
                .contains("epoch  1/30  loss ", "epoch 30/30  loss ", "val loss ", "val accuracy ")
                .contains("training loss   o validation loss")
                .contains("Training ended after ", "Validation, 90 rows")
                .contains("Model: " + model, "Next: gradus predict " + model);
        assertThat(trained.lines().stream().filter(line -> line.startsWith("epoch ")))
                .hasSizeBetween(5, 20);
    }

    @Test
    void a_profile_says_where_the_time_went() {
        Path other = folder.resolve("profiled.gradus");
        Object[] arguments = {
            "train",
            SPIRALS,
            "--target",
            "arm",
            "--epochs",
            3,
            "--members",
            1,
            "--out",
            other,
            "--run-dir",
            folder.resolve("profiled"),
            "--profile"
        };
        assertThat(Cli.run(arguments).out())
                .contains("µs a run", "matmul [", "the machine at its best: ")
                .containsPattern("\\d s of \\d+\\.\\d s in \\d+ steps of plans");
        Object[] forPrograms = Arrays.copyOf(arguments, arguments.length + 1);
        forPrograms[arguments.length - 2] = folder.resolve("profiled-again");
        forPrograms[arguments.length] = "--json";
        assertThat(Cli.run(forPrograms).out())
                .containsPattern("\\{\"event\":\"profile\",\"operation\":\"matmul \\[.*\"flopsPerSecond\":\\d");
    }

    @Test
    void a_run_folder_holds_configuration_origin_events_state_model_and_report() {
        assertThat(Cli.files(run))
                .containsExactly(
                        "config.yaml", "events.jsonl", "model.gradus", "report.html", "run.json", "state.gradus");
        assertThat(new String(Cli.bytes(run.resolve("config.yaml")), StandardCharsets.UTF_8))
                .contains("\n  file: ", "\n  target: arm\n", "\n  epochs: 30\n");
        assertThat(new String(Cli.bytes(run.resolve("events.jsonl")), StandardCharsets.UTF_8).lines())
                .first()
                .asString()
                .startsWith("{\"event\":\"started\",\"step\":0,\"parameters\":");
        assertThat(Cli.bytes(run.resolve("model.gradus"))).isEqualTo(Cli.bytes(model));
    }

    @Test
    void predict_writes_the_rows_with_prediction_and_probability() {
        Cli.Outcome out = Cli.run("predict", model, Cli.sample("spirals-new.csv"));
        assertThat(out.code()).isZero();
        assertThat(out.lines().getFirst()).isEqualTo("x,y,prediction,probability");
        assertThat(out.lines().get(1)).matches("-0\\.0576,-0\\.7436,[abc],[01]\\.\\d{6}");

        Path file = folder.resolve("predictions.csv");
        Cli.Outcome written = Cli.run("predict", model, Cli.sample("spirals-new.csv"), "--out", file);
        assertThat(written.code()).isZero();
        assertThat(new String(Cli.bytes(file), StandardCharsets.UTF_8)).isEqualTo(out.out());
        assertThat(written.out()).contains(file + ": ", " predictions");
    }

    @Test
    void predict_tells_of_rows_far_from_the_training_rows_and_writes_the_distances_on_request() {
        Path rows = Cli.write(folder, "far.csv", "x,y\n0.1,0.2\n9,-9\n0.3,-0.1\n,5\n");
        Cli.Outcome out = Cli.run("predict", model, rows, "--distance");
        assertThat(out.code()).isZero();
        assertThat(out.err())
                .contains("far from the training data: 2 rows, worst row 2, ")
                .contains(" times as far as 99.9 % of the training rows lie at most; what the model says there is a"
                        + " guess");
        assertThat(out.lines().getFirst()).isEqualTo("x,y,prediction,probability,distance,unseen,missing");
        assertThat(out.lines().get(1)).matches("0\\.1,0\\.2,.*,0\\.\\d{4},0,0");
        assertThat(out.lines().get(2)).matches("9,-9,.*,[1-9]\\d*\\.\\d{4},0,0");
        assertThat(out.lines().get(4)).matches(",5,.*,[1-9]\\d*\\.\\d{4},0,1");

        Path near = Cli.write(folder, "near.csv", "x,y\n0.1,0.2\n");
        assertThat(Cli.run("predict", model, near).err()).isEmpty();
        Cli.Outcome json = Cli.run("predict", model, near, "--distance", "--json");
        assertThat(json.out()).contains("\"distance\":0.", "\"unseen\":0", "\"missing\":0");
    }

    @Test
    void predict_writes_all_probabilities_and_only_predictions_on_request() {
        Cli.Outcome out =
                Cli.run("predict", model, Cli.sample("spirals-new.csv"), "--probabilities", "--only-predictions");
        assertThat(out.lines().getFirst())
                .isEqualTo("prediction,probability,probability of a,probability of b,probability of c");
        assertThat(out.lines().get(1).split(",")).hasSize(5);
        Cli.Outcome json = Cli.run("predict", model, Cli.sample("spirals-new.csv"), "--json", "--probabilities");
        assertThat(json.lines().getFirst())
                .matches("\\{\"event\":\"prediction\",\"row\":1,\"prediction\":\"[abc]\",\"probability\":.*"
                        + "\"probabilities\":\\{\"a\":.*");
    }

    @Test
    void missing_values_and_columns_that_are_not_used_are_told_on_standard_error() {
        Path gaps = Cli.write(folder, "gaps.csv", "x,y,prediction\n0.1,,u\n0.2,0.3,v\n");
        Cli.Outcome out = Cli.run("predict", model, gaps);
        assertThat(out.code()).isZero();
        assertThat(out.err())
                .contains("note: column 'y': 1 value is missing, which training did not see; filled in")
                .contains("note: column prediction is not used by the model");
        assertThat(out.lines().getFirst()).isEqualTo("x,y,prediction,prediction 2,probability");
        assertThat(out.lines().get(1)).startsWith("0.1,,u,");
        assertThat(Cli.run("predict", model, gaps, "--quiet").err()).isEmpty();
    }

    @Test
    void evaluate_prints_the_metrics_and_leaves_out_rows_without_a_target() {
        Cli.Outcome out = Cli.run("evaluate", model, SPIRALS);
        assertThat(out.code()).isZero();
        assertThat(out.out()).contains("spirals.csv, 600 rows", "precision", "accuracy 0.");
        assertThat(Cli.run("evaluate", model, SPIRALS, "--json").out())
                .startsWith("{\"event\":\"evaluation\"")
                .contains("\"rows\":600", "\"accuracy\":0.");
        Path partly = Cli.write(folder, "partly.csv", "x,y,arm\n0.1,0.2,a\n0.3,0.1,\n0.5,0.1,b\n");
        Cli.Outcome some = Cli.run("evaluate", model, partly);
        assertThat(some.code()).isZero();
        assertThat(some.out()).contains("2 rows");
        assertThat(some.err()).contains("1 rows are left out because the target 'arm' is missing");
    }

    @Test
    void summary_tells_layers_columns_and_origin() {
        Cli.Outcome out = Cli.run("summary", model);
        assertThat(out.code()).isZero();
        assertThat(out.out())
                .contains("Linear 2", "total", "Columns", "predicts arm: one of a, b, c")
                .contains("SHA-256", "seed: 0", "ended: ");
        assertThat(Cli.run("summary", model, "--json").out()).contains("\"parameters\":", "\"dataHash\":\"");
    }

    @Test
    void a_network_in_words_is_trained_and_shown_by_the_summary() {
        Path worded = folder.resolve("worded.gradus");
        Cli.Outcome out = Cli.run(
                "train",
                SPIRALS,
                "--target",
                "arm",
                "--epochs",
                1,
                "--members",
                1,
                "--out",
                worded,
                "--run-dir",
                folder.resolve("worded"),
                "--network",
                "2*(dense(8) tanh) dense(classes)");
        assertThat(out.code()).isZero();
        assertThat(out.out()).contains("Network: 2*(dense(8) tanh) dense(classes), 2 features, 123 parameters");
        assertThat(Cli.run("summary", worded).out())
                .contains("Activate tanh", "a training step on 2 samples: forward ", " FLOPs, working memory ");
        Cli.Outcome wrong = Cli.run("train", SPIRALS, "--target", "arm", "--network", "desne(8) dense(classes)");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("there is no word 'desne' at character 1", "did you mean 'dense'?");
    }

    @Test
    void a_run_that_has_ended_is_resumed_to_the_same_model() {
        byte[] before = Cli.bytes(run.resolve("model.gradus"));
        Cli.Outcome out = Cli.run("resume", run);
        assertThat(out.code()).isZero();
        assertThat(out.out()).contains("Going on after step ", " epochs done.");
        assertThat(Cli.bytes(run.resolve("model.gradus"))).isEqualTo(before);
    }

    @Test
    void init_writes_a_configuration_that_trains_to_the_same_model_as_its_flags() {
        Cli.Outcome init = Cli.run("init", SPIRALS, "--target", "arm", "--epochs", 2, "--hidden", "8,4");
        assertThat(init.code()).isZero();
        assertThat(init.out())
                .contains("  target: arm\n", "  epochs: 2\n", "  hidden: [8, 4]\n", "#   x: number (numbers from");
        Path config = Cli.write(folder, "train.yaml", init.out());
        Path one = folder.resolve("one.gradus");
        Path two = folder.resolve("two.gradus");
        Cli.Outcome byFile = Cli.run("train", config, "--out", one, "--run-dir", folder.resolve("one"), "--quiet");
        assertThat(byFile).isEqualTo(new Cli.Outcome(0, "", ""));
        Cli.run(
                "train",
                SPIRALS,
                "--target=arm",
                "--training.epochs=2",
                "--network.hidden=8,4",
                "--out",
                two,
                "--run-dir",
                folder.resolve("two"),
                "--threads",
                1,
                "--prefetch",
                3,
                "--prefetch-threads",
                2);
        assertThat(Cli.bytes(one)).isEqualTo(Cli.bytes(two));
    }

    @Test
    void what_the_library_can_do_in_training_has_flags() {
        Path small = folder.resolve("small.gradus");
        Cli.Outcome out = Cli.run(
                "train",
                SPIRALS,
                "--target=arm",
                "--members=1",
                "--epochs=2",
                "--batch-size=100",
                "--micro-batch=30",
                "--last-batch=drop",
                "--weight-average=0.9",
                "--freeze=**.bias",
                "--non-finite=skip",
                "--optimizer=amsgrad",
                "--clip-each-norm=1",
                "--out",
                small,
                "--run-dir",
                folder.resolve("small"));
        assertThat(out.err()).isEmpty();
        assertThat(out.code()).isZero();
        assertThat(Cli.run("summary", small).out())
                .contains("micro-batch", "30", "frozen", "**.bias", "AMSGRAD", "ClipNorm", "WeightAverage");
        assertThat(Cli.run("evaluate", small, SPIRALS).out()).contains("calibration error 0.");
    }

    @Test
    void json_gives_one_object_a_line_from_the_columns_to_the_result() {
        Cli.Outcome out = Cli.run(
                "--json",
                "train",
                SPIRALS,
                "--target",
                "arm",
                "--epochs",
                2,
                "--out",
                folder.resolve("j.gradus"),
                "--run-dir",
                folder.resolve("json"));
        assertThat(out.code()).isZero();
        assertThat(out.lines()).allMatch(line -> line.startsWith("{\"event\":\"") && line.endsWith("}"));
        assertThat(out.lines().stream().map(line -> line.split("\"")[3]).distinct())
                .contains("column", "data", "started", "epoch", "saved", "finished", "result");
        out.lines().forEach(line -> Json.parse(line, "line"));
    }

    @Test
    void a_regression_is_predicted_in_units_of_the_target() {
        Path sine = folder.resolve("sine.gradus");
        Cli.Outcome out = Cli.run(
                "train",
                Cli.sample("sine.csv"),
                "--target",
                "y",
                "--epochs",
                3,
                "--out",
                sine,
                "--run-dir",
                folder.resolve("sine"),
                "--test-fraction",
                0.2,
                "--schedule",
                "cosine",
                "--clip-norm",
                1,
                "--weight-decay",
                "1e-4",
                "--optimizer",
                "adamw",
                "--l2",
                "1e-5",
                "--dropout",
                0.1);
        assertThat(out.code()).as(out.err()).isZero();
        assertThat(out.out()).contains("regression", "Test, ", "val RMSE");
        assertThat(Cli.run("predict", sine, Cli.sample("sine.csv")).lines().getFirst())
                .isEqualTo("x,y,prediction");
    }

    @Test
    void sample_writes_what_the_repository_has() {
        assertThat(Cli.run("sample", "spirals", "--rows", 600, "--seed", 1)
                        .lines()
                        .getFirst())
                .isEqualTo("x,y,arm");
        Path file = folder.resolve("moons.csv");
        Cli.Outcome out = Cli.run("sample", "moons", "--rows", 10, "--out", file);
        assertThat(out.out()).contains("10 rows; next: gradus train " + file + " --target moon");
        assertThat(Cli.bytes(file))
                .isEqualTo(Cli.run("sample", "moons", "--rows", 10).out().getBytes(StandardCharsets.UTF_8));
        assertThat(Cli.run("sample").out()).contains("spirals\n", "polynomial\n");
    }

    @Test
    void help_lists_commands_and_exit_codes_and_doctor_says_what_runs() {
        assertThat(Cli.run("--help").out()).contains("train", "resume", "Exit codes:", "training diverged");
        assertThat(Cli.run("help", "train").out()).contains("--target", "--hidden", "FILE");
        assertThat(Cli.run().out()).contains("COMMAND");
        assertThat(Cli.run("--version").out()).startsWith("gradus ");
        Cli.Outcome doctor = Cli.run("doctor");
        assertThat(doctor.lines().getFirst()).contains("gradus ", "runs on ", "threads");
        assertThat(doctor.out()).contains("attention", "bfloat16");
        assertThat(List.of(Cli.run("doctor", "--json").out().split("\""))).contains("backend");
    }
}
