package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.compress.Pruning;
import gradus.nn.train.TableModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models made smaller from the command line.
class CompressCommandTest {
    private static final Path SPIRALS = Cli.sample("spirals.csv");

    @TempDir
    private static Path folder;

    private static Path model;

    @BeforeAll
    static void train() {
        model = folder.resolve("spirals.gradus");
        var done = Cli.run(
                "train",
                SPIRALS,
                "--target",
                "arm",
                "--hidden",
                "64,64",
                "--members",
                1,
                "--epochs",
                30,
                "--out",
                model,
                "--run-dir",
                folder.resolve("run"));
        assertThat(done.code()).as(done.err()).isZero();
    }

    private static Cli.Outcome compress(Path from, Path data, String out, Object... more) {
        Object[] first = {"compress", from, "--data", data, "--out", folder.resolve(out)};
        return Cli.run(Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray());
    }

    /// The cells of a row of the table: accuracy, log-loss, bytes, bytes by gzip, time.
    private static double[] row(Cli.Outcome outcome, String name) {
        String line = outcome.lines().stream()
                .filter(text -> text.startsWith(name + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(outcome.out()));
        return Arrays.stream(line.substring(name.length()).strip().split(" +"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void each_way_and_all_together_are_measured_and_the_last_is_saved() {
        var done = compress(model, SPIRALS, "all.gradus", "--method", "int8,prune=0.25", "--method", "neurons=0.25");
        assertThat(done.code()).as(done.err()).isZero();
        double[] plain = row(done, "as it is");
        double[] rounded = row(done, "int8");
        double[] together = row(done, "together");
        assertThat(rounded[0]).isGreaterThan(plain[0] - 0.02);
        assertThat(rounded[2]).isLessThan(plain[2] * 0.6);
        assertThat(row(done, "prune=0.25")[3]).isLessThan(plain[3]);
        assertThat(row(done, "neurons=0.25")[2]).isLessThan(plain[2] * 0.8);
        assertThat(together[2]).isLessThan(rounded[2]);
        assertThat(together[2]).isEqualTo(Cli.bytes(folder.resolve("all.gradus")).length);
        assertThat(Arrays.stream(plain).allMatch(value -> value > 0)).isTrue();
        assertThat(done.out()).contains("neurons=0.25, prune=0.25, int8");
    }

    @Test
    void a_smaller_model_predicts_is_measured_and_explained() {
        var done = compress(model, SPIRALS, "small.gradus", "--method", "prune=0.5,int8");
        assertThat(done.code()).as(done.err()).isZero();
        Path small = folder.resolve("small.gradus");
        assertThat(Pruning.zeros(TableModel.load(small).network())).isGreaterThanOrEqualTo(0.5);
        String measured = Cli.run("evaluate", small, SPIRALS).out();
        assertThat(measured).contains(String.format("%.3f", row(done, "together")[0]));
        assertThat(Cli.run("predict", small, SPIRALS, "--out", folder.resolve("p.csv"))
                        .code())
                .isZero();
        assertThat(Cli.run("explain", small, "--data", SPIRALS, "--row", 1).code())
                .isZero();
        assertThat(Cli.run("summary", small).out()).contains("prune=0.5, int8");
    }

    @Test
    void what_cannot_be_done_is_told() {
        assertThat(compress(model, SPIRALS, "x.gradus", "--method", "prune=1.5").err())
                .contains("prune: the share to leave out must lie between 0 and 1, both excluded")
                .contains("got 1.5");
        assertThat(compress(model, SPIRALS, "x.gradus", "--method", "prune").err())
                .contains("as in prune=0.5");
        assertThat(compress(model, SPIRALS, "x.gradus", "--method", "int4").err())
                .contains("the ways are int8, prune=SHARE and neurons=SHARE, got “int4”");
        assertThat(compress(model, SPIRALS, "x.gradus", "--method", "int8,int8").err())
                .contains("each way may be said once");
        assertThat(compress(model, SPIRALS, "spirals.gradus", "--method", "int8")
                        .err())
                .contains("is there already; name another file");
        Path bare = Cli.write(folder, "bare.csv", "x,y\n0.1,0.2\n");
        assertThat(compress(model, bare, "x.gradus", "--method", "int8").err()).contains("arm");
        assertThat(compress(model, SPIRALS, "once.gradus", "--method", "int8").code())
                .isZero();
        var twice = compress(folder.resolve("once.gradus"), SPIRALS, "x.gradus", "--method", "prune=0.5");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("is compressed already (int8); begin with the model that it came from");
        assertThat(folder.resolve("x.gradus")).doesNotExist();
    }
}
