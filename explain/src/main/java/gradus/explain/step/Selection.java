package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which elements of each named node are shown: all of a small step, else those that move most, seen from the gradient.
final class Selection {
    private final Stage stage;
    private final Focus focus;
    private final Extent extent;
    private final Map<Node, Node> adjoints = new HashMap<>();
    private final Map<Node, Set<Integer>> chosen = new HashMap<>();
    private final Set<String> companions;

    Selection(Stage stage, Focus focus, Extent extent, Optional<Way> way) {
        this.stage = stage;
        this.focus = focus;
        this.extent = extent;
        adjoints.putAll(stage.step().adjoints());
        companions = focus.layer()
                .map(path -> companions(stage.named().layers(), path))
                .orElse(Set.of());
        if (way.isPresent()) {
            chosen.putAll(OnWay.of(stage, focus, way.get()));
        } else {
            stage.named().names().all().forEach(naming -> chosen.put(naming.node(), choose(naming)));
        }
    }

    /// Gives the elements to show, ascending.
    Set<Integer> of(Naming naming) {
        return chosen.getOrDefault(naming.node(), Set.of());
    }

    boolean shows(Node node, int element) {
        return chosen.getOrDefault(node, Set.of()).contains(element);
    }

    private Set<Integer> choose(Naming naming) {
        int most = extent.most(naming);
        if (most == 0) {
            return Set.of();
        }
        List<Integer> elements = new ArrayList<>();
        for (int e = 0; e < naming.count(); e++) {
            if (extent.whole() || wanted(naming, e)) {
                elements.add(e);
            }
        }
        Literal weights = stage.values().of(judge(naming));
        return Largest.of(elements, e -> Math.abs(weights.get(e)), most);
    }

    /// By which numbers the elements of a node are weighed: their gradients, else themselves; numbers of an update
    /// by
    /// the gradient of their parameter.
    private Node judge(Naming naming) {
        Node adjoint = switch (naming.phase()) {
            case FORWARD, LOSS, AFTER -> adjoints.getOrDefault(naming.node(), naming.node());
            case BACKWARD -> naming.node();
            case UPDATE -> ofParameter(naming);
        };
        return adjoint.type().count() == naming.count() ? adjoint : naming.node();
    }

    private Node ofParameter(Naming naming) {
        var parameter = stage.step().given().parameters().get(naming.home().path());
        return parameter == null ? naming.node() : adjoints.getOrDefault(parameter.node(), naming.node());
    }

    private boolean wanted(Naming naming, int e) {
        boolean single = naming.count() == 1;
        boolean here = focus.layer().isEmpty()
                || single
                || isIn(naming.home().path(), focus.layer().get());
        boolean now = focus.time().isEmpty()
                || naming.home().place() == 0
                || naming.home().place() == focus.time().getAsInt();
        return here && now && (single || focus.index().isEmpty() || isIndexed(naming, e));
    }

    /// Says whether something at a path belongs to what is wanted: it is the same, inside it, holds it, or is a
    /// layer
    /// without parameters that goes with it, such as its activation.
    private boolean isIn(String path, String wanted) {
        boolean same = path.equals(wanted) || path.startsWith(wanted + ".");
        boolean holds = wanted.startsWith(path + ".") && !path.isEmpty();
        return same || holds || companions.contains(path);
    }

    private static Set<String> companions(Layers layers, String wanted) {
        int number = layers.number(wanted + ".");
        Set<String> paths = new TreeSet<>();
        for (Layers.Place place : layers.places()) {
            boolean alone = !place.path().isEmpty() && layers.isLeaf(place);
            if (alone && place.number() == number) {
                paths.add(place.path());
            }
        }
        return paths;
    }

    /// A weight [i, j] is shown with its input i, its output j and the bias j; a unit with all that leads to it.
    private boolean isIndexed(Naming naming, int e) {
        Shape shape = naming.node().type().shape();
        int[] at = Places.indices(shape, e);
        List<Integer> wanted = focus.index();
        int last = at[at.length - 1] + 1;
        boolean isWeight = wanted.size() > 1 && shape.rank() == wanted.size() && isParameterShaped(naming);
        if (!isWeight) {
            return last == wanted.getLast();
        }
        for (int i = 0; i < at.length; i++) {
            if (at[i] + 1 != wanted.get(i)) {
                return false;
            }
        }
        return true;
    }

    /// A node of a parameter, its gradient or its update.
    private boolean isParameterShaped(Naming naming) {
        String path = naming.home().path();
        var parameter = stage.step().given().parameters().get(path);
        return parameter != null
                && parameter.shape().equals(naming.node().type().shape());
    }
}
