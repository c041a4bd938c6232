package gradus.examples.explained;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.explain.Explain;
import gradus.explain.document.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The documents in `docs/explained` are what the program writes today.
final class ExplainedArchitecturesTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("gradus.root", "..")).resolve("docs/explained");

    static Set<String> names() {
        return ExplainedNetworks.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_document_is_the_one_that_is_kept(String name) throws IOException {
        Explain explain = ExplainedNetworks.all().get(name);
        assertThat(explain).isNotNull();
        Explanation explanation = explain.explanation();
        assertThat(explanation.agreement().failed()).isZero();
        assertThat(ExplainedArchitectures.markdown(explanation).lines())
                .as("docs/explained/%s.md; if the change is meant: make explained", name)
                .containsExactlyElementsOf(Files.readAllLines(FOLDER.resolve(name + ".md")));
        assertThat(numbers(ExplainedArchitectures.page(explanation)))
                .as("docs/explained/%s.html; if the change is meant: make explained", name)
                .isEqualTo(numbers(Files.readString(FOLDER.resolve(name + ".html"))));
    }

    /// The numbers of a page, without the program that shows them.
    private static String numbers(String page) {
        int start = page.indexOf("<script type=\"application/json\" id=\"data\">");
        assertThat(start).isPositive();
        return page.substring(start, page.indexOf("</script>", start));
    }
}
