package gradus.examples.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the book says that its programs print is all that they print, in both languages.
final class BookTest {
    private static final Path BOOK = Path.of(System.getProperty("gradus.root", ".."), "docs", "book");
    private static final Pattern CODE = Pattern.compile("(?ms)^```(?:java|sh)\\n.*?^```$");
    private static final Pattern OUTPUT = Pattern.compile("(?ms)^```text\\n(.*?)^```$");
    private static final Pattern NUMBER = Pattern.compile("^\\d+-[a-z-]+\\.md$");

    @FunctionalInterface
    private interface Chapter {
        void show(Page page) throws Exception;
    }

    @Test
    void programs_print_what_their_chapters_say_and_nothing_else(@TempDir Path folder) throws Exception {
        for (var chapter : chapters(folder).entrySet()) {
            var bytes = new ByteArrayOutputStream();
            try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
                chapter.getValue().show(new Page(out));
            }
            String said = String.join("\n", blocks(OUTPUT, BOOK.resolve("en/" + chapter.getKey() + ".md"), 1));
            assertThat(said).as(chapter.getKey()).isEqualTo(bytes.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void both_languages_have_the_same_code_and_the_same_output(@TempDir Path folder) throws IOException {
        for (String name : chapters(folder).keySet()) {
            Path english = BOOK.resolve("en/" + name + ".md");
            Path chinese = BOOK.resolve("zh/" + name + ".md");
            assertThat(blocks(CODE, chinese, 0)).as(name).isEqualTo(blocks(CODE, english, 0));
            assertThat(blocks(OUTPUT, chinese, 0)).as(name).isEqualTo(blocks(OUTPUT, english, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void every_chapter_has_a_program_and_stands_in_the_contents(String language, @TempDir Path folder)
            throws IOException {
        String contents = Files.readString(BOOK.resolve(language + "/README.md"));
        try (Stream<Path> files = Files.list(BOOK.resolve(language))) {
            var names = files.map(file -> file.getFileName().toString())
                    .filter(name -> NUMBER.matcher(name).matches())
                    .toList();
            assertThat(names)
                    .hasSameSizeAs(chapters(folder).keySet())
                    .allSatisfy(name -> assertThat(contents).contains("](" + name + ")"));
        }
    }

    private static Map<String, Chapter> chapters(Path folder) {
        Map<String, Chapter> all = new LinkedHashMap<>();
        all.put("1-line", Line::show);
        all.put("2-neuron", Neuron::show);
        all.put("3-chain-rule", ChainRule::show);
        all.put("4-back-propagation", BackPropagation::show);
        all.put("5-depth", Depth::show);
        all.put("6-descent", Descent::show);
        all.put("7-over-fitting", OverFitting::show);
        all.put("8-fruit", Fruit::show);
        all.put("9-pictures", Pictures::show);
        all.put("10-through-time", ThroughTime::show);
        all.put("11-attention", Attention::show);
        all.put("12-writer", Writer::show);
        all.put("13-shipping", page -> Shipping.show(page, folder));
        return all;
    }

    private static List<String> blocks(Pattern pattern, Path chapter, int group) throws IOException {
        return pattern.matcher(Files.readString(chapter))
                .results()
                .map(block -> block.group(group))
                .toList();
    }
}
