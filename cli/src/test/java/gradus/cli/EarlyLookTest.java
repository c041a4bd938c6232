package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EarlyLookTest {
    @TempDir
    private Path folder;

    private static final String CALM = "--hidden=32";

    @Test
    void a_smoke_test_goes_through_everything_and_leaves_nothing() throws IOException {
        Path run = folder.resolve("run");
        Path model = folder.resolve("m.gradus");
        Cli.Outcome smoke = Cli.run(
                "train", Cli.sample("spirals.csv"), "--target", "arm", "--smoke", "--run-dir", run, "--out", model);
        assertThat(smoke.err()).isEmpty();
        assertThat(smoke.out())
                .contains("a step on ", "measurement on the validation: ", "files of model and state")
                .containsPattern("prediction by the model that was read: \\d+ numbers, the same as before")
                .contains("All of it works; nothing was left behind.");
        assertThat(run).doesNotExist();
        assertThat(model).doesNotExist();
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.map(Path::toString)).noneMatch(name -> name.contains("gradus-smoke"));
        }
    }

    @Test
    void a_text_goes_through_everything_too() {
        Path text = Cli.write(folder, "text.txt", "to be or not to be that is the question ".repeat(40));
        Cli.Outcome smoke = Cli.run(
                "train",
                text,
                "--task",
                "language-model",
                "--network",
                "embedding(8) gru(8) dense(classes)",
                "--smoke");
        assertThat(smoke.err()).isEmpty();
        assertThat(smoke.out()).contains("All of it works");
    }

    @Test
    void a_network_that_can_learn_knows_a_few_samples_by_heart() {
        Cli.Outcome able = Cli.run(
                "train",
                Cli.sample("spirals.csv"),
                "--target",
                "arm",
                "--members",
                1,
                CALM,
                "--dropout",
                0.5,
                "--learning-rate",
                0.02,
                "--overfit",
                8);
        assertThat(able.out()).containsPattern("It can: the loss went from \\S+ to \\S+ in \\d+ steps\\.");
    }

    @Test
    void a_network_that_cannot_is_told_with_what_to_look_for() {
        Path table = Cli.write(folder, "same.csv", "x,y\n" + "1,a\n1,b\n2,a\n2,b\n".repeat(10));
        Cli.Outcome unable = Cli.run(
                "train",
                table,
                "--target",
                "y",
                "--type",
                "x=number",
                "--members",
                1,
                "--hidden",
                4,
                "--learning-rate",
                0.05,
                "--overfit",
                16);
        assertThat(unable.code()).isZero();
        assertThat(unable.out()).contains("It could not: ", "samples that are alike but have other targets");
        assertThat(Cli.run("train", table, "--target", "y", "--overfit", 4000).err())
                .contains("1 to ", "got 4000");
    }
}
