package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gradus tune` tries what its seed and its earlier trials say, and loses and repeats nothing when it is killed.
class TuneCommandTest {
    private static final int PATIENCE = 240;
    private static final String RATE = "optimizer.learningRate=log(1e-4,1e-1)";

    @TempDir
    private Path folder;

    /// Sixty rows of two numbers and a class.
    private Path table() {
        StringBuilder text = new StringBuilder("x,z,y\n");
        for (int i = 0; i < 60; i++) {
            text.append(i * 0.1)
                    .append(',')
                    .append(i % 7)
                    .append(',')
                    .append(i % 7 > 3 ? "a" : "b")
                    .append('\n');
        }
        return Cli.write(folder, "rows.csv", text.toString());
    }

    /// A search of a small network in a study of its own.
    private List<String> words(String study, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "tune",
                table().toString(),
                "--target",
                "y",
                "--members",
                "1",
                "--epochs",
                "9",
                "--search",
                RATE,
                "--search",
                "network.hidden=choice(4|8,4)",
                "--study",
                folder.resolve(study).toString(),
                "--out",
                folder.resolve(study + ".yaml").toString(),
                "--output.checkpointSeconds",
                "0"));
        words.addAll(List.of(more));
        return words;
    }

    private Cli.Outcome run(String study, String... more) {
        return Cli.run(words(study, more).toArray());
    }

    /// The trials of a study without their seconds.
    private List<String> trials(String study) throws IOException {
        return Files.readAllLines(folder.resolve(study).resolve("outcomes.jsonl")).stream()
                .filter(line -> line.contains("\"event\":\"trial\""))
                .map(line -> line.replaceFirst(",\"seconds\":[^,}]*", ""))
                .toList();
    }

    @Test
    void it_ranks_trials_and_writes_a_configuration_that_train_reads() throws IOException {
        Cli.Outcome outcome = run("first", "--trials", "3");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("trial 3: learningRate=", "trial", "learningRate", "hidden", "Next: gradus train ");
        assertThat(trials("first")).hasSize(3).doesNotHaveDuplicates();
        assertThat(folder.resolve("first.yaml")).content().doesNotContain("first.yaml");
        assertThat(Cli.files(folder.resolve("first"))).noneMatch(file -> file.endsWith(".state"));
        Cli.Outcome trained = Cli.run(
                "train",
                folder.resolve("first.yaml"),
                "--out",
                folder.resolve("m.gradus"),
                "--run-dir",
                folder.resolve("run"));
        assertThat(trained.code()).as(trained.err()).isZero();
    }

    @Test
    void the_same_command_again_trains_nothing_and_more_trials_go_on() throws IOException {
        assertThat(run("once", "--trials", "2").code()).isZero();
        List<String> two = trials("once");
        byte[] outcomes = Cli.bytes(folder.resolve("once/outcomes.jsonl"));
        assertThat(run("once", "--trials", "2").code()).isZero();
        assertThat(Cli.bytes(folder.resolve("once/outcomes.jsonl"))).isEqualTo(outcomes);
        assertThat(run("once", "--trials", "4").code()).isZero();
        assertThat(trials("once")).hasSize(4).startsWith(two.toArray(String[]::new));
    }

    @Test
    void halving_goes_on_with_the_best_from_their_checkpoints() throws IOException {
        Cli.Outcome outcome = run("halved", "--trials", "9", "--halving", "--sampler", "random");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(trials("halved")).hasSizeGreaterThanOrEqualTo(13);
        assertThat(trials("halved")).anyMatch(line -> line.contains("\"rung\":2") && line.contains("\"epochs\":9,"));
        assertThat(run("few", "--trials", "8", "--halving").err()).contains("of fewer than 9 trials none would be");
    }

    @Test
    void out_of_time_within_a_trial_it_goes_on_to_the_same_trials() throws IOException {
        assertThat(run("whole", "--trials", "6", "--halving", "--epochs", "6").code())
                .isZero();
        for (String time : List.of("0.05s", "0.2s", "0.4s")) {
            run("parts", "--trials", "6", "--halving", "--epochs", "6", "--time", time);
        }
        assertThat(run("parts", "--trials", "6", "--halving", "--epochs", "6").code())
                .isZero();
        assertThat(trials("parts")).isEqualTo(trials("whole"));
        assertThat(folder.resolve("parts.yaml")).hasSameTextualContentAs(folder.resolve("whole.yaml"));
    }

    @Test
    void killed_it_goes_on_to_the_same_trials() throws IOException, InterruptedException {
        assertThat(run("whole", "--trials", "12").code()).isZero();
        Process process = Cli.process(folder, words("killed", "--trials", "12"));
        Path outcomes = folder.resolve("killed/outcomes.jsonl");
        for (int i = 0; i < PATIENCE * 100 && process.isAlive() && !hasLines(outcomes, 3); i++) {
            Thread.sleep(10);
        }
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        List<String> before = Files.readAllLines(outcomes);
        assertThat(before).hasSizeGreaterThanOrEqualTo(3);
        Cli.Outcome again = run("killed", "--trials", "12");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Files.readAllLines(outcomes)).startsWith(before.toArray(String[]::new));
        assertThat(trials("killed")).isEqualTo(trials("whole"));
        assertThat(folder.resolve("killed.yaml")).hasSameTextualContentAs(folder.resolve("whole.yaml"));
    }

    private static boolean hasLines(Path file, int count) throws IOException {
        return Files.exists(file) && Files.readAllLines(file).size() >= count;
    }

    @Test
    void a_space_can_be_a_file_and_ends_when_all_of_it_was_tried() throws IOException {
        Path space = Cli.write(folder, "space.yaml", "network:\n  activation: [relu, tanh]\n  hidden: [[4], [8, 4]]\n");
        Cli.Outcome outcome = Cli.run(
                "tune",
                table(),
                "--target",
                "y",
                "--members",
                "1",
                "--epochs",
                "1",
                "--space",
                space,
                "--study",
                folder.resolve("all"),
                "--out",
                folder.resolve("all.yaml"));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(trials("all")).hasSize(4);
        assertThat(Files.readString(folder.resolve("all.yaml"))).contains("hidden: [", "activation: ");
    }

    @Test
    void what_cannot_be_looked_for_is_refused_before_anything_is_trained() {
        refused("network.hiden=choice(4|8)", "there is no key network.hiden", "network.hidden");
        refused("training.seed=choice(1,2)", "keys of network and training other than the seed");
        refused("data.split.validation=linear(0.1,0.2)", "judged by the same rows");
        refused("learningRate=between(1,2)", "a range must be log(a,b), linear(a,b) or choice(a,b,…)");
        refused("learningRate=log(0.1,0.01)", "must begin below its end");
        refused("learningRate=log(0,0.01)", "must begin above 0");
        refused("learningRate=log(1e-4)", "a range has two numbers");
        refused("learningRate=linear(-1,0.01)", "learningRate cannot be -1");
        refused("network.activation=choice(relu,rleu)", "network.activation cannot be rleu");
        refused("network.hidden=linear(4,8)", "its range must be choice(a|b|…)");
        refused("network.hidden=choice(64,128-64)", "got '128-64'");
        refused("training.batchSize=linear(1.5,8)", "must have whole ends");
        refused("network.members=choice(1,4)", "add --validation 0.15");
        refused("learningRate", "it must be KEY=RANGE");
    }

    private void refused(String range, String... messages) {
        Cli.Outcome outcome = Cli.run(
                "tune",
                table(),
                "--target",
                "y",
                "--epochs",
                "1",
                "--search",
                range,
                "--study",
                folder.resolve("refused"),
                "--out",
                folder.resolve("refused.yaml"));
        assertThat(outcome.code()).as(range).isEqualTo(2);
        assertThat(outcome.err()).contains(messages);
        assertThat(folder.resolve("refused.yaml")).doesNotExist();
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    @Test
    void other_uses_that_make_no_sense_are_refused() {
        assertThat(Cli.run("tune", table(), "--target", "y").err()).contains("something must be looked for");
        assertThat(run("s", "--trials", "0").err()).contains("--trials: there must be at least 1, got 0");
        assertThat(run("s", "--validation", "0").err()).contains("rows that they do not learn from");
        assertThat(run("s", "--search", "training.epochs=linear(1,5)", "--halving")
                        .err())
                .contains("training.epochs is looked for as well");
        Path broken = Cli.write(folder, "broken.yaml", "network: [relu\n");
        assertThat(run("s", "--space", broken.toString()).err()).contains("broken.yaml", "must be YAML");
        assertThat(run("s", "--space", folder.resolve("none.yaml").toString()).code())
                .isEqualTo(4);
        assertThat(run("mine", "--trials", "1").code()).isZero();
        Cli.Outcome other = run("mine", "--trials", "1", "--sampler", "random");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("choose another --study, or remove the folder");
    }
}
