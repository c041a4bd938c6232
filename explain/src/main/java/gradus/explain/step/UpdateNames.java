package gradus.explain.step;

import gradus.core.graph.Graph;
import gradus.core.graph.Narration;
import gradus.core.graph.Node;
import gradus.core.type.Shape;
import gradus.explain.document.Phase;
import gradus.explain.maths.Symbol;
import gradus.nn.train.TracedStep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Names the numbers of an update: the optimizer's next state, the change of each parameter, the new parameter, and
/// what is computed on the way.
final class UpdateNames {
    private final TracedStep step;
    private final Names names;
    private final Namer.Phases phases;
    private final Map<String, Symbol.Name> parameters;
    private final Map<Node, Set<String>> owners = new HashMap<>();

    private UpdateNames(TracedStep step, Names names, Namer.Phases phases, Map<String, Symbol.Name> parameters) {
        this.step = step;
        this.names = names;
        this.phases = phases;
        this.parameters = parameters;
    }

    static void add(TracedStep step, Names names, Namer.Phases phases, Map<String, Symbol.Name> parameters) {
        UpdateNames update = new UpdateNames(step, names, phases, parameters);
        update.findOwners();
        update.nameState();
        update.nameInner();
        update.nameChanges();
        update.nameRest();
    }

    /// Which parameters' updates need a node.
    private void findOwners() {
        step.made().update().updates().forEach((path, change) -> {
            for (Node node : Graph.order(List.of(change.node()))) {
                owners.computeIfAbsent(node, _ -> new HashSet<>()).add(path);
            }
        });
    }

    private void nameState() {
        step.made().update().state().forEach((name, value) -> {
            Node before = step.given().optimizer().containsKey(name)
                    ? step.given().optimizer().get(name).node()
                    : value.node();
            names.of(before)
                    .ifPresent(old -> add(
                            value.node(),
                            "New " + old.title(),
                            old.home(),
                            e -> new Symbol.Next(old.symbol().apply(e))));
        });
    }

    private void nameInner() {
        for (Node node : phases.update()) {
            Optional.ofNullable(step.names().get(node)).ifPresent(inner -> nameInner(node, inner));
        }
    }

    private void nameInner(Node node, Narration.Name inner) {
        String path = owner(node);
        add(node, inner.letter() + " of " + path, Naming.Home.of(path, ""), symbol(inner.letter(), path, node));
    }

    private void nameChanges() {
        step.made()
                .update()
                .updates()
                .forEach((path, change) -> add(
                        change.node(),
                        "Change of " + path,
                        Naming.Home.of(path, ""),
                        symbol("Δ", path, change.node())));
        step.made().parameters().forEach((path, value) -> {
            Symbol.Name owner = parameters.get(path);
            Shape shape = value.shape();
            if (owner != null) {
                add(
                        value.node(),
                        "New " + path,
                        Naming.Home.of(path, ""),
                        e -> new Symbol.Next(new Symbol.Name(owner.letter(), owner.layer(), Namer.indices(shape, e))));
            }
        });
    }

    private void nameRest() {
        new Unnamed(names, phases.update()).each((node, count) -> {
            String path = owner(node);
            add(
                    node,
                    "Part of the update u" + count + " (" + node.op().name() + ")",
                    Naming.Home.of(path, ""),
                    symbol("u" + count, path, node));
        });
    }

    /// The parameter whose update alone needs a node; empty if several do.
    private String owner(Node node) {
        Set<String> paths = owners.getOrDefault(node, Set.of());
        return paths.size() == 1 ? paths.iterator().next() : "";
    }

    private IntFunction<Symbol> symbol(String letter, String path, Node node) {
        Symbol.Name owner = parameters.get(path);
        Shape shape = node.type().shape();
        if (owner == null) {
            return e -> new Symbol.Name(letter, "", Namer.indices(shape, e));
        }
        return e -> new Symbol.Of(letter, new Symbol.Name(owner.letter(), owner.layer(), Namer.indices(shape, e)));
    }

    private void add(Node node, String title, Naming.Home home, IntFunction<Symbol> symbol) {
        names.add(new Naming(node, Phase.UPDATE, title, home, symbol));
    }
}
