package gradus.explain.step;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backend;
import gradus.core.tensor.Program;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The value of every node of a graph for given inputs, as the engine computes it.
final class Values {
    private final List<Node> inputs;
    private final List<Literal> given;
    private final Backend backend;
    private final Map<Node, Literal> known = new HashMap<>();

    /// Computes all nodes that `roots` need.
    ///
    /// @param inputs the input nodes
    /// @param given their values
    Values(List<Node> inputs, List<Literal> given, List<Node> roots, Backend backend) {
        this.inputs = List.copyOf(inputs);
        this.given = List.copyOf(given);
        this.backend = backend;
        for (int i = 0; i < inputs.size(); i++) {
            known.put(inputs.get(i), given.get(i));
        }
        compute(Graph.order(roots));
    }

    private void compute(List<Node> nodes) {
        List<Node> open = new ArrayList<>();
        for (Node node : nodes) {
            if (!known.containsKey(node)) {
                open.add(node);
            }
        }
        if (!open.isEmpty()) {
            List<Literal> results = Program.of(new Graph(inputs, open), backend).call(given);
            for (int i = 0; i < open.size(); i++) {
                known.put(open.get(i), results.get(i));
            }
        }
    }

    /// Gives the value of a node; one that was not asked for at first is computed now.
    Literal of(Node node) {
        if (!known.containsKey(node)) {
            compute(List.of(node));
        }
        Literal value = known.get(node);
        if (value == null) {
            throw new IllegalStateException("values: not computed: " + node);
        }
        return value;
    }

    /// Gives one element of a node's value.
    double get(Node node, int element) {
        return of(node).get(element);
    }

    /// Gives the largest absolute value of all elements.
    double largest(Node node) {
        double largest = 0;
        Literal value = of(node);
        for (int i = 0; i < value.count(); i++) {
            largest = Math.max(largest, Math.abs(value.get(i)));
        }
        return largest;
    }
}
