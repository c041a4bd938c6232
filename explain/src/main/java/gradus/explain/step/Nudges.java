package gradus.explain.step;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.tensor.Program;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The objective as a function of single numbers of the forward pass, each of which can be nudged.
///
/// The pass is cut into stretches. For a number of one stretch only what comes after its beginning is computed anew;
/// what comes before keeps its values.
final class Nudges {
    private static final int MOST_STRETCHES = 8;
    private static final int SHORTEST = 24;

    private final Stage stage;
    private final Set<Node> nudged;
    private final Node total;
    private final List<Node> order;
    private final Map<Node, Integer> places = new HashMap<>();
    private final int length;
    private final Map<Integer, Stretch> stretches = new HashMap<>();
    private final Backend backend = Backends.standard();

    /// The rest of the pass from a place on, ready to run.
    ///
    /// @param call computes it
    /// @param nudges what is added to each number that can be nudged
    /// @param result where the objective comes out
    /// @param middle the objective without a nudge
    private record Stretch(Executable.Call call, Map<Node, Buffer> nudges, Buffer result, double middle) {}

    /// Prepares nothing yet.
    ///
    /// @param stage the step in float64
    /// @param nudged the nodes that can be nudged
    Nudges(Stage stage, Set<Node> nudged) {
        this.stage = stage;
        this.nudged = nudged;
        this.total = stage.step().made().total().node();
        this.order = Graph.order(List.of(total));
        for (int i = 0; i < order.size(); i++) {
            places.put(order.get(i), i);
        }
        this.length = Math.max(SHORTEST, (order.size() + MOST_STRETCHES - 1) / MOST_STRETCHES);
    }

    boolean canMove(Node node) {
        return nudged.contains(node) && places.containsKey(node);
    }

    /// Gives the objective without a nudge, as the passes for a node compute it.
    double middle(Node node) {
        return stretch(node).middle();
    }

    /// Gives the objective with an element of a node nudged.
    double at(Node node, int element, double nudge) {
        Stretch stretch = stretch(node);
        Buffer buffer = stretch.nudges().get(node);
        if (buffer == null) {
            throw new IllegalStateException("differences: not prepared for " + node);
        }
        move(buffer, element, nudge);
        stretch.call().run();
        move(buffer, element, 0);
        return stretch.result().host().get(0);
    }

    private static void move(Buffer buffer, int element, double nudge) {
        buffer.host().set(element, nudge);
        buffer.hostChanged();
    }

    private Stretch stretch(Node node) {
        Integer place = places.get(node);
        if (place == null) {
            throw new IllegalStateException("differences: not on the way to the objective: " + node);
        }
        return stretches.computeIfAbsent(place / length, index -> new Making(index * length).stretch());
    }

    /// Builds the graph of a stretch.
    private final class Making {
        private final int start;
        private final List<Node> inputs = new ArrayList<>();
        private final List<Buffer> buffers = new ArrayList<>();
        private final Map<Node, Buffer> nudges = new HashMap<>();
        private final Map<Node, Node> moved = new HashMap<>();

        Making(int start) {
            this.start = start;
        }

        Stretch stretch() {
            for (int i = start; i < order.size(); i++) {
                moved.put(order.get(i), moved(order.get(i), i < start + length));
            }
            Node end = moved.getOrDefault(total, total);
            Buffer result = backend.buffer(Literal.zeros(total.type()));
            Program program = Program.of(new Graph(inputs, List.of(end)), backend);
            Executable.Call call = program.bind(buffers, List.of(result));
            call.run();
            return new Stretch(call, nudges, result, result.host().get(0));
        }

        private Node moved(Node node, boolean isInStretch) {
            Node same = node.op() instanceof Leaf ? leaf(node) : node.as(node.op(), operands(node));
            if (!isInStretch || !nudged.contains(node)) {
                return same;
            }
            Literal zeros = Literal.zeros(node.type());
            Node nudge = given(node, zeros);
            nudges.put(node, buffers.getLast());
            return Build.add(same, nudge);
        }

        private List<Node> operands(Node node) {
            List<Node> operands = new ArrayList<>();
            node.inputs().forEach(input -> operands.add(moved.computeIfAbsent(input, this::leaf)));
            return operands;
        }

        /// A constant stays; what is known stands as an input.
        private Node leaf(Node node) {
            boolean isConstant = node.op() instanceof Leaf && !(node.op() instanceof Leaf.Input);
            return isConstant ? node : given(node, stage.values().of(node));
        }

        private Node given(Node node, Literal value) {
            Node input = Build.input("known", node.type());
            inputs.add(input);
            buffers.add(backend.buffer(value));
            return input;
        }
    }
}
