package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The code in the documentation of public types is code that is compiled and run: a region of `gradus.examples.api`.
///
/// A public type counts as shown where its own comment has a snippet, or that of a sealed interface that it belongs
/// to: a family of records is shown once, at its head. What a type nests is shown with it.
final class SnippetsTest {
    private static final List<String> PUBLISHED = List.of("core", "nn", "io", "explain");
    private static final String FOLDER = "examples/src/main/java/gradus/examples/api/";
    private static final Pattern REGION = Pattern.compile("// @start region=\"(\\w+)\"");
    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet file=\"(\\w+\\.java)\" region=\"(\\w+)\"}");
    private static final Pattern EXPORTED = Pattern.compile("exports ([\\w.]+);");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^public ([^{]*?)\\b(?:class|record|interface|enum) (\\w+)");

    /// The packages that a user builds, trains and reads with: every layer, loss, optimizer and data set there is
    /// shown.
    private static final Set<String> FULLY = Set.of(
            "gradus.nn.layer",
            "gradus.nn.spatial",
            "gradus.nn.recurrent",
            "gradus.nn.attention",
            "gradus.nn.loss",
            "gradus.nn.optim",
            "gradus.nn.data");

    private static final Pattern USED_BY_HAND = Pattern.compile(
            "implements (?:.*\\b)?(?:Layer|MaskedLayer|RecurrentLayer|Positions|Loss|Optimizer|GradientTransform|Dataset)\\b");

    /// Shown types by module. Raise a floor when more are shown.
    private static final Map<String, Integer> FLOORS = Map.of("core", 41, "nn", 243, "io", 24, "explain", 36);

    private record Type(String module, String name, String text, String comment) {
        boolean hasSnippet() {
            return comment.contains("{@snippet");
        }

        String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        String ownPackage() {
            return name.substring(0, name.lastIndexOf('.'));
        }

        /// What stands before the body, without the list of who may implement it.
        String heading() {
            int at = TYPE.matcher(text).results().findFirst().orElseThrow().start();
            String words = text.substring(at, text.indexOf(" {", at)).replaceAll("\\s+", " ");
            return words.replaceFirst(" permits .*", "");
        }
    }

    @Test
    void snippets_are_regions_that_are_compiled_and_each_region_is_shown() {
        Set<String> shown = new TreeSet<>();
        for (Path file : sources()) {
            SNIPPET.matcher(Repository.text(file))
                    .results()
                    .forEach(found -> shown.add(found.group(1) + " " + found.group(2)));
        }
        Set<String> regions = new TreeSet<>();
        for (Path file : Repository.mainSources()) {
            if (Repository.name(file).startsWith(FOLDER)) {
                REGION.matcher(Repository.text(file))
                        .results()
                        .forEach(found -> regions.add(file.getFileName() + " " + found.group(1)));
            }
        }
        assertThat(shown).isEqualTo(regions);
    }

    @Test
    void documentation_has_no_java_that_is_not_compiled() {
        assertThat(sources().stream()
                        .filter(file -> Repository.text(file).contains("/// ```java"))
                        .map(Repository::name))
                .as("comments with code of their own: make it a region of gradus.examples.api")
                .isEmpty();
    }

    @Test
    void types_that_users_meet_have_a_snippet() {
        Map<String, Type> types = types();
        Map<String, List<String>> missing = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        List<String> bare = new ArrayList<>();
        for (Type type : types.values()) {
            if (isShown(type, types)) {
                counts.merge(type.module(), 1, Integer::sum);
                continue;
            }
            missing.computeIfAbsent(type.module(), any -> new ArrayList<>()).add(type.simpleName());
            if (FULLY.contains(type.ownPackage())
                    && USED_BY_HAND.matcher(type.heading()).find()) {
                bare.add(type.name());
            }
        }
        assertThat(bare)
                .as("layers, losses, optimizers and data sets without a snippet")
                .isEmpty();
        for (String module : PUBLISHED) {
            assertThat(counts.get(module))
                    .as("public types of %s with a snippet; without one are %s", module, missing.get(module))
                    .isGreaterThanOrEqualTo(FLOORS.get(module));
        }
    }

    private static boolean isShown(Type type, Map<String, Type> types) {
        if (type.hasSnippet()) {
            return true;
        }
        String heading = type.heading();
        return types.values().stream()
                .filter(head -> head.text().contains("public sealed interface " + head.simpleName()))
                .filter(head -> heading.matches(".*(?:implements|extends) .*\\b" + head.simpleName() + "\\b.*"))
                .anyMatch(head -> !head.equals(type) && isShown(head, types));
    }

    private static Map<String, Type> types() {
        Map<String, Type> types = new LinkedHashMap<>();
        for (String module : PUBLISHED) {
            String sources = module + "/src/main/java/";
            Set<String> exported = EXPORTED.matcher(
                            Repository.text(Repository.root().resolve(sources + "module-info.java")))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            for (Path file : Repository.mainSources()) {
                String name = Repository.name(file);
                String text = Repository.text(file);
                if (name.startsWith(sources) && TYPE.matcher(text).find()) {
                    String type = name.substring(sources.length(), name.length() - ".java".length())
                            .replace('/', '.');
                    if (exported.contains(type.substring(0, type.lastIndexOf('.')))) {
                        types.put(type, new Type(module, type, text, text.substring(0, start(text))));
                    }
                }
            }
        }
        return types;
    }

    private static int start(String text) {
        return TYPE.matcher(text).results().findFirst().orElseThrow().start();
    }

    private static List<Path> sources() {
        return Repository.mainSources().stream()
                .filter(file -> PUBLISHED.stream()
                        .anyMatch(module -> Repository.name(file).startsWith(module + "/src/")))
                .toList();
    }
}
