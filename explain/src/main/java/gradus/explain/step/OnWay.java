package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.explain.document.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;

/// Which elements belong to a weight or unit in focus: what it is computed from, what it moves on the way to the loss,
/// the gradients by all of these, and its update.
final class OnWay {
    private final Stage stage;
    private final Focus focus;
    private final Way way;
    private final Reads reads;
    private final Map<Node, Set<Integer>> chosen = new HashMap<>();

    private OnWay(Stage stage, Focus focus, Way way) {
        this.stage = stage;
        this.focus = focus;
        this.way = way;
        this.reads = new Reads(stage, focus.lines());
    }

    /// Gives the elements to show by node.
    static Map<Node, Set<Integer>> of(Stage stage, Focus focus, Way way) {
        OnWay on = new OnWay(stage, focus, way);
        way.nodes().forEach(on::addPassed);
        on.addSource();
        on.addLoss();
        on.addUpdate();
        return on.chosen;
    }

    private void add(Node node, Set<Integer> elements) {
        chosen.computeIfAbsent(node, _ -> new TreeSet<>()).addAll(elements);
    }

    private void addWithGradient(Node node, Set<Integer> elements) {
        add(node, elements);
        Node adjoint = stage.step().adjoints().get(node);
        if (adjoint != null) {
            add(adjoint, elements);
        }
    }

    /// The elements through which most of the gradient goes; where it is 0, those that move most.
    private void addPassed(Node node) {
        int place = stage.named().names().of(node).map(n -> n.home().place()).orElse(0);
        if (focus.time().isPresent() && place != 0 && place != focus.time().getAsInt()) {
            return;
        }
        boolean flows = way.gradient() != 0;
        IntToDoubleFunction weight = e -> Math.abs(flows ? way.part(node, e) : way.slope(node, e));
        addWithGradient(node, Largest.of(way.elements(node), weight, focus.lines()));
    }

    private void addSource() {
        Node node = way.source().node();
        Set<Integer> elements = Largest.of(way.source().elements(), e -> Math.abs(way.part(node, e)), focus.lines());
        addWithGradient(node, elements);
        if (way.source().isWeight()) {
            Node adjoint = stage.step().adjoints().getOrDefault(node, node);
            elements.forEach(e -> addRead(reads.of(adjoint, e)));
        } else {
            elements.forEach(e -> addRead(reads.of(node, e)));
            stage.step().given().parameters().forEach(this::addParameter);
        }
    }

    private void addRead(List<Reads.Read> all) {
        all.forEach(read -> add(read.naming().node(), Set.of(read.element())));
    }

    /// The parameters of a unit are those of its layer with its index in the last place.
    private void addParameter(String path, Tensor parameter) {
        Shape shape = parameter.shape();
        if (!path.startsWith(focus.layer().orElse("") + ".") || shape.rank() == 0) {
            return;
        }
        Set<Integer> elements = new TreeSet<>();
        for (int e = 0; e < shape.count(); e++) {
            if (Places.indices(shape, e)[shape.rank() - 1] + 1 == focus.index().getLast()) {
                elements.add(e);
            }
        }
        Node adjoint = stage.step().adjoints().getOrDefault(parameter.node(), parameter.node());
        addWithGradient(
                parameter.node(),
                Largest.of(elements, e -> Math.abs(stage.values().get(adjoint, e)), focus.lines()));
    }

    /// What is right, as far as the loss asks for it.
    private void addLoss() {
        for (Node node : stage.named().phases().loss()) {
            for (int e : List.copyOf(chosen.getOrDefault(node, Set.of()))) {
                reads.of(node, e).stream()
                        .filter(read -> stage.isSample(read.naming().node()))
                        .forEach(read -> add(read.naming().node(), Set.of(read.element())));
            }
        }
    }

    /// The numbers of the update of the parameters shown, and those that are one for all.
    private void addUpdate() {
        Map<String, Set<Integer>> byPath = new HashMap<>();
        stage.step().given().parameters().forEach((path, value) -> {
            if (chosen.containsKey(value.node())) {
                byPath.put(path, Set.copyOf(chosen.get(value.node())));
            }
        });
        for (Naming naming : stage.named().names().all()) {
            if (naming.phase() == Phase.UPDATE) {
                Set<Integer> elements = byPath.get(naming.home().path());
                Tensor parameter =
                        stage.step().given().parameters().get(naming.home().path());
                if (naming.count() == 1
                        && (elements != null || naming.home().path().isEmpty())) {
                    add(naming.node(), Set.of(0));
                } else if (elements != null
                        && parameter != null
                        && parameter.shape().count() == naming.count()) {
                    add(naming.node(), elements);
                }
            }
        }
    }
}
