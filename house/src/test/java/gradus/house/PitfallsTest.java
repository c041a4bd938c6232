package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every bug class of the list of pitfalls that concerns gradients, numbers and training has a test whose name begins
/// with its code, such as `g7_an_index_outside_the_axis_…`.
final class PitfallsTest {
    private static final Pattern SECTION = Pattern.compile("^\\*\\*([GNBLRMTOC])\\. ", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("\\bvoid ((?:[gnblrmtocGNBLRMTOC]\\d*_)+)");

    @Test
    void every_pitfall_has_a_test_of_its_name() throws IOException {
        Set<String> wanted = codes(Files.readString(Shared.path("PITFALLS.md")));
        assertThat(wanted).hasSizeGreaterThan(40);
        assertThat(tested()).containsAll(wanted);
    }

    /// Gives the codes of the list: those with a number, and the letter of a section that has none.
    private static Set<String> codes(String list) {
        Set<String> codes = new TreeSet<>();
        for (String section : list.split("\\n(?=\\*\\*)")) {
            SECTION.matcher(section).results().map(match -> match.group(1)).forEach(letter -> {
                Set<String> numbered = Pattern.compile("\\b" + letter + "\\d+(?= )")
                        .matcher(section)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());
                codes.addAll(numbered.isEmpty() ? Set.of(letter) : numbered);
            });
        }
        return codes;
    }

    private static Set<String> tested() {
        return Repository.javaFiles().stream()
                .filter(file -> Repository.name(file).contains("/src/test/java/"))
                .flatMap(file -> TEST.matcher(Repository.text(file)).results())
                .flatMap(match ->
                        Arrays.stream(match.group(1).toUpperCase(Locale.ROOT).split("_")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
