package gradus.explain.step;

import gradus.core.graph.Graph;
import gradus.core.graph.Narration;
import gradus.core.graph.Node;
import gradus.core.op.Fused;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.explain.document.Phase;
import gradus.explain.maths.Superscript;
import gradus.explain.maths.Symbol;
import gradus.nn.train.TracedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Gives the nodes of a step their names: inputs, parameters, what layers give, gates and scores, the loss, the
/// gradients by all of these, and the numbers of the update.
final class Namer {
    private final TracedStep step;
    private final int rows;
    private final Layers layers;
    private final Names names = new Names();
    private final Map<String, Symbol.Name> parameters = new HashMap<>();
    private final Symbol objective;

    /// Which nodes belong to which phase.
    ///
    /// @param forward from the inputs to the answer
    /// @param loss from the answer to the objective
    /// @param backward the gradients
    /// @param update from the gradients to the new parameters
    record Phases(Set<Node> forward, Set<Node> loss, Set<Node> backward, Set<Node> update) {
        Phase of(Node node) {
            if (forward.contains(node)) {
                return Phase.FORWARD;
            }
            return loss.contains(node) ? Phase.LOSS : backward.contains(node) ? Phase.BACKWARD : Phase.UPDATE;
        }
    }

    private final Phases phases;

    private Namer(TracedStep step, Object network, int rows) {
        this.step = step;
        this.rows = rows;
        Optional<Node> answer = step.made().judged().answer().map(Tensor::node);
        this.layers = new Layers(step.passes(), network, answer, inputs(step));
        this.phases = phases(step, layers);
        this.objective = Symbol.of(hasPenalty() ? "J" : "C");
    }

    /// Names the nodes of a step.
    ///
    /// @param network the network, for one that is a single layer
    /// @param rows the size of the batch
    static Named of(TracedStep step, Object network, int rows) {
        Namer namer = new Namer(step, network, rows);
        namer.nameGiven();
        namer.nameLayers();
        namer.nameLoss();
        namer.nameGradients();
        namer.nameUpdates();
        return new Named(namer.names, namer.layers, namer.phases, namer.objective);
    }

    /// What naming gives.
    ///
    /// @param names the names
    /// @param layers the layers
    /// @param phases which nodes belong to which phase
    /// @param objective the symbol of what is made small
    record Named(Names names, Layers layers, Phases phases, Symbol objective) {}

    /// Gives all input nodes in the order of the graph.
    static Set<Node> inputs(TracedStep step) {
        Set<Node> inputs = new LinkedHashSet<>();
        TracedStep.Given given = step.given();
        List<Map<String, Tensor>> groups =
                List.of(given.parameters(), given.statistics(), given.optimizer(), given.batch(), given.scalars());
        groups.forEach(group -> group.values().forEach(tensor -> inputs.add(tensor.node())));
        inputs.add(given.key().node());
        return inputs;
    }

    private static Phases phases(TracedStep step, Layers layers) {
        List<Node> outputs = new ArrayList<>();
        layers.places().forEach(place -> outputs.add(place.output()));
        Set<Node> done = new HashSet<>();
        Set<Node> forward = fresh(outputs, done);
        Set<Node> loss = fresh(List.of(step.made().total().node()), done);
        Set<Node> backward = fresh(adjoints(step), done);
        List<Node> results = new ArrayList<>();
        step.made().parameters().values().forEach(tensor -> results.add(tensor.node()));
        step.made().update().state().values().forEach(tensor -> results.add(tensor.node()));
        return new Phases(forward, loss, backward, fresh(results, done));
    }

    /// The gradients in the order of back-propagation.
    private static List<Node> adjoints(TracedStep step) {
        List<Node> adjoints = new ArrayList<>();
        for (Node node : Graph.order(List.of(step.made().total().node())).reversed()) {
            Optional.ofNullable(step.adjoints().get(node)).ifPresent(adjoints::add);
        }
        return adjoints;
    }

    private static Set<Node> fresh(List<Node> roots, Set<Node> done) {
        Set<Node> fresh = new LinkedHashSet<>();
        for (Node node : Graph.order(roots)) {
            if (done.add(node)) {
                fresh.add(node);
            }
        }
        return fresh;
    }

    private boolean hasPenalty() {
        return step.made().penalty().isSymbolic();
    }

    private void nameGiven() {
        List<String> known = List.of("x", "y");
        List<String> parts = List.copyOf(step.given().batch().keySet());
        step.given().batch().forEach((part, value) -> {
            int i = parts.indexOf(part);
            String letter = i < known.size() ? known.get(i) : part;
            String title = (i == 0 ? "Inputs " : "Given ") + letter;
            name(value.node(), title, Naming.Home.of("", part), name(letter, "", value.node()));
        });
        step.given().parameters().forEach(this::nameParameter);
        step.given().statistics().forEach(this::nameParameter);
        step.given().scalars().forEach((name, value) -> {
            Symbol symbol = Symbol.of(Letters.number(name));
            name(value.node(), "Number " + name, Naming.Home.NONE, _ -> symbol);
        });
        step.given()
                .optimizer()
                .forEach((name, value) -> name(
                        value.node(), "State " + name, Naming.Home.of(path(name), name), state(name, value.node())));
    }

    private void nameParameter(String path, Tensor value) {
        int number = layers.number(path);
        String layer = number == 0 ? "" : Integer.toString(number);
        String component = path.substring(path.lastIndexOf('.') + 1);
        String letter = Letters.parameter(component);
        boolean taken = parameters.containsValue(new Symbol.Name(letter, layer, List.of()));
        Symbol.Name symbol = new Symbol.Name(taken ? letter + "(" + holder(path) + ")" : letter, layer, List.of());
        parameters.put(path, symbol);
        Shape shape = value.shape();
        name(
                value.node(),
                "Parameter " + symbol.letter() + (layer.isEmpty() ? "" : Superscript.of(layer)) + ", " + path,
                Naming.Home.of(path, ""),
                e -> new Symbol.Name(symbol.letter(), layer, indices(shape, e)));
    }

    /// The part of a path before the last, such as `backward` in `layers.0.backward.bias`.
    private static String holder(String path) {
        String[] parts = path.split("\\.");
        return parts.length < 2 ? path : parts[parts.length - 2];
    }

    /// The parameter path in the name of a state, such as `layers.0.weight` in `0.m/layers.0.weight`.
    private static String path(String state) {
        int slash = state.indexOf('/');
        return slash < 0 ? "" : state.substring(slash + 1);
    }

    private IntFunction<Symbol> state(String name, Node node) {
        String slot = name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/'));
        String letter = slot.replaceFirst("^(\\d+\\.)+", "");
        Symbol.Name owner = parameters.get(path(name));
        if (owner == null) {
            return _ -> Symbol.of(letter);
        }
        Shape shape = node.type().shape();
        return e -> new Symbol.Of(letter, new Symbol.Name(owner.letter(), owner.layer(), indices(shape, e)));
    }

    private void nameLayers() {
        Map<Node, Narration.Name> inner = step.names();
        for (Node node : phases.forward()) {
            if (inner.containsKey(node)) {
                nameInner(node, inner.get(node));
            }
        }
        for (Layers.Place place : layers.places()) {
            if (!names.covers(place.output())) {
                String letter = Letters.output(place.part());
                nameForward(place.output(), letter, Letters.words(letter), place, 0);
            }
        }
        new Unnamed(names, phases.forward())
                .each((node, count) -> nameForward(
                        node,
                        "v" + count,
                        "Intermediate values (" + node.op().name() + ")",
                        layers.of(node).orElse(new Layers.Place("", "", 0, node)),
                        0));
    }

    private void nameInner(Node node, Narration.Name inner) {
        Layers.Place place = layers.of(node).orElse(new Layers.Place("", "", 0, node));
        nameForward(node, inner.letter(), Letters.innerWords(inner.letter()), place, inner.place());
    }

    private void nameForward(Node node, String letter, String words, Layers.Place place, int time) {
        String layer = place.number() == 0 ? "" : Integer.toString(place.number());
        String superscript = time == 0 ? layer : layer.isEmpty() ? "t=" + time : layer + ",t=" + time;
        String distinct = letter;
        int turn = 1;
        while (names.isTaken(title(words, distinct, layer, time))) {
            distinct = letter + "(" + ++turn + ")";
        }
        name(
                node,
                title(words, distinct, layer, time),
                new Naming.Home(place.path(), place.words(node), time),
                name(distinct, superscript, node));
    }

    private static String title(String words, String letter, String layer, int time) {
        String symbol = letter + (layer.isEmpty() ? "" : Superscript.of(layer));
        return words + " " + symbol + (time == 0 ? "" : " at step " + time);
    }

    private void nameLoss() {
        TracedStep.Made made = step.made();
        name(made.judged().objective().node(), "Loss C", Naming.Home.NONE, _ -> Symbol.of("C"));
        if (hasPenalty()) {
            name(made.penalty().node(), "Penalty R", Naming.Home.NONE, _ -> Symbol.of("R"));
            name(made.total().node(), "Objective J", Naming.Home.NONE, _ -> objective);
        }
        for (Node node : phases.loss()) {
            Narration.Name inner = step.names().get(node);
            if (inner != null) {
                name(node, "Loss " + inner.letter(), Naming.Home.NONE, name(inner.letter(), "", node));
            }
        }
        new Unnamed(names, phases.loss())
                .each((node, count) -> name(
                        node,
                        "Part of the loss ℓ" + (count == 1 ? "" : count) + " ("
                                + node.op().name() + ")",
                        Naming.Home.NONE,
                        name("ℓ" + (count == 1 ? "" : count), "", node)));
    }

    private void nameGradients() {
        List<Naming> forward = new ArrayList<>(names.all());
        Map<Node, Naming> wanted = new LinkedHashMap<>();
        for (Naming naming : forward.reversed()) {
            Node adjoint = step.adjoints().get(naming.node());
            if (adjoint != null
                    && naming.phase() != Phase.UPDATE
                    && naming.node().type().count() > 0
                    && !isObjective(naming.node())) {
                wanted.putIfAbsent(adjoint, naming);
            }
        }
        wanted.forEach((adjoint, naming) -> nameAs(
                adjoint,
                Phase.BACKWARD,
                gradientTitle(naming),
                naming.home(),
                e -> objective.by(naming.symbol().apply(e))));
        new Unnamed(names, phases.backward()).each(this::nameBackward);
    }

    private void nameBackward(Node node, int count) {
        boolean isSoftmax = node.op() instanceof Fused.Softmax;
        String letter = isSoftmax ? "p" : "k" + count;
        String words = isSoftmax
                ? "Probabilities p, the softmax of the logits"
                : "Part of the gradients " + letter + " (" + node.op().name() + ")";
        Naming.Home home = node.explains()
                .flatMap(factor -> layers.of(factor.forward()))
                .map(place -> Naming.Home.of(place.path(), place.words(node)))
                .orElse(Naming.Home.NONE);
        nameAs(node, Phase.BACKWARD, words, home, name(letter, "", node));
    }

    private static String gradientTitle(Naming naming) {
        String title = naming.title();
        return title.startsWith(Letters.words("z") + " ")
                ? "Error signals δ, the gradients by weighted inputs"
                        + title.substring(Letters.words("z").length())
                : "Gradients by " + Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    private boolean isObjective(Node node) {
        TracedStep.Made made = step.made();
        return node == made.judged().objective().node()
                || node == made.total().node()
                || hasPenalty() && node == made.penalty().node();
    }

    private void nameUpdates() {
        UpdateNames.add(step, names, phases, parameters);
    }

    private void name(Node node, String title, Naming.Home home, IntFunction<Symbol> symbol) {
        nameAs(node, phases.of(node), title, home, symbol);
    }

    private void nameAs(Node node, Phase phase, String title, Naming.Home home, IntFunction<Symbol> symbol) {
        names.add(new Naming(node, phase, title, home, symbol));
    }

    private IntFunction<Symbol> name(String letter, String layer, Node node) {
        Shape shape = node.type().shape();
        boolean single = rows == 1 && shape.rank() > 0 && shape.size(0) == 1;
        Shape shown = single ? shape.slice(1, shape.rank()) : shape;
        return e -> new Symbol.Name(letter, layer, indices(shown, e));
    }

    static List<Integer> indices(Shape shape, int element) {
        List<Integer> indices = new ArrayList<>();
        for (int index : Places.indices(shape, element)) {
            indices.add(index + 1);
        }
        return indices;
    }
}
