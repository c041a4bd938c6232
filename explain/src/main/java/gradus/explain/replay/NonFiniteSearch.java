package gradus.explain.replay;

import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.explain.document.Phase;
import gradus.explain.step.StepValues;
import gradus.nn.train.TracedStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the first number of a step that is not finite. Infinities by design, such as the −∞ of a mask that softmax
/// makes to 0, are passed over: only what a result that is not finite is made of counts.
final class NonFiniteSearch {
    private static final int MOST_ELEMENTS = 3;

    private final StepValues values;
    private final Map<Node, Boolean> finite = new HashMap<>();

    private NonFiniteSearch(StepValues values) {
        this.values = values;
    }

    static Optional<Breakdown> in(StepValues values) {
        return new NonFiniteSearch(values).found();
    }

    private Optional<Breakdown> found() {
        Set<Node> spoilt = spoilt();
        List<Node> order = values.order().stream().filter(spoilt::contains).toList();
        return order.stream()
                .filter(node -> node.inputs().stream().allMatch(this::isFinite))
                .findFirst()
                .or(() -> order.stream()
                        .filter(node -> node.op() instanceof Leaf.Input)
                        .findFirst())
                .or(() -> order.stream().findFirst())
                .map(this::told);
    }

    /// Gives the nodes that are not finite and lead to a result that is not, through such nodes only.
    private Set<Node> spoilt() {
        Deque<Node> open = new ArrayDeque<>();
        results().stream().map(Tensor::node).filter(node -> !isFinite(node)).forEach(open::add);
        Set<Node> spoilt = new HashSet<>();
        while (!open.isEmpty()) {
            Node node = open.remove();
            boolean isMade = !(node.op() instanceof Leaf) || node.op() instanceof Leaf.Input;
            if (isMade && spoilt.add(node)) {
                node.inputs().stream().filter(input -> !isFinite(input)).forEach(open::add);
            }
        }
        return spoilt;
    }

    private List<Tensor> results() {
        TracedStep step = values.step();
        TracedStep.Made made = step.made();
        List<Tensor> results = new ArrayList<>(List.of(made.judged().loss().sum(), made.total()));
        List<Collection<Tensor>> groups = List.of(
                made.gradients().values(),
                made.update().updates().values(),
                made.update().state().values(),
                made.parameters().values(),
                made.statistics().values());
        groups.forEach(results::addAll);
        return results;
    }

    private boolean isFinite(Node node) {
        return finite.computeIfAbsent(node, key -> firstNotFinite(key, 1).isEmpty());
    }

    private List<Integer> firstNotFinite(Node node, int most) {
        List<Integer> found = new ArrayList<>();
        if (!node.type().dtype().isFloating()) {
            return found;
        }
        Literal value = values.of(node);
        for (int e = 0; e < value.count() && found.size() < most; e++) {
            if (!Double.isFinite(value.get(e))) {
                found.add(e);
            }
        }
        return found;
    }

    private Breakdown told(Node node) {
        boolean cameIn = node.op() instanceof Leaf.Input;
        List<Breakdown.Element> elements = new ArrayList<>();
        for (int e : firstNotFinite(node, MOST_ELEMENTS)) {
            elements.add(new Breakdown.Element(
                    Indices.of(node.type().shape(), e), values.of(node).get(e), Reasons.of(node, e, values)));
        }
        List<Breakdown.Operand> operands = new ArrayList<>();
        for (Node input : node.inputs()) {
            if (input.type().dtype().isFloating()) {
                operands.add(operand(input));
            }
        }
        return new Breakdown(
                cameIn ? Phase.FORWARD : values.phase(node),
                cameIn ? "input" : node.op().name(),
                new Breakdown.Where(
                        values.title(node),
                        values.place(node),
                        node.type().shape().toString()),
                firstNotFinite(node, Integer.MAX_VALUE).size(),
                elements,
                operands);
    }

    private Breakdown.Operand operand(Node input) {
        Literal value = values.of(input);
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < value.count(); e++) {
            least = Math.min(least, value.get(e));
            largest = Math.max(largest, value.get(e));
        }
        return new Breakdown.Operand(values.title(input), input.type().shape().toString(), least, largest);
    }
}
