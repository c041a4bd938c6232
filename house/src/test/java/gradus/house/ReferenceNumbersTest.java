package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Counts the reference numbers of other systems and names the test that runs each file of them; the counts stand in
/// the test report.
final class ReferenceNumbersTest {
    private static final Pattern CASE = Pattern.compile("\"id\"\\s*:");

    @Test
    void a_test_runs_every_file_of_the_302_cases(TestReporter report) throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        long total = 0;
        for (Path file : files()) {
            String name = file.getFileName().toString();
            long cases = CASE.matcher(Files.readString(file)).results().count();
            List<String> tests = readers(name);
            assertThat(tests).as("tests that run %s", name).isNotEmpty();
            table.put(name, cases + " cases: " + String.join(", ", tests));
            total += cases;
        }
        table.put("all", total + " cases");
        report.publishEntry(table);
        assertThat(total).isEqualTo(302);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Shared.path("reference"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> readers(String name) {
        Pattern reads = Pattern.compile("\"(reference/)?" + Pattern.quote(name) + "\"");
        return Repository.javaFiles().stream()
                .filter(file -> Repository.name(file).contains("/src/test/java/"))
                .filter(file -> reads.matcher(Repository.text(file)).find())
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
    }
}
