package gradus.house;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Packages use only what lies below them, as docs and DESIGN draw it.
final class ArrowsTest {
    private static final JavaClasses CLASSES = Classes.ofMain();

    /// Each package of core and the packages of core that it may use.
    private static final Map<String, List<String>> CORE = Map.of(
            "type", List.of(),
            "op", List.of("type"),
            "graph", List.of("type", "op"),
            "autodiff", List.of("type", "op", "graph"),
            "rewrite", List.of("type", "op", "graph"),
            "plan", List.of("type", "op", "graph", "autodiff", "rewrite"),
            "spi", List.of("type", "op", "graph", "plan"),
            "tensor", List.of("type", "op", "graph", "autodiff", "rewrite", "plan", "spi", "tree"),
            "profile", List.of("type", "op", "graph", "plan", "spi", "tensor"),
            "tree", List.of("type"));

    /// Each package of layers and networks in nn and those of them that it may use.
    private static final Map<String, List<String>> NETWORKS = Map.of(
            "layer", List.of(),
            "spatial", List.of("layer"),
            "recurrent", List.of("layer"),
            "attention", List.of("layer"),
            "words", List.of("layer", "spatial", "recurrent", "attention"),
            "network", List.of("layer", "words"),
            "summary", List.of("layer", "spatial", "recurrent", "attention"));

    /// Each module and the modules that it may use.
    private static final Map<String, List<String>> MODULES = Map.ofEntries(
            Map.entry("core", List.of()),
            Map.entry("cpu", List.of("core")),
            Map.entry("nn", List.of("core")),
            Map.entry("io", List.of("core", "nn")),
            Map.entry("explain", List.of("core", "nn")),
            Map.entry("testkit", List.of("core")),
            Map.entry("onednn", List.of("core", "cpu")),
            Map.entry("parquet", List.of("core", "nn", "io")),
            Map.entry("cli", List.of("core", "nn", "io", "explain", "cpu")),
            Map.entry("examples", List.of("core", "nn", "io", "explain", "cpu")),
            Map.entry("bench", List.of("core", "nn")));

    @Test
    void packages_of_core_use_only_the_packages_below() {
        arrows("gradus.core.", CORE).check(CLASSES);
    }

    @Test
    void packages_of_layers_use_only_the_packages_below() {
        arrows("gradus.nn.", NETWORKS).check(CLASSES);
    }

    @Test
    void modules_use_only_the_modules_below() {
        arrows("gradus.", MODULES).check(CLASSES);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching("gradus.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static LayeredArchitecture arrows(String prefix, Map<String, List<String>> allowed) {
        LayeredArchitecture rule =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String layer : allowed.keySet()) {
            rule = rule.layer(layer).definedBy(prefix + layer + "..");
        }
        for (var entry : allowed.entrySet()) {
            var below = entry.getValue().toArray(String[]::new);
            rule = below.length == 0
                    ? rule.whereLayer(entry.getKey()).mayNotAccessAnyLayer()
                    : rule.whereLayer(entry.getKey()).mayOnlyAccessLayers(below);
        }
        return rule;
    }
}
