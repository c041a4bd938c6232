package gradus.core.autodiff;

import gradus.core.graph.Build;
import gradus.core.graph.Explains;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.type.DTypeException;
import gradus.core.type.ShapeException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Back-propagation: walks a graph from its result to its beginnings and builds the graph of the gradients.
///
/// Each node's gradient is the sum of what flows back from its users; nodes that do not depend on the asked-for ones
/// are never visited.
///
/// {@snippet file="EngineSnippets.java" region="Gradients"}
public final class Gradients {
    private Gradients() {}

    /// Gives `∂ loss / ∂ wᵢ` for each asked-for node, zeros where the loss does not depend on it.
    ///
    /// @throws ShapeException if the loss is not a scalar
    /// @throws DTypeException if the loss or an asked-for node is not floating point
    public static List<Node> of(Node loss, List<Node> wrt) {
        Map<Node, Node> adjoints = all(loss, wrt);
        return wrt.stream()
                .map(node -> Optional.ofNullable(adjoints.get(node)).orElseGet(() -> Build.zerosLike(node)))
                .toList();
    }

    /// Gives the gradients by the asked-for nodes and by every node between them and the loss, as one graph: where
    /// [#of] would give the same nodes for the asked-for ones, so does this. Nodes through which nothing flows are
    /// left out.
    ///
    /// @throws ShapeException if the loss is not a scalar
    /// @throws DTypeException if the loss or an asked-for node is not floating point
    public static Map<Node, Node> all(Node loss, List<Node> wrt) {
        require(loss, wrt);
        return walk(loss, Build.fill(loss.type(), 1), wrt);
    }

    private static void require(Node loss, List<Node> wrt) {
        if (loss.type().shape().rank() != 0) {
            throw new ShapeException("gradient: the result must be a scalar, got " + loss.type()
                    + loss.origin().at() + "; take its sum() or mean()");
        }
        wrt.forEach(Gradients::requireFloating);
        requireFloating(loss);
    }

    private static void requireFloating(Node node) {
        if (!node.type().dtype().isFloating()) {
            throw new DTypeException("gradient: derivatives exist for floating-point values only, got " + node.type()
                    + node.origin().at() + "; cast it with .as(DType.FLOAT32)");
        }
    }

    /// Gives the gradient that flows through a subgraph from its result to one of its inputs.
    static Optional<Node> through(Node result, Node seed, Node input) {
        return Optional.ofNullable(walk(result, seed, List.of(input)).get(input));
    }

    private static Map<Node, Node> walk(Node result, Node seed, List<Node> wrt) {
        Set<Node> active = active(result, wrt);
        Map<Node, Node> adjoints = new HashMap<>();
        if (active.contains(result)) {
            adjoints.put(result, seed);
        }
        for (Node y : Graph.order(List.of(result)).reversed()) {
            Node dy = adjoints.get(y);
            if (dy != null && active.contains(y)) {
                flowBack(y, dy, active, adjoints);
            }
        }
        return adjoints;
    }

    private static void flowBack(Node y, Node dy, Set<Node> active, Map<Node, Node> adjoints) {
        for (int i = 0; i < y.inputs().size(); i++) {
            Node x = y.input(i);
            int input = i;
            if (active.contains(x) && x.type().dtype().isFloating()) {
                new Explains(y, i)
                        .during(() -> Vjp.rule(y, dy, input).map(dx -> {
                            Node sum = adjoints.get(x);
                            return sum == null ? dx : Build.add(sum, dx);
                        }))
                        .ifPresent(sum -> adjoints.put(x, sum));
            }
        }
    }

    /// The nodes on some path from the asked-for nodes to the result.
    private static Set<Node> active(Node result, List<Node> wrt) {
        Set<Node> active = new HashSet<>();
        active.addAll(wrt);
        for (Node node : Graph.order(List.of(result))) {
            if (node.inputs().stream().anyMatch(active::contains)) {
                active.add(node);
            }
        }
        return active;
    }
}
