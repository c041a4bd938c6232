package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.op.Movement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The nodes that have names, in the order in which they got them. A node has one name; a title is given once.
final class Names {
    private final Map<Node, Naming> byNode = new HashMap<>();
    private final List<Naming> all = new ArrayList<>();
    private final Set<String> titles = new HashSet<>();

    /// Names a node, unless it has a name.
    void add(Naming naming) {
        if (!byNode.containsKey(naming.node())) {
            Naming distinct = distinct(naming);
            byNode.put(naming.node(), distinct);
            all.add(distinct);
            titles.add(distinct.title());
        }
    }

    /// Numbers of the engine are found by title, so a title that is taken gets a number.
    private Naming distinct(Naming naming) {
        String title = naming.title();
        for (int more = 2; titles.contains(title); more++) {
            title = naming.title() + " (" + more + ")";
        }
        return new Naming(naming.node(), naming.phase(), title, naming.home(), naming.symbol());
    }

    boolean isTaken(String title) {
        return titles.contains(title);
    }

    Optional<Naming> of(Node node) {
        return Optional.ofNullable(byNode.get(node));
    }

    List<Naming> all() {
        return all;
    }

    /// Says whether every element of a node is an element of a named one: it has a name itself, or only moves what
    /// has.
    boolean covers(Node node) {
        Node at = node;
        while (!byNode.containsKey(at)
                && at.op() instanceof Movement
                && at.inputs().size() == 1) {
            at = at.input(0);
        }
        return byNode.containsKey(at)
                || at.op() instanceof Movement.Concat && at.inputs().stream().allMatch(this::covers);
    }
}
