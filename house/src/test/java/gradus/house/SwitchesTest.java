package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A switch over the family of operations names every member, so that a new operation does not compile before each
/// meaning of it is written.
final class SwitchesTest {
    private static final String FAMILY = "gradus.core.op";
    private static final SyntaxTrees SOURCES = SyntaxTrees.of(Repository.mainSources());

    @Test
    void switches_over_operations_have_no_default() {
        assertThat(new Scan(members(SOURCES)).findings(SOURCES)).isEmpty();
    }

    @Test
    void the_scan_finds_defaults_and_catch_alls_in_a_bad_source(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("Bad.java"), """
                class Bad {
                    int byType(Op op) { return switch (op) { case Elementwise.Unary _ -> 1; default -> 0; }; }
                    int byConstant(UnaryFn fn) { switch (fn) { case EXP: return 1; default: return 0; } }
                    int all(Op op) { return switch (op) { case Op _ -> 0; }; }
                    int other(String text) { return switch (text) { case "EXP" -> 1; default -> 0; }; }
                }
                """);
        assertThat(new Scan(members(SOURCES)).findings(SyntaxTrees.of(List.of(bad))))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("Bad.java:2: switch over operations has a default"),
                        second -> assertThat(second).endsWith("Bad.java:3: switch over operations has a default"),
                        third -> assertThat(third).endsWith("Bad.java:4: switch catches the whole family Op"));
    }

    /// The names that make a switch one over operations, and the roots that would swallow all of them.
    private record Members(Set<String> types, Set<String> constants, Set<String> roots) {}

    private static Members members(SyntaxTrees sources) {
        var members = new Members(new HashSet<>(), new HashSet<>(), new HashSet<>(Set.of("Op")));
        for (var unit : sources.units()) {
            if (unit.getPackage() == null || !unit.getPackageName().toString().equals(FAMILY)) {
                continue;
            }
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void nothing) {
                    switch (type.getKind()) {
                        case ENUM ->
                            type.getMembers().stream()
                                    .filter(m -> m instanceof VariableTree v
                                            && v.getType() instanceof IdentifierTree id
                                            && id.getName().equals(type.getSimpleName()))
                                    .forEach(m -> members.constants.add(
                                            ((VariableTree) m).getName().toString()));
                        case RECORD -> members.types.add(type.getSimpleName().toString());
                        case INTERFACE -> members.types.add(type.getSimpleName().toString());
                        default -> {}
                    }
                    return super.visitClass(type, null);
                }
            }.scan(unit, null);
        }
        return members;
    }

    private record Scan(Members members) {
        List<String> findings(SyntaxTrees sources) {
            var findings = new ArrayList<String>();
            for (CompilationUnitTree unit : sources.units()) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitSwitch(SwitchTree tree, Void nothing) {
                        check(tree, tree.getCases());
                        return super.visitSwitch(tree, null);
                    }

                    @Override
                    public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
                        check(tree, tree.getCases());
                        return super.visitSwitchExpression(tree, null);
                    }

                    private void check(Tree tree, List<? extends CaseTree> cases) {
                        var labels = cases.stream()
                                .flatMap(c -> c.getLabels().stream())
                                .map(Scan::name)
                                .toList();
                        fault(members, labels)
                                .ifPresent(fault -> findings.add(sources.place(unit, tree) + ": switch " + fault));
                    }
                }.scan(unit, null);
            }
            return findings;
        }

        static Optional<String> fault(Members members, List<String> labels) {
            boolean overOperations =
                    labels.stream().anyMatch(l -> members.types.contains(l) || members.constants.contains(l));
            if (overOperations && labels.contains("default")) {
                return Optional.of("over operations has a default");
            }
            return labels.stream()
                    .filter(members.roots::contains)
                    .findFirst()
                    .map(r -> "catches the whole family " + r);
        }

        /// Gives `default`, the simple name of a pattern's type, or the constant.
        private static String name(CaseLabelTree label) {
            return switch (label) {
                case DefaultCaseLabelTree _ -> "default";
                case PatternCaseLabelTree pattern ->
                    switch (pattern.getPattern()) {
                        case BindingPatternTree binding ->
                            simple(binding.getVariable().getType());
                        case DeconstructionPatternTree record -> simple(record.getDeconstructor());
                        default -> "";
                    };
                case ConstantCaseLabelTree constant -> simple(constant.getConstantExpression());
                default -> "";
            };
        }

        private static String simple(Tree name) {
            String text = String.valueOf(name);
            return text.substring(text.lastIndexOf('.') + 1);
        }
    }
}
