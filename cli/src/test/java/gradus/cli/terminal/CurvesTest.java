package gradus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.cli.terminal.Terminal.Motion;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static final Terminal NARROW = new Terminal(32, Style.PLAIN, Glyphs.ASCII, Motion.LINES);
    private static final Curve TRAINING = new Curve("training", List.of(1.0, 0.5, 0.3, 0.2, 0.15, 0.1));
    private static final Curve VALIDATION = new Curve("validation", List.of(1.0, 0.6, 0.45, 0.4, 0.4, 0.45));

    @Test
    void two_curves_have_axes_labels_and_a_legend() {
        assertThat(Curves.text(List.of(TRAINING, VALIDATION), "epoch", 8, NARROW))
                .isEqualTo("""
                        1.000 |o
                              | oo
                              |  *oo
                              |    *ooo
                        0.486 |     ***oooo         ooo
                              |        ****ooooooooo
                              |            *****
                        0.100 |                 *******
                              +------------------------
                               1        epoch         6
                               * training   o validation
                        """);
    }

    @Test
    void a_wide_range_of_positive_values_is_drawn_on_a_logarithmic_scale() {
        List<Double> halving =
                IntStream.range(0, 12).mapToObj(i -> Math.pow(0.5, i)).toList();
        String text = Curves.text(List.of(new Curve("loss", halving)), "epoch", 6, NARROW);
        assertThat(text).contains("(logarithmic)", "  1.000 |*", "4.9e-04 |");
        assertThat(Curves.text(List.of(TRAINING), "epoch", 6, NARROW)).doesNotContain("logarithmic");
    }

    @Test
    void with_colours_and_unicode_curves_are_braille() {
        Terminal colours = new Terminal(32, Style.COLOUR, Glyphs.UNICODE, Motion.IN_PLACE);
        String text = Curves.text(List.of(TRAINING, VALIDATION), "epoch", 5, colours);
        assertThat(text).contains("\u001b[36m", "\u001b[35m").matches("(?s).*[\u2801-\u28ff].*");
        String visible = text.replaceAll("\u001b\\[[0-9]*m", "");
        assertThat(visible.lines()).allMatch(line -> line.length() <= 32);
    }

    @Test
    void a_straight_line_of_braille_rises_dot_by_dot() {
        Terminal colours = new Terminal(20, Style.COLOUR, Glyphs.UNICODE, Motion.IN_PLACE);
        List<Double> rising =
                IntStream.rangeClosed(0, 100).mapToObj(i -> (double) i).toList();
        String text = Curves.text(List.of(new Curve("line", rising)), "step", 4, colours);
        String visible = text.replaceAll("\u001b\\[[0-9]*m", "");
        assertThat(visible.lines().limit(4))
                .map(line -> line.substring(line.indexOf('│') + 1).strip())
                .allMatch(cells -> cells.length() >= 2);
        assertThat(visible).startsWith("100.0 │").contains("0.000 │").contains("━ line");
    }

    @Test
    void values_that_are_not_finite_make_gaps_and_are_counted() {
        Curve broken = new Curve("loss", List.of(1.0, Double.NaN, 2.0, Double.POSITIVE_INFINITY));
        assertThat(Curves.text(List.of(broken), "epoch", 4, NARROW)).contains("(not finite and left out: 2)");
        assertThat(Curves.text(List.of(new Curve("loss", List.of(Double.NaN))), "epoch", 4, NARROW))
                .isEqualTo("no values to draw\n");
        assertThat(Curves.text(List.of(), "epoch", 4, NARROW)).isEqualTo("no values to draw\n");
    }

    @Test
    void one_value_and_equal_values_can_be_drawn() {
        assertThat(Curves.text(List.of(new Curve("loss", List.of(0.5))), "epoch", 5, NARROW))
                .isEqualTo("""
                        0.550 |
                              |
                        0.500 |*
                              |
                        0.450 |
                              +------------------------
                               1 epoch
                               * loss
                        """);
        assertThat(Curves.text(List.of(new Curve("loss", List.of(0.0, 0.0))), "epoch", 5, NARROW))
                .contains("0.000 |****");
    }

    @Test
    void extreme_values_do_not_overflow() {
        Curve extreme = new Curve("x", List.of(-Double.MAX_VALUE, Double.MAX_VALUE));
        assertThat(Curves.text(List.of(extreme), "epoch", 4, NARROW)).contains("1.8e+308", "-1.8e+308");
    }

    @Test
    void too_low_a_plot_is_refused_in_words() {
        assertThatThrownBy(() -> Curves.text(List.of(TRAINING), "epoch", 3, NARROW))
                .hasMessage("curves: the height must be at least 4 lines, got 3");
    }
}
