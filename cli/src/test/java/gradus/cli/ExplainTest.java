package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `gradus explain` on models and runs that were trained just before.
class ExplainTest {
    private static final Path SPIRALS = Cli.sample("spirals.csv");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() {
        trained(
                "spirals",
                SPIRALS,
                "--target",
                "arm",
                "--steps",
                5,
                "--members",
                1,
                "--network",
                "dense(3) tanh dense(classes)");
        Path text = Cli.write(folder, "story.txt", "once upon a time, in a house.\n".repeat(20));
        trained(
                "reads",
                text,
                "--task",
                "language-model",
                "--context",
                4,
                "--steps",
                2,
                "--network",
                "embedding(3) lstm(2) dense(classes)");
        StringBuilder series = new StringBuilder("a,b\n");
        for (int i = 0; i < 60; i++) {
            series.append(Math.sin(i)).append(',').append(Math.cos(i)).append('\n');
        }
        Path waves = Cli.write(folder, "series.csv", series.toString());
        trained(
                "series",
                waves,
                "--task",
                "forecast",
                "--horizon",
                2,
                "--look-back",
                4,
                "--steps",
                2,
                "--network",
                "gru(2,last) dense(classes)");
    }

    private static void trained(String name, Path data, Object... flags) {
        List<Object> all = new ArrayList<>(List.of("train", data));
        all.addAll(List.of(flags));
        all.addAll(List.of("--out", model(name), "--run-dir", folder.resolve("run-" + name)));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.code()).as(out.err()).isZero();
    }

    private static Path model(String name) {
        return folder.resolve(name + ".gradus");
    }

    private static String explained(Object... flags) {
        List<Object> all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(flags));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.code()).as(out.err()).isZero();
        return out.out();
    }

    @Test
    void a_row_is_told_with_columns_and_answer() {
        String text = explained(model("spirals"), "--data", SPIRALS, "--row", 3);
        assertThat(text)
                .contains("row 3", "The loss falls", "∂C/∂W¹[1,2]", "W′¹[1,2]")
                .doesNotContain("✗");
    }

    @Test
    void formats_follow_the_ending_of_the_file() throws IOException {
        for (String ending : List.of("txt", "md", "json", "html")) {
            Path out = folder.resolve("step." + ending);
            explained(model("spirals"), "--data", SPIRALS, "--steps", ending.equals("json") ? 1 : 2, "--out", out);
            assertThat(Files.readString(out))
                    .contains(
                            switch (ending) {
                                case "md" -> "\\frac{\\partial C}{\\partial W^{1}_{1,2}}";
                                case "json" -> "\"format\": \"gradus-explanation\"";
                                case "html" -> "<!DOCTYPE html>";
                                default -> "∂C/∂W¹[1,2]";
                            });
        }
    }

    @Test
    void a_step_of_a_run_is_replayed_with_the_memory_of_the_optimizer() {
        String first = explained(folder.resolve("run-spirals"), "--step", 1, "--weight", "layers.0.weight[1,2]");
        String third = explained(folder.resolve("run-spirals"), "--step", 3, "--weight", "layers.0.weight[1,2]");
        assertThat(first).contains("m′(W¹[1,2]) = m(W¹[1,2]) · 0.9");
        assertThat(third).contains("m′(W¹[1,2]) = m(W¹[1,2]) · 0.9").isNotEqualTo(first);
    }

    @Test
    void texts_and_series_are_told_through_time() {
        assertThat(explained(model("reads"), "--data", folder.resolve("story.txt"), "--time", 2))
                .contains("Forget gate f²", "step 2");
        assertThat(explained(model("series"), "--data", folder.resolve("series.csv"), "--row", 2))
                .contains("Update gate u");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--row 100000|--row, --rows: there are",
                "--layer layers.9|there is no layer or parameter 'layers.9'",
                "--weight layers.0.weight[9,1]|must fit its shape [2, 3]",
                "--weight layers.0.weight|--weight: it must be the path of a parameter and indices",
                "--neuron 2|--neuron: a unit belongs to a layer",
                "--time 2|the network has no time steps",
                "--step 2|--step: a model does not know the steps of its run",
                "--steps 0|--steps: at least one step",
                "--steps 2 --format json|--steps: JSON holds one step"
            })
    void what_can_not_be_told_is_refused_in_prose(String flags, String words) {
        List<Object> all = new ArrayList<>(List.of("explain", model("spirals"), "--data", SPIRALS));
        all.addAll(List.of(flags.split(" ")));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.code()).isNotZero();
        assertThat(out.err()).contains(words).doesNotContain("Exception");
    }
}
