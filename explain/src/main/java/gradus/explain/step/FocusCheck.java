package gradus.explain.step;

import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.nn.data.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Refuses a focus on what is not there, so that no document is empty without a word.
final class FocusCheck {
    private static final int MOST_NAMED = 12;

    private FocusCheck() {}

    /// Checks a focus against a step.
    ///
    /// @throws IllegalArgumentException if the network has no such layer, weight, unit or time step
    static void check(Focus focus, Stage stage) {
        focus.layer().ifPresent(path -> checkPath(path, stage));
        if (focus.index().size() > 1) {
            checkWeight(focus, stage);
        }
        if (focus.index().size() == 1) {
            checkUnit(focus, stage);
        }
        int last = stage.named().names().all().stream()
                .mapToInt(naming -> naming.home().place())
                .max()
                .orElse(0);
        if (focus.time().isPresent() && focus.time().getAsInt() > last) {
            throw new IllegalArgumentException("explain: "
                    + (last == 0
                            ? "the network has no time steps, got time step "
                                    + focus.time().getAsInt()
                            : "there are " + last + " time steps, got "
                                    + focus.time().getAsInt()));
        }
    }

    private static void checkPath(String wanted, Stage stage) {
        Set<String> paths = new LinkedHashSet<>();
        stage.named().layers().places().forEach(place -> paths.add(place.path()));
        paths.addAll(stage.step().given().parameters().keySet());
        paths.remove("");
        boolean known = paths.stream().anyMatch(path -> path.equals(wanted) || path.startsWith(wanted + "."));
        if (!known) {
            List<String> some = new ArrayList<>(paths);
            String more = some.size() > MOST_NAMED ? " and " + (some.size() - MOST_NAMED) + " more" : "";
            throw new IllegalArgumentException("explain: there is no layer or parameter '" + wanted + "'"
                    + NearestName.suggestion(wanted, some) + "; there are "
                    + String.join(", ", some.subList(0, Math.min(MOST_NAMED, some.size()))) + more);
        }
    }

    private static void checkUnit(Focus focus, Stage stage) {
        String path = focus.layer().orElse("");
        int units = stage.named().names().all().stream()
                .filter(naming -> naming.home().path().equals(path)
                        || naming.home().path().startsWith(path + "."))
                .map(naming -> naming.node().type().shape())
                .filter(shape -> shape.rank() > 0)
                .mapToInt(shape -> shape.size(-1))
                .max()
                .orElse(0);
        if (focus.index().getFirst() > units) {
            throw new IllegalArgumentException("explain: " + (path.isEmpty() ? "the network" : path) + " has " + units
                    + " units, counted from 1, got " + focus.index().getFirst());
        }
    }

    private static void checkWeight(Focus focus, Stage stage) {
        String path = focus.layer().orElse("");
        Tensor parameter = stage.step().given().parameters().get(path);
        if (parameter == null) {
            throw new IllegalArgumentException("explain: a weight is named by its parameter and indices, such as "
                    + "layers.0.weight[2,1], and '" + path + "' is no parameter; there are "
                    + String.join(", ", stage.step().given().parameters().keySet()));
        }
        Shape shape = parameter.shape();
        boolean fits = shape.rank() == focus.index().size();
        for (int axis = 0; fits && axis < shape.rank(); axis++) {
            fits = focus.index().get(axis) <= shape.size(axis);
        }
        if (!fits) {
            throw new IllegalArgumentException("explain: the indices of " + path + " must fit its shape " + shape
                    + ", counted from 1, got " + focus.index());
        }
    }
}
