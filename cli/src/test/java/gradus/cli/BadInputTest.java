package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mistake ends with one message in prose, a status other than 0, and nothing half written.
class BadInputTest {
    private static final Path SPIRALS = Cli.sample("spirals.csv");

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    private static Path model;

    @BeforeAll
    static void train() {
        model = models.resolve("m.gradus");
        Cli.Outcome out = Cli.run(
                "train", SPIRALS, "--target", "arm", "--epochs", 1, "--out", model, "--run-dir", models.resolve("r"));
        assertThat(out.code()).as(out.err()).isZero();
    }

    private Cli.Outcome train(String csv, Object... more) {
        Path file = Cli.write(folder, "data.csv", csv);
        Object[] args = Stream.concat(
                        Stream.of(
                                "train",
                                file,
                                "--target",
                                "y",
                                "--out",
                                folder.resolve("o.gradus"),
                                "--run-dir",
                                folder.resolve("run"),
                                "--epochs",
                                2),
                        Stream.of(more))
                .toArray();
        return Cli.run(args);
    }

    private void refused(Cli.Outcome out, int code, String message) {
        assertThat(out.err()).startsWith("error: ").contains(message).doesNotContain("\tat ");
        assertThat(out.err().lines()).hasSize(1);
        assertThat(out.code()).isEqualTo(code);
        assertThat(Cli.files(folder)).noneMatch(file -> file.endsWith(".gradus") || file.endsWith(".tmp"));
    }

    private static String rows(String header, int count, String... cells) {
        StringBuilder text = new StringBuilder(header + "\n");
        for (int i = 0; i < count; i++) {
            text.append(cells[i % cells.length].replace("#", Integer.toString(i * 7 % 13)))
                    .append('\n');
        }
        return text.toString();
    }

    static List<Arguments> tables() {
        return List.of(
                Arguments.of("empty file", "", 1, "the file is empty"),
                Arguments.of("header only", "x,y\n", 1, "the file has only a header (x, y)"),
                Arguments.of(
                        "ragged rows", rows("x,y", 30, "#.5,a", "#.25,b") + "1,2,3\n", 1, "line 32 has 3 (1 | 2 | 3)"),
                Arguments.of(
                        "target not found",
                        rows("x,why", 30, "#,a", "#.5,b"),
                        1,
                        "there is no column 'y', the columns are x, why"),
                Arguments.of(
                        "one class only",
                        rows("x,y", 30, "#.5,a"),
                        1,
                        "at least two different values, but all 30 rows have 'a'"),
                Arguments.of("target all missing", rows("x,y", 30, "#.5,"), 1, "all 30 are missing"),
                Arguments.of(
                        "all other columns constant",
                        rows("x,z,y", 30, "1,,a", "1,,b"),
                        1,
                        "no other column can be learned from (x: one value only: '1'; z: no value at all)"),
                Arguments.of(
                        "more classes than rows allow", idClasses(), 1, "is it an identifier? Choose another column"),
                Arguments.of("no columns but the target", rows("y", 30, "a", "b"), 1, "the table has no other column"));
    }

    private static String idClasses() {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 40; i++) {
            text.append(i * 0.5).append(",name").append(i).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void a_table_that_cannot_be_learned_from_is_refused(String name, String csv, int code, String message) {
        refused(train(csv), code, message);
        assertThat(Cli.files(folder)).containsExactly("data.csv");
    }

    @Test
    void a_missing_file_is_told_with_the_nearest_name() {
        refused(
                Cli.run("train", Cli.sample("spiral.csv"), "--target", "arm"),
                4,
                "there is no such file; did you mean 'spirals.csv'?");
    }

    @Test
    void text_among_numbers_and_infinite_numbers_are_told_and_taken_as_missing() {
        String csv = rows("x,z,y", 60, "#.5,1#,a", "#.25,2#,b") + "oops,3,a\n1,inf,b\n";
        Cli.Outcome out = train(csv);
        assertThat(out.code()).as(out.err()).isZero();
        assertThat(out.out())
                .contains("note: column 'x': 1 cell is neither missing nor like the others ('oops', first in line 62)")
                .contains("note: column 'z': 1 cell is neither missing nor like the others ('inf', first in line 63)");
    }

    @Test
    void text_in_a_column_said_to_be_numbers_is_refused() {
        refused(
                train(rows("x,z,y", 30, "#.5,red,a", "#.25,blue,b"), "--type", "z=number"),
                1,
                "column 'z': to be used as numbers most cells must be numbers, but 30 of 30 are not, such as 'red' in line 2");
        refused(train(rows("x,y", 30, "#.5,a", "#.25,b"), "--type", "q=number"), 1, "there is no column 'q'");
    }

    static List<Arguments> options() {
        return List.of(
                Arguments.of(List.of("--epochs", "-3"), "epochs must be 1 or more, got -3"),
                Arguments.of(List.of("--epochs", "ten"), "--epochs: it takes a whole number, got 'ten'"),
                Arguments.of(
                        List.of("--epochs", "99999999999"),
                        "training.epochs must be a whole number of at most 2147483647"),
                Arguments.of(List.of("--batch-size", "0"), "batchSize must be 1 or more, got 0"),
                Arguments.of(List.of("--learning-rate", "-1"), "learningRate must be a number above 0, got -1.0"),
                Arguments.of(List.of("--learning-rate", "nan"), "--learning-rate: it takes a number, got 'nan'"),
                Arguments.of(List.of("--dropout", "1"), "dropout: the rate must be at least 0 and below 1, got 1.0"),
                Arguments.of(List.of("--hidden", "64,-1"), "sizes of hidden layers must be positive, got [64, -1]"),
                Arguments.of(List.of("--activation", "rellu"), "\"rellu\""),
                Arguments.of(List.of("--optimizer", "adm"), "did you mean 'adam'?"),
                Arguments.of(List.of("--validation", "1.5"), "a share must be 0 or more and below 1, got 1.5"),
                Arguments.of(List.of("--threads", "0"), "threads must be 1 or more, got 0"),
                Arguments.of(List.of("--type", "x"), "--type: it takes pairs such as {age: number}, got 'x'"),
                Arguments.of(List.of("--type", "x=nummer"), "did you mean 'number'?"),
                Arguments.of(List.of("--epochz", "3"), "there is no option --epochz; did you mean '--epochs'?"),
                Arguments.of(List.of("--momentum", "0.9"), "momentum goes with the optimizers momentum and nesterov"),
                Arguments.of(List.of("--freeze", "nothing.**"), "training: freeze"),
                Arguments.of(
                        List.of("--micro-batch", "8"), "micro-batch: samples with folds are computed as whole batches"),
                Arguments.of(List.of("--weight-average", "1"), "average must be below 1, got 1.0"),
                Arguments.of(List.of("--last-batch", "dorp"), "did you mean 'drop'?"),
                Arguments.of(List.of("--separator", ";;"), "data.format.separator: it must be one character, got ';;'"),
                Arguments.of(List.of("--backend", "gpu"), "backend"),
                Arguments.of(List.of("more.csv"), "there is nothing to do with 'more.csv'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void an_option_that_makes_no_sense_is_refused(List<String> given, String message) {
        assumeTrue(!given.contains("--backend"), "the backend of this process is chosen already");
        refused(train(rows("x,y", 30, "#.5,a", "#.25,b"), given.toArray()), 2, message);
    }

    @Test
    void a_command_line_without_what_it_needs_says_what_is_missing() {
        refused(Cli.run("trian"), 2, "there is no command 'trian'; did you mean 'train'?; see gradus --help");
        refused(Cli.run("predict", model), 2, "FILE");
        refused(
                Cli.run("train", SPIRALS),
                2,
                "the columns of " + SPIRALS + " are x, y, arm; for instance --target arm");
        refused(Cli.run("sample", "spiral"), 2, "there is no set called \"spiral\"");
        refused(Cli.run("sample", "moons", "--rows", 0), 2, "between 1 and 10000000, got 0");
    }

    @Test
    void model_files_that_are_none_truncated_or_foreign_are_refused() throws IOException {
        byte[] whole = Cli.bytes(model);
        Path cut = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(whole, whole.length / 2));
        Path foreign = Cli.write(folder, "foreign.bin", "PK this is no model");
        for (String command : List.of("predict", "evaluate")) {
            refused(Cli.run(command, cut, SPIRALS), 1, "read " + cut);
            refused(Cli.run(command, foreign, SPIRALS), 1, "read " + foreign);
            refused(Cli.run(command, folder.resolve("none.bin"), SPIRALS), 4, "there is no such file");
        }
        refused(Cli.run("summary", SPIRALS), 1, "is it the right file?");
    }

    @Test
    void columns_that_a_model_needs_are_all_named() {
        Path other = Cli.write(folder, "other.csv", "xx,z\n1,2\n");
        refused(
                Cli.run("predict", model, other),
                1,
                "the model reads 2 columns, 2 are not there: x, y; the columns are xx, z");
        Path strange = Cli.write(folder, "strange.csv", "x,y\n1,2\nhigh,3\n");
        refused(
                Cli.run("predict", model, strange, "--out", folder.resolve("p.csv")),
                1,
                "column 'x': it holds numbers, got 'high' in line 3");
        assertThat(Files.exists(folder.resolve("p.csv"))).isFalse();
    }

    @Test
    void a_full_disk_and_a_folder_that_is_not_there_are_told() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
        refused(Cli.run("predict", model, Cli.sample("spirals-new.csv"), "--out", "/dev/full"), 4, "the disk is full");
        refused(Cli.run("sample", "moons", "--out", "/dev/full"), 4, "the disk is full");
        Cli.Outcome out = Cli.run(
                "train",
                SPIRALS,
                "--target",
                "arm",
                "--epochs",
                1,
                "--out",
                "/dev/full",
                "--run-dir",
                folder.resolve("run"));
        assertThat(out.code()).isEqualTo(4);
        assertThat(out.err()).contains("the disk is full", "the model lies in " + folder.resolve("run/model.gradus"));
        Path nowhere = folder.resolve("no/where.gradus");
        Cli.Outcome early = Cli.run("train", SPIRALS, "--target", "arm", "--out", nowhere);
        assertThat(early.code()).isEqualTo(4);
        assertThat(early.out()).isEmpty();
        assertThat(early.err()).contains("write " + nowhere, "there is no " + folder.resolve("no"));
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_before_training() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "this user may write everywhere");
        Cli.Outcome out = Cli.run("train", SPIRALS, "--target", "arm", "--out", closed.resolve("m.gradus"));
        assertThat(out.code()).isEqualTo(4);
        assertThat(out.out()).isEmpty();
        assertThat(out.err()).contains("this user has no permission");
    }

    @Test
    void diverging_training_names_step_tensor_and_cure() {
        Cli.Outcome out = Cli.run(
                "train",
                SPIRALS,
                "--target",
                "arm",
                "--learning-rate",
                "1e30",
                "--optimizer",
                "sgd",
                "--out",
                folder.resolve("d.gradus"),
                "--run-dir",
                folder.resolve("run"));
        refused(out, 3, "lower the learning rate (it was 1.0E30)");
        assertThat(out.err()).containsPattern("in step \\d+ .*did not; lower");
        assertThat(Cli.run("--debug", "train", SPIRALS, "--target", "nope").err())
                .contains("\tat gradus.");
    }

    @Test
    void resume_refuses_what_is_no_run_and_data_that_changed() throws IOException {
        refused(Cli.run("resume", folder.resolve("none")), 4, "there is no such folder");
        Path data = Files.copy(SPIRALS, folder.resolve("d.csv"));
        Path run = models.resolve("changing");
        Cli.run("train", data, "--target", "arm", "--epochs", 1, "--out", models.resolve("c.gradus"), "--run-dir", run);
        Files.writeString(data, Files.readString(data).replaceFirst("0\\.1075", "0.1076"));
        refused(Cli.run("resume", run), 1, data + " has changed since the run began");
        refused(
                Cli.run("train", SPIRALS, "--target", "arm", "--out", models.resolve("c.gradus"), "--run-dir", run),
                2,
                "there is a run in it already; gradus resume " + run);
    }
}
