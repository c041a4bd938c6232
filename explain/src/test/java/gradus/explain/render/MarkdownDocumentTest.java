package gradus.explain.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Explanations as Markdown with LaTeX.
final class MarkdownDocumentTest {
    @Test
    void a_step_of_a_line_through_the_origin_is_recorded() {
        Recorded.check("slope.md", Render.markdown(SampleDocuments.slope(1, 1), Digits.SIX));
    }

    @Test
    void a_step_of_a_network_of_sigmoids_is_recorded() {
        Recorded.check("sigmoids.md", Render.markdown(SampleDocuments.sigmoids(), Digits.SIX));
    }

    @Test
    void what_is_rare_is_recorded() {
        Recorded.check("awkward.md", Render.markdown(AwkwardDocument.of(), Digits.SIX));
    }

    @Test
    void every_link_leads_to_one_anchor() {
        String text = Render.markdown(SampleDocuments.sigmoids(), Digits.SIX);
        var anchors = found("<a id=\"([^\"]*)\"></a>", text);
        assertThat(anchors).doesNotHaveDuplicates();
        assertThat(found("\\]\\(#([^)]*)\\)", text)).hasSizeGreaterThan(30).isSubsetOf(anchors);
    }

    @Test
    void names_bring_no_html() {
        String text = Render.markdown(AwkwardDocument.of(), Digits.SIX).replaceAll("\\$`[^`]*`\\$", "");
        assertThat(found("<(?!br>|a id=\"[a-z0-9-]+\">|/a>)", text)).isEmpty();
        assertThat(Render.markdown(AwkwardDocument.of(), Digits.SIX)).doesNotContain("\u001b");
    }

    @Test
    void formulas_hold_no_backquote_and_no_line_end() {
        String text = Render.markdown(AwkwardDocument.of(), Digits.SIX);
        assertThat(found("\\$`([^`\n]*)`\\$", text)).hasSizeGreaterThan(3);
        assertThat(text.chars().filter(c -> c == '`').count() - text.split("\\\\`", -1).length + 1)
                .isEqualTo(2L * found("\\$`([^`\n]*)`\\$", text).size());
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(match.groupCount()))
                .toList();
    }
}
