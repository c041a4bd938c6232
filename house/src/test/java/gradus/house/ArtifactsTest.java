package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The artifacts that only gather others name all that they should.
final class ArtifactsTest {
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(gradus[\\w-]*)</artifactId>");
    private static final List<String> GATHERED = List.of("core", "cpu", "explain", "io", "nn");

    @Test
    void the_bill_of_materials_names_each_published_module_with_the_version_of_the_parent() {
        Set<String> published = Repository.MODULES.stream()
                .map(module -> "gradus-" + module)
                .collect(Collectors.toCollection(TreeSet::new));
        published.addAll(List.of("gradus", "gradus-bom"));
        assertThat(artifacts("bom")).isEqualTo(published);
        assertThat(version(read("bom"))).isEqualTo(version(read(".")));
    }

    @Test
    void one_dependency_and_one_module_bring_what_a_program_needs() {
        Set<String> gathered =
                GATHERED.stream().map(module -> "gradus-" + module).collect(Collectors.toCollection(TreeSet::new));
        gathered.addAll(List.of("gradus", "gradus-parent"));
        assertThat(artifacts("all")).isEqualTo(gathered);
        String module = Repository.text(Repository.root().resolve("all/src/main/java/module-info.java"));
        assertThat(Pattern.compile("requires transitive gradus\\.(\\w+);")
                        .matcher(module)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(GATHERED);
    }

    private static String read(String folder) {
        return Repository.text(Repository.root().resolve(folder).resolve("pom.xml"));
    }

    private static Set<String> artifacts(String folder) {
        return ARTIFACT.matcher(read(folder))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The first version in a file: its own.
    private static String version(String pom) {
        var found = Pattern.compile("<artifactId>gradus-\\w+</artifactId>\\s*<version>([^<]+)<")
                .matcher(pom);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
