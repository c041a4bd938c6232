package gradus.explain.step;

import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Blocks of layers that stand in a row under one name, such as `blocks.0` to `blocks.11`, and those of them that are
/// folded: of blocks that are alike all but the first and the last.
final class Blocks {
    private static final int FEWEST = 3;

    private final Set<String> folded;

    private Blocks(Set<String> folded) {
        this.folded = folded;
    }

    /// Folds nothing.
    static Blocks open() {
        return new Blocks(Set.of());
    }

    /// Folds blocks whose parameters have the same names and shapes.
    static Blocks alike(Stage stage) {
        return folding(stage, true);
    }

    /// Folds whatever stands between the first and the last of a row.
    static Blocks between(Stage stage) {
        return folding(stage, false);
    }

    private static Blocks folding(Stage stage, boolean mustBeAlike) {
        Map<String, Tensor> parameters = stage.step().given().parameters();
        Map<String, Map<Integer, List<String>>> rows = new LinkedHashMap<>();
        parameters.forEach((path, value) -> {
            String[] names = path.split("\\.");
            for (int i = 1; i < names.length; i++) {
                if (names[i].chars().allMatch(Character::isDigit)) {
                    String row = String.join(".", List.of(names).subList(0, i));
                    String inside = String.join(".", List.of(names).subList(i + 1, names.length));
                    rows.computeIfAbsent(row, _ -> new TreeMap<>())
                            .computeIfAbsent(Integer.valueOf(names[i]), _ -> new ArrayList<>())
                            .add(inside + value.shape());
                }
            }
        });
        Set<String> folded = new LinkedHashSet<>();
        rows.forEach((row, blocks) -> {
            Map<List<String>, List<Integer>> kinds = new LinkedHashMap<>();
            blocks.forEach(
                    (index, inside) -> kinds.computeIfAbsent(mustBeAlike ? inside : List.of(), _ -> new ArrayList<>())
                            .add(index));
            kinds.values().stream()
                    .filter(alike -> alike.size() >= FEWEST)
                    .forEach(alike ->
                            alike.subList(1, alike.size() - 1).forEach(index -> folded.add(row + "." + index)));
        });
        return new Blocks(outermost(folded));
    }

    private static Set<String> outermost(Collection<String> paths) {
        Set<String> outermost = new LinkedHashSet<>();
        for (String path : paths) {
            if (paths.stream().noneMatch(other -> path.startsWith(other + "."))) {
                outermost.add(path);
            }
        }
        return outermost;
    }

    /// Gives the folded blocks in order.
    Set<String> paths() {
        return folded;
    }

    /// Gives the folded block that something belongs to.
    Optional<String> of(Naming naming) {
        String path = naming.home().path();
        int end = path.length();
        while (end > 0) {
            String holder = path.substring(0, end);
            if (folded.contains(holder)) {
                return Optional.of(holder);
            }
            end = path.lastIndexOf('.', end - 1);
        }
        return Optional.empty();
    }
}
