package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.explain.document.Phase;
import gradus.explain.maths.Symbol;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The numbers in focus: a weight, or what a unit gives in all samples and places at once.
///
/// @param naming the node they belong to
/// @param elements which of its elements
/// @param isWeight whether they are a parameter
record Source(Naming naming, Set<Integer> elements, boolean isWeight) {
    /// Gives what a focus on a weight or a unit means in a step.
    static Optional<Source> of(Stage stage, Focus focus) {
        if (focus.index().isEmpty() || focus.layer().isEmpty()) {
            return Optional.empty();
        }
        String path = focus.layer().get();
        Tensor parameter = stage.step().given().parameters().get(path);
        if (parameter != null && parameter.rank() == focus.index().size()) {
            int[] at = focus.index().stream().mapToInt(i -> i - 1).toArray();
            int element = Places.element(parameter.shape(), at);
            return stage.named().names().of(parameter.node()).map(naming -> new Source(naming, Set.of(element), true));
        }
        int unit = focus.index().getFirst();
        return stage.named().names().all().stream()
                .filter(naming -> isOutput(stage, naming, focus))
                .reduce((_, last) -> last)
                .map(naming -> new Source(naming, ofUnit(naming, unit), false));
    }

    private static boolean isOutput(Stage stage, Naming naming, Focus focus) {
        Naming.Home home = naming.home();
        String path = focus.layer().orElse("");
        boolean here = naming.phase() == Phase.FORWARD
                && (home.path().equals(path) || home.path().startsWith(path + "."));
        boolean now = focus.time().isEmpty() || home.place() == focus.time().getAsInt();
        Shape shape = naming.node().type().shape();
        return here
                && now
                && shape.rank() > 0
                && shape.size(-1) >= focus.index().getFirst()
                && !stage.isInput(naming.node())
                && stage.step().adjoints().containsKey(naming.node());
    }

    private static Set<Integer> ofUnit(Naming naming, int unit) {
        int units = naming.node().type().shape().size(-1);
        Set<Integer> elements = new TreeSet<>();
        for (int e = unit - 1; e < naming.count(); e += units) {
            elements.add(e);
        }
        return elements;
    }

    Node node() {
        return naming.node();
    }

    /// The symbol of the numbers; that of a unit in several samples or places has its own index alone.
    Symbol symbol() {
        int first = elements.iterator().next();
        Symbol symbol = naming.symbol().apply(first);
        return elements.size() > 1 && symbol instanceof Symbol.Name(var letter, var layer, var indices)
                ? new Symbol.Name(letter, layer, List.of(indices.getLast()))
                : symbol;
    }
}
