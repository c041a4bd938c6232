package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What may stand in the files of the repository.
final class SourcesTest {
    private static final int MOST_LINES = 400;

    /// A comment about an unfinished place must name the issue that will finish it.
    private static final Pattern UNFINISHED =
            Pattern.compile("(?://|/\\*|^\\s*\\*).*\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!\\(#\\d+\\))");

    /// A folder that exists on one machine only. The usual places of Java installations are no such folders.
    private static final Pattern ONE_MACHINE =
            Pattern.compile("(?<![\\w.~$}\\])\"/-])/(wo" + "rk|ro" + "ot|ho" + "me|Us" + "ers|t" + "mp)/\\w");

    private static final Set<String> TEXT = Set.of(
            "java", "md", "xml", "properties", "sh", "cmd", "bat", "yaml", "yml", "txt", "json", "config", "csv", "");

    @Test
    void java_files_have_at_most_400_lines() {
        var tooLong = new ArrayList<String>();
        for (Path file : Repository.javaFiles()) {
            int lines = Repository.lines(file).size();
            if (lines > MOST_LINES) {
                tooLong.add(Repository.name(file) + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).as("files over %d lines", MOST_LINES).isEmpty();
    }

    @Test
    void unfinished_places_name_an_issue() {
        assertThat(places(UNFINISHED, file -> file.toString().endsWith(".java")))
                .isEmpty();
    }

    @Test
    void no_file_names_a_folder_of_one_machine() {
        assertThat(places(ONE_MACHINE, SourcesTest::isText)).isEmpty();
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return TEXT.contains(name.substring(name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.') + 1));
    }

    private static List<String> places(Pattern pattern, Predicate<Path> files) {
        var found = new ArrayList<String>();
        Repository.files().stream().filter(files).forEach(file -> {
            var lines = Repository.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(Repository.name(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
                }
            }
        });
        return found;
    }
}
