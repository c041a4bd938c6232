package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The code in the documents is code that runs: every Java block of README, guide and book is a marked region of a
/// program
/// here or a whole program in one file, and every marked region is shown somewhere.
final class GuideTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^\\h*// snippet ([\\w-]+)\\n(.*?)^\\h*// end$");

    @Test
    void code_in_the_documents_is_the_code_of_the_programs() throws IOException {
        Map<String, String> snippets = snippets();
        List<String> whole = programs();
        Set<String> shown = new LinkedHashSet<>();
        List<String> strangers = new ArrayList<>();
        for (Path document : documents()) {
            BLOCK.matcher(Files.readString(document)).results().forEach(block -> {
                shown.add(block.group(1));
                if (!snippets.containsValue(block.group(1)) && !whole.contains(block.group(1))) {
                    strangers.add(document.getFileName() + ":\n" + block.group(1));
                }
            });
        }
        assertThat(strangers).as("blocks that are no snippet").isEmpty();
        snippets.values().removeAll(shown);
        assertThat(snippets).as("snippets that no document shows").isEmpty();
    }

    @Test
    void files_that_documents_link_to_are_there() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([\\w./-]+/[\\w./-]+|[\\w-]+\\.md|LICENSE)\\)");
        List<String> missing = new ArrayList<>();
        for (Path document : markdown()) {
            link.matcher(Files.readString(document)).results().forEach(found -> {
                if (!Files.exists(document.resolveSibling(found.group(1)))) {
                    missing.add(document.getFileName() + " → " + found.group(1));
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void files_to_open_first_are_there() throws IOException {
        Pattern path = Pattern.compile("`((?:core|cpu|nn|io|cli|examples)/[\\w/.]+\\.java)`");
        List<String> missing = new ArrayList<>();
        for (Path document : markdown()) {
            path.matcher(Files.readString(document)).results().forEach(found -> {
                if (!Files.exists(ExamplesTest.root().resolve(found.group(1)))) {
                    missing.add(document.getFileName() + ": " + found.group(1));
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(List.of(ExamplesTest.root().resolve("README.md")));
        for (String folder : List.of("docs/guide", "docs/book/en", "docs/book/zh")) {
            try (Stream<Path> chapters = Files.list(ExamplesTest.root().resolve(folder))) {
                chapters.sorted().forEach(all::add);
            }
        }
        return all;
    }

    private static List<Path> markdown() throws IOException {
        List<Path> all = new ArrayList<>(documents());
        all.add(ExamplesTest.root().resolve("CONTRIBUTING.md"));
        all.add(ExamplesTest.root().resolve("docs/book/glossary.md"));
        try (Stream<Path> decisions = Files.list(ExamplesTest.root().resolve("docs/adr"))) {
            decisions.sorted().forEach(all::add);
        }
        return all;
    }

    /// The programs in one file, which [ExamplesTest] runs.
    private static List<String> programs() throws IOException {
        List<String> whole = new ArrayList<>();
        try (Stream<Path> files = Files.list(ExamplesTest.root().resolve("examples/programs"))) {
            for (Path file : files.toList()) {
                whole.add(Files.readString(file));
            }
        }
        return whole;
    }

    private static Map<String, String> snippets() throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        try (Stream<Path> sources = Files.walk(ExamplesTest.root().resolve("examples/src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).sorted().toList()) {
                SNIPPET.matcher(Files.readString(source))
                        .results()
                        .forEach(found ->
                                snippets.put(source.getFileName() + " " + found.group(1), unindented(found.group(2))));
            }
        }
        return snippets;
    }

    private static String unindented(String region) {
        int depth = region.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return region.lines()
                .map(line -> line.isBlank() ? "" : line.substring(depth))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
