package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/// How long a method and how wide a record may be.
final class SizesTest {
    private static final int MOST_LINES = 40;
    private static final int MOST_COMPONENTS = 7;
    /// Register tiles hand no vector to another method, or the compiler boxes it (ADR 0009).
    private static final List<String> TILES = List.of(
            "gradus/cpu/kernel/VectorTiles.java",
            "gradus/cpu/kernel/VectorTallTiles.java",
            "gradus/cpu/kernel/VectorTranspose.java");
    private static final SyntaxTrees SOURCES = SyntaxTrees.of(Repository.mainSources());

    @Test
    void methods_have_at_most_40_lines() {
        var tooLong = new ArrayList<String>();
        for (var unit : SOURCES.units()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree method, Void nothing) {
                    long lines = SOURCES.lines(unit, method);
                    if (lines > MOST_LINES
                            && TILES.stream().noneMatch(unit.getSourceFile().getName()::endsWith)) {
                        tooLong.add(SOURCES.place(unit, method) + ": " + method.getName() + ": " + lines + " lines");
                    }
                    return super.visitMethod(method, null);
                }
            }.scan(unit, null);
        }
        assertThat(tooLong).as("methods over %d lines", MOST_LINES).isEmpty();
    }

    @Test
    void records_have_at_most_7_components() {
        var tooWide = new ArrayList<String>();
        for (var unit : SOURCES.units()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void nothing) {
                    if (type.getKind() == Tree.Kind.RECORD && components(type).size() > MOST_COMPONENTS) {
                        tooWide.add(SOURCES.place(unit, type) + ": " + type.getSimpleName() + components(type));
                    }
                    return super.visitClass(type, null);
                }
            }.scan(unit, null);
        }
        assertThat(tooWide)
                .as("records of more than %d components", MOST_COMPONENTS)
                .isEmpty();
    }

    private static List<String> components(ClassTree record) {
        return record.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(field -> field.getName().toString())
                .toList();
    }
}
