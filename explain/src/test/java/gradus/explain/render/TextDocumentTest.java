package gradus.explain.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Explanations as text for a terminal.
final class TextDocumentTest {
    @Test
    void a_step_of_a_line_through_the_origin_is_recorded() {
        Recorded.check("slope.txt", Render.text(SampleDocuments.slope(1, 1), TextStyle.plain()));
    }

    @Test
    void a_step_of_a_network_of_sigmoids_is_recorded() {
        Recorded.check("sigmoids.txt", Render.text(SampleDocuments.sigmoids(), TextStyle.plain()));
    }

    @Test
    void a_narrow_terminal_gets_one_part_below_the_other() {
        Recorded.check(
                "sigmoids-60.txt",
                Render.text(SampleDocuments.sigmoids(), TextStyle.plain().withWidth(60)));
    }

    @Test
    void what_is_rare_is_recorded() {
        Recorded.check("awkward.txt", Render.text(AwkwardDocument.of(), TextStyle.plain()));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120, 200})
    void lines_fit_the_terminal(int width) {
        String text = Render.text(SampleDocuments.sigmoids(), TextStyle.plain().withWidth(width));
        assertThat(text.lines()).allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void colours_change_nothing_but_colours() {
        String colours =
                Render.text(SampleDocuments.slope(1, 1), TextStyle.plain().withInk(Ink.ANSI));
        assertThat(colours).contains("\u001b[32m✓ 1e-11 by central difference\u001b[0m");
        String plain = Render.text(SampleDocuments.slope(1, 1), TextStyle.plain());
        assertThat(colours.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.replaceAll("(?m)^─+\n", ""));
    }

    @Test
    void names_cannot_steer_the_terminal() {
        assertThat(Render.text(AwkwardDocument.of(), TextStyle.plain())).doesNotContain("\u001b");
    }

    @Test
    void accents_and_wide_signs_are_measured_as_shown() {
        assertThat(Width.of("m\u0302²")).isEqualTo(2);
        assertThat(Width.of("漢字")).isEqualTo(4);
    }

    @Test
    void a_terminal_too_narrow_is_refused() {
        assertThatThrownBy(() -> TextStyle.plain().withWidth(39))
                .hasMessage(
                        "text: a line needs at least 40 columns, got 39; formulas are wrapped, so any wider terminal will do");
    }
}
