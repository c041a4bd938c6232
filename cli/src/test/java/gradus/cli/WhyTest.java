package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs that went wrong are asked why.
final class WhyTest {
    private static final int OUTLIER = 41; // the line of the file, of which the first is the header

    @TempDir
    private static Path folder;

    @BeforeAll
    static void runs() {
        List<String> lines = new ArrayList<>(List.of("width,height,weight"));
        for (int i = 0; i < 60; i++) {
            double width = Key.of(1).uniform(2L * i);
            double height = Key.of(1).uniform(2L * i + 1);
            double weight = i == OUTLIER - 2 ? 900 : 3 * width + height;
            lines.add(width + "," + height + "," + weight);
        }
        Path data = Cli.write(folder, "boxes.csv", String.join("\n", lines) + "\n");
        train(
                0,
                data,
                "outlier",
                "--optimizer",
                "adam",
                "--learning-rate",
                0.01,
                "--validation",
                0,
                "--test-fraction",
                0,
                "--batch-size",
                60);
        train(3, data, "boom", "--optimizer", "sgd", "--learning-rate", 1e9);
        train(
                0,
                data,
                "plateau",
                "--optimizer",
                "sgd",
                "--learning-rate",
                0.5,
                "--training.optimizer.schedule.plateau.patience",
                0,
                "--training.optimizer.schedule.plateau.factor",
                0.5);
        String story =
                new Random(1).ints(600, 'a', 'f').mapToObj(Character::toString).collect(Collectors.joining());
        Path text = Cli.write(folder, "story.txt", story);
        trained(
                0,
                "reads",
                text,
                "--task",
                "language-model",
                "--context",
                8,
                "--network",
                "embedding(3) lstm(2) dense(classes)",
                "--epochs",
                2);
        StringBuilder series = new StringBuilder("a,b\n");
        for (int t = 0; t < 80; t++) {
            series.append(Math.sin(t / 3.0))
                    .append(',')
                    .append(Math.cos(t / 4.0))
                    .append('\n');
        }
        Path times = Cli.write(folder, "times.csv", series.toString());
        trained(
                0,
                "times",
                times,
                "--task",
                "forecast",
                "--horizon",
                2,
                "--network",
                "gru(2,last) dense(classes)",
                "--epochs",
                2);
    }

    private static void train(int code, Path data, String name, Object... flags) {
        List<Object> all = new ArrayList<>(List.of(
                "--target", "weight", "--network", "dense(8) tanh dense(classes)", "--members", 1, "--epochs", 6));
        all.addAll(List.of(flags));
        trained(code, name, data, all.toArray());
    }

    private static void trained(int code, String name, Path data, Object... flags) {
        List<Object> all = new ArrayList<>(List.of("train", data, "--run-dir", folder.resolve(name)));
        all.addAll(List.of("--out", folder.resolve(name + ".gradus")));
        all.addAll(List.of(flags));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.code()).as(out.err()).isEqualTo(code);
    }

    private static String why(String run, Object... flags) {
        List<Object> all = new ArrayList<>(List.of("why", folder.resolve(run)));
        all.addAll(List.of(flags));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.code()).as(out.err()).isZero();
        return out.out().replaceAll("\\s+", " ");
    }

    @Test
    void a_run_that_exploded_is_asked_where_numbers_stopped_being_finite() {
        assertThat(why("boom"))
                .contains(
                        "is the first in which a number stops being finite",
                        "The first number that is not finite is made in the",
                        "beyond the largest float32",
                        "What it is made of");
    }

    @Test
    void a_wrong_row_is_told_by_its_line_with_its_values() {
        assertThat(why("outlier", "--step", 4))
                .contains(
                        "bit for bit",
                        "One of 60 samples, line " + OUTLIER + ", makes",
                        "it should be 900",
                        "width 0.",
                        "height 0.");
    }

    @Test
    void a_step_is_chosen_by_what_the_run_wrote_down() {
        assertThat(why("outlier")).contains("No step was asked for; update", "largest rise of the loss", "bit for bit");
    }

    @Test
    void rates_that_a_plateau_lowered_are_those_of_the_run() throws IOException {
        List<String> epochs = Files.readAllLines(folder.resolve("plateau/events.jsonl")).stream()
                .filter(line -> line.startsWith("{\"event\":\"epoch\""))
                .toList();
        String last = epochs.getLast().replaceAll(".*\"learningRate\":([0-9.E-]+).*", "$1");
        String step = epochs.getLast().replaceAll(".*\"step\":(\\d+).*", "$1");
        assertThat(Double.parseDouble(last)).isLessThan(0.5);
        assertThat(why("plateau", "--step", step, "--format", "json"))
                .contains("\"rate\" : " + last, "\"same\" : true");
        Cli.Outcome told = Cli.run("explain", folder.resolve("plateau"), "--step", step, "--check-seconds", 0);
        assertThat(told.out()).contains("learning rate " + last);
    }

    @Test
    void a_checkpoint_before_the_step_gives_the_answer_of_the_start() throws IOException {
        String fromStart = why("outlier", "--step", 5);
        Path state = folder.resolve("outlier/state.gradus");
        byte[] last = Files.readAllBytes(state);
        Path copy = folder.resolve("copy");
        Cli.Outcome out = Cli.run(
                "train",
                folder.resolve("boxes.csv"),
                "--target=weight",
                "--network=dense(8) tanh dense(classes)",
                "--members=1",
                "--epochs=6",
                "--steps=3",
                "--optimizer=adam",
                "--validation=0",
                "--test-fraction=0",
                "--batch-size=60",
                "--learning-rate=0.01",
                "--run-dir=" + copy,
                "--out=" + folder.resolve("copy.gradus"));
        assertThat(out.code()).as(out.err()).isZero();
        Files.write(state, Files.readAllBytes(copy.resolve("state.gradus")));
        try {
            assertThat(why("outlier", "--step", 5)).isEqualTo(fromStart);
        } finally {
            Files.write(state, last);
        }
    }

    @Test
    void texts_and_series_are_told_in_their_own_words() {
        assertThat(why("reads", "--step", 2)).contains("window ", "of the epoch", "text “");
        assertThat(why("times", "--step", 2)).contains("rows ", "forecast ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--step 0|--step: updates are counted from 1, got 0|2",
                "--step 100000|--step: the run has done|2",
                "--top 0|--top: at least one parameter|2"
            })
    void what_can_not_be_told_is_refused_in_prose(String flags, String words, int code) {
        List<Object> all = new ArrayList<>(List.of("why", folder.resolve("outlier")));
        all.addAll(List.of(flags.split(" ")));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.code()).isEqualTo(code);
        assertThat(out.err()).contains(words).doesNotContain("Exception");
    }

    @Test
    void changed_data_are_refused() throws IOException {
        Path data = folder.resolve("boxes.csv");
        byte[] bytes = Files.readAllBytes(data);
        try {
            Files.writeString(data, Files.readString(data) + "1,2,3\n");
            Cli.Outcome out = Cli.run("why", folder.resolve("outlier"));
            assertThat(out.code()).isEqualTo(1);
            assertThat(out.err()).contains("why ", "has changed since the run began");
        } finally {
            Files.write(data, bytes);
        }
    }
}
