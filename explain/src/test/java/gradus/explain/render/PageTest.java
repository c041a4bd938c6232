package gradus.explain.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.explain.document.Explanation;
import gradus.explain.document.Heading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The page of HTML: that it is whole, small, and safe whatever the names in it are.
final class PageTest {
    private static final String SIGMOIDS = Render.html(List.of(SampleDocuments.sigmoids()), Digits.SIX);
    private static final String AWKWARD = Render.html(List.of(AwkwardDocument.of()), Digits.SIX);

    @Test
    void a_page_is_small() {
        assertThat(SIGMOIDS.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500_000);
    }

    @Test
    void formulas_that_come_again_are_kept_once() {
        int one = Render.html(SampleDocuments.slopes(1), Digits.SIX).length();
        int two = Render.html(SampleDocuments.slopes(2), Digits.SIX).length();
        assertThat(Render.html(SampleDocuments.slopes(2), Digits.SIX))
                .containsOnlyOnce("k - \\\\eta \\\\cdot \\\\href{#3}{\\\\frac{\\\\partial C}{\\\\partial k}}");
        assertThat(two - one).isLessThan(4000);
    }

    @Test
    void nothing_is_loaded_from_anywhere() {
        String outside = SIGMOIDS.replaceAll("(?s)<script>.*?</script>", "");
        assertThat(found("(?i)<(?:link|img|iframe|object|embed|video|audio|base|form action)\\b[^>]*>", outside))
                .containsExactly("<link rel=\"icon\" href=\"data:,\">");
        assertThat(found("(?i)url\\((?!data:)[^)]*\\)", SIGMOIDS)).isEmpty();
        assertThat(found("(?i)@import", SIGMOIDS)).isEmpty();
        assertThat(found("(?i)\\bsrc\\s*=\\s*[\"'][^\"']*", outside)).isEmpty();
        String own = found("(?s)<script>(.*?)</script>", SIGMOIDS).getLast();
        assertThat(found("\\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import)\\b", own))
                .isEmpty();
    }

    @Test
    void only_the_two_scripts_of_the_page_may_run() throws Exception {
        String policy = one("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"", AWKWARD);
        var digests = new ArrayList<String>();
        for (String script : found("(?s)<script>(.*?)</script>", AWKWARD)) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            digests.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
        assertThat(digests).hasSize(2);
        assertThat(policy).startsWith("default-src 'none'; ").endsWith("script-src " + String.join(" ", digests));
    }

    @Test
    void no_name_leaves_its_place() {
        assertThat(found("(?i)</?script\\b[^>]*>", AWKWARD))
                .containsExactly(
                        "<script type=\"application/json\" id=\"data\">",
                        "</script>",
                        "<script>",
                        "</script>",
                        "<script>",
                        "</script>");
        assertThat(found("(?i)<img", AWKWARD.replaceAll("(?s)<script>.*?</script>", "")))
                .isEmpty();
        assertThat(one("<title>(.*?)</title>", AWKWARD))
                .startsWith(
                        "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt; `$`");
        assertThat(content(AWKWARD).at("/steps/0/lines/0/id").stringValue()).isEqualTo(AwkwardDocument.HOSTILE);
    }

    @Test
    void a_name_cannot_ask_for_a_place_of_the_template() {
        var slope = SampleDocuments.slope(1, 1);
        var heading = new Heading("@@KATEX@@ @@DATA@@", slope.heading().facts(), List.of(), List.of());
        var renamed = new Explanation(heading, slope.parts(), slope.drawing(), slope.agreement());
        String page = Render.html(List.of(renamed), Digits.SIX);
        assertThat(one("<title>(.*?)</title>", page)).isEqualTo("@@KATEX@@ @@DATA@@");
    }

    @Test
    void every_link_leads_to_a_line() {
        JsonNode content = content(SIGMOIDS);
        int lines = content.at("/steps/0/lines").size();
        assertThat(lines).isEqualTo(SampleDocuments.sigmoids().lines().size());
        assertThat(found("href\\{#(\\d+)\\}", SIGMOIDS))
                .hasSizeGreaterThan(20)
                .allSatisfy(place -> assertThat(Integer.parseInt(place)).isLessThan(lines));
        assertThat(content.at("/steps/0/edges/0/update").intValue()).isLessThan(lines);
    }

    @Test
    void an_update_knows_what_it_starts_from() {
        JsonNode lines = content(SIGMOIDS).at("/steps/0/lines");
        var moves = lines.valueStream().filter(line -> line.has("was")).toList();
        assertThat(moves).hasSize(11);
        assertThat(moves.getFirst().get("was").doubleValue()).isEqualTo(0.2);
    }

    @Test
    void the_licence_of_katex_goes_with_it() {
        assertThat(SIGMOIDS).contains("The MIT License (MIT)", "Copyright (c) 2013-2020 Khan Academy");
    }

    @Test
    void a_page_without_steps_is_refused() {
        assertThatThrownBy(() -> Render.html(List.of(), Digits.SIX))
                .hasMessage("html: a page shows one step or more, got none; explain a step first");
    }

    private static JsonNode content(String page) {
        return JsonMapper.shared()
                .readTree(one("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>", page));
    }

    private static String one(String pattern, String page) {
        var all = found(pattern, page);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static List<String> found(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(match -> match.group(match.groupCount()))
                .toList();
    }
}
