package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.testkit.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that another system trained become model files.
final class ImportTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("gradus.root", "..")).resolve("golden/pretrained");
    private static final String DIGITS =
            "conv(8,3) relu conv(16,3) relu conv(24,3) relu batchnorm dense(32) relu" + " dense(classes) batchnorm";

    @TempDir
    private Path folder;

    private Cli.Outcome digits(String... more) {
        String[] first = {
            "import",
            Shared.path("models/burn-mnist-cnn.safetensors").toString(),
            "--image=28x28x1",
            "--mean=0.1307",
            "--std=0.3081",
            "--out=" + folder.resolve("digits.gradus")
        };
        Object[] all = Stream.of(first, more).flatMap(Arrays::stream).toArray();
        return Cli.run(all);
    }

    @Test
    void a_state_dict_of_digits_becomes_a_model_and_the_table_tells_how() {
        Cli.Outcome cli = digits("--network=" + DIGITS, "--labels=0,1,2,3,4,5,6,7,8,9");
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out() + cli.err())
                .containsPattern("layers.0.weight +\\[3, 3, 1, 8] +conv1.weight +\\[8, 1, 3, 3] +fitted");
        Cli.Outcome summary = Cli.run("summary", folder.resolve("digits.gradus").toString());
        assertThat(summary.code()).as(summary.err()).isZero();
    }

    @Test
    void what_is_not_said_or_does_not_fit_is_told() {
        assertThat(digits().err()).contains("--network WORDS must say what the tensors are for");
        assertThat(digits("--network=" + DIGITS).err()).contains("--labels A,B,… must say");
        Cli.Outcome other = digits("--network=conv(9,3) relu dense(classes)", "--labels=a,b");
        assertThat(other.code()).isNotZero();
        assertThat(other.err()).contains("each tensor of the network must have a counterpart in the file");
        assertThat(folder.resolve("digits.gradus")).doesNotExist();
    }

    @Test
    void a_folder_of_gpt2_writes_on_and_becomes_a_model_that_writes_the_same() {
        String gpt2 = GOLDEN.resolve("gpt2").toString();
        String model = folder.resolve("gpt2.gradus").toString();
        Cli.Outcome straight = Cli.run("generate", gpt2, "--prompt=the cat", "--length=6", "--temperature=0");
        assertThat(straight.code()).as(straight.err()).isZero();
        assertThat(Cli.run("import", gpt2, "--out=" + model).code()).isZero();
        assertThat(Files.exists(Path.of(model))).isTrue();
        Cli.Outcome saved = Cli.run("generate", model, "--prompt=the cat", "--length=6", "--temperature=0");
        assertThat(saved.out()).isEqualTo(straight.out()).startsWith("the cat");
    }

    @Test
    void a_folder_of_bert_writes_nothing() {
        Cli.Outcome cli = Cli.run("generate", GOLDEN.resolve("bert").toString());
        assertThat(cli.err()).contains("holds a model that gives vectors for texts");
    }
}
