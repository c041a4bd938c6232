package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.cli.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigTest {
    @TempDir
    private Path folder;

    /// Renewed by `gradus config --schema --out docs/gradus.schema.json`.
    @Test
    void the_schema_beside_the_documents_is_that_of_the_settings() throws IOException {
        Path kept = Path.of(System.getProperty("gradus.root", ".."), "docs/gradus.schema.json");
        if (System.getProperty("gradus.golden", "compare").equals("write")) {
            assertThat(Cli.run("config", "--schema", "--out", kept).code()).isZero();
        }
        assertThat(Cli.run("config", "--schema").out()).isEqualTo(Files.readString(kept));
    }

    @Test
    void a_key_a_section_and_the_end_of_a_path_are_explained() {
        assertThat(Cli.run("config", "--explain", "training.epochs").out())
                .contains("training.epochs   --epochs", "default: chosen to suit the data", "value: a whole number");
        assertThat(Cli.run("config", "--explain", "optimizer").out())
                .startsWith("training.optimizer.name ")
                .contains("one of sgd, momentum")
                .doesNotContain("training.epochs");
        assertThat(Cli.run("config", "--explain", "epochs").out()).startsWith("training.epochs ");
        assertThat(Cli.run("config", "--explain").lines().stream().filter(line -> line.startsWith("  default: ")))
                .hasSameSizeAs(Settings.all());
        assertThat(Cli.run("config", "--explain", "training.epoch").err()).contains("did you mean 'training.epochs'?");
        assertThat(Cli.run("config").code()).isEqualTo(2);
    }

    @Test
    void keys_with_values_win_over_the_file_and_may_be_shortened() {
        Path config = Cli.write(
                folder,
                "train.yaml",
                "data: {file: '" + Cli.sample("spirals.csv") + "', target: arm}\ntraining: {epochs: 50}\n");
        Cli.Outcome trained = Cli.run(
                "train",
                config,
                "training.epochs=2",
                "optimizer.learningRate=1e-3",
                "members=1",
                "output.model=" + folder.resolve("m.gradus"),
                "runDirectory=" + folder.resolve("run"));
        assertThat(trained.err()).isEmpty();
        assertThat(trained.out()).contains("epoch 2/2");
        assertThat(new String(Cli.bytes(folder.resolve("run/config.yaml")), StandardCharsets.UTF_8))
                .contains("\n    learningRate: 0.001\n", "\n  members: 1\n");
    }

    @Test
    void a_misspelt_key_and_a_second_file_are_refused() {
        Object table = Cli.sample("spirals.csv");
        assertThat(Cli.run("train", table, "--target", "arm", "optimizer.learningRat=1")
                        .err())
                .contains("there is no key optimizer.learningRat; did you mean 'optimizer.learningRate'?");
        assertThat(Cli.run("train", table, "other.csv").err()).contains("there is nothing to do with 'other.csv'");
        assertThat(Cli.run("train", table, "--target", "arm", "epochs=many").err())
                .contains("it takes a whole number, got 'many'");
    }

    @Test
    void a_configuration_names_its_schema_for_editors() {
        assertThat(Cli.run("init", Cli.sample("spirals.csv"), "--target", "arm").out())
                .startsWith("# yaml-language-server: $schema=gradus.schema.json\n");
    }
}
