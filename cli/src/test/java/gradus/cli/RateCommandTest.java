package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gradus lr-find` tells rates and leaves nothing but the curve that was asked for.
class RateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void it_suggests_rates_and_writes_the_curve_alone() {
        Path svg = folder.resolve("curve.svg");
        Cli.Outcome outcome = Cli.run(
                "lr-find",
                Cli.sample("spirals.csv"),
                "--target",
                "arm",
                "--members",
                "1",
                "--hidden",
                "64",
                "--out",
                svg);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("smoothed loss", "valley", "steepest", "minimum / 10", "--learning-rate ");
        assertThat(Cli.bytes(svg)).asString().startsWith("<svg").contains("learning rate");
        assertThat(Cli.files(folder)).containsExactly("curve.svg");
    }

    @Test
    void programs_get_a_line_for_each_update_and_one_for_the_suggestions() {
        Cli.Outcome outcome = Cli.run(
                "lr-find",
                Cli.sample("spirals.csv"),
                "--target",
                "arm",
                "--members",
                "1",
                "--hidden",
                "8",
                "--from",
                "0.001",
                "--to",
                "0.01",
                "--updates",
                "12",
                "--json");
        assertThat(outcome.lines().stream().filter(line -> line.startsWith("{\"event\":\"update\"")))
                .hasSize(12);
        assertThat(outcome.lines().getLast()).contains("\"valley\":0.00", "\"ended\":\"all updates were done\"");
    }

    @Test
    void rates_in_the_wrong_order_are_a_wrong_use() {
        Cli.Outcome outcome = Cli.run("lr-find", Cli.sample("spirals.csv"), "--target", "arm", "--from", "20");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("the first rate must lie above 0 and below the last, 10.0, got 20.0");
    }
}
