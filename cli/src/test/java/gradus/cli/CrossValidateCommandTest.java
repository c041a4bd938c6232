package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gradus cross-validate` measures each fold once and goes on where it was.
class CrossValidateCommandTest {
    private static final int PATIENCE = 240;

    @TempDir
    private Path folder;

    private Cli.Outcome run(Object... more) {
        return Cli.run(words("study", more).toArray());
    }

    private List<String> words(String study, Object... more) {
        List<String> words = new ArrayList<>(List.of(
                "cross-validate",
                Cli.sample("spirals.csv").toString(),
                "--target",
                "arm",
                "--members",
                "1",
                "--hidden",
                "8",
                "--epochs",
                "2",
                "--study",
                folder.resolve(study).toString()));
        Stream.of(more).map(Object::toString).forEach(words::add);
        return words;
    }

    @Test
    void it_tells_scores_of_folds_mean_and_spread_and_writes_an_answer_for_each_row() throws IOException {
        Path answers = folder.resolve("answers.csv");
        Cli.Outcome outcome = run("--folds", 3, "--out", answers);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("fold 1: accuracy", "fold 3: accuracy", "accuracy: 0.", " ± ");
        int rows = Files.readAllLines(Cli.sample("spirals.csv")).size();
        assertThat(Files.readAllLines(answers)).hasSize(rows);
        assertThat(Files.readAllLines(answers).getFirst())
                .endsWith("arm,fold,prediction,probability of a,probability of b,probability of c");
        assertThat(Files.readAllLines(folder.resolve("study/outcomes.jsonl"))).hasSize(3);
    }

    @Test
    void the_same_command_again_trains_nothing_and_says_the_same() {
        Cli.Outcome first = run("--folds", 2);
        Cli.Outcome again = run("--folds", 2);
        assertThat(again.code()).isZero();
        assertThat(again.out()).doesNotContain("fold 1: accuracy");
        assertThat(first.out()).endsWith(again.out());
    }

    @Test
    void killed_it_goes_on_to_the_same_scores() throws IOException, InterruptedException {
        Object[] flags = {"--folds", 8, "--output.checkpointSeconds", 0};
        Cli.Outcome whole = run(flags);
        assertThat(whole.code()).as(whole.err()).isZero();
        Process process = Cli.process(folder, words("killed", flags));
        Path outcomes = folder.resolve("killed/outcomes.jsonl");
        for (int i = 0; i < PATIENCE * 100 && process.isAlive() && !Files.exists(outcomes); i++) {
            Thread.sleep(10);
        }
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        List<String> before = Files.readAllLines(outcomes);
        Cli.Outcome again = Cli.run(words("killed", flags).toArray());
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Files.readAllLines(outcomes))
                .startsWith(before.toArray(String[]::new))
                .isEqualTo(Files.readAllLines(folder.resolve("study/outcomes.jsonl")));
        assertThat(whole.out()).endsWith(again.out().substring(again.out().indexOf("accuracy: ")));
    }

    @Test
    void another_command_does_not_go_on_in_its_folder() {
        assertThat(run("--folds", 2).code()).isZero();
        Cli.Outcome other = run("--folds", 3);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err())
                .contains("it goes on only with the command, settings, data and version that it began with");
    }

    @Test
    void flags_that_do_not_go_together_are_refused() {
        assertThat(run("--group", "x", "--deal", "plain").err()).contains("groups are dealt in one way");
        assertThat(run("--deal", "sliding", "--repeats", 2).err()).contains("are the same each time");
        assertThat(run("--test-fraction", "0.2").err()).contains("chooses itself which rows judge");
        assertThat(Cli.run("cross-validate", Cli.sample("sine.csv"), "--task", "language-model")
                        .code())
                .isEqualTo(2);
    }
}
