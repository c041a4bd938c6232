package gradus.explain.step;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backends;
import gradus.core.type.Literal;
import gradus.explain.document.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// How the numbers in focus reach the loss: for each named node behind them the slope of every element by them, and so
/// what of their gradient goes through that element.
///
/// The slopes are forward derivatives, found by two passes backwards: the gradient of `Σ uₙ·n` by the numbers in focus
/// is
/// linear in the symbols `uₙ`, and its gradient by `uₙ` is the slope of `n`.
final class Way {
    private static final double SAME = 1e-9;

    private final Stage stage;
    private final Source source;
    private final Map<Node, Literal> slopes = new LinkedHashMap<>();

    private Way(Stage stage, Source source) {
        this.stage = stage;
        this.source = source;
    }

    /// Gives the way of the weight or unit in focus; nothing without one, or where no gradient reaches it.
    static Optional<Way> of(Stage stage, Focus focus) {
        if (focus.index().isEmpty() || focus.layer().isEmpty()) {
            return Optional.empty();
        }
        return Source.of(stage, focus)
                .filter(source -> stage.step().adjoints().containsKey(source.node()))
                .map(source -> {
                    Way way = new Way(stage, source);
                    way.findSlopes();
                    return way;
                });
    }

    private void findSlopes() {
        List<Node> behind = behind();
        List<Node> symbols = new ArrayList<>();
        List<Literal> zeros = new ArrayList<>();
        Node sum = Build.fill(stage.step().made().total().node().type(), 0);
        for (Node node : behind) {
            Node symbol = Build.input("u", node.type());
            symbols.add(symbol);
            zeros.add(Literal.zeros(node.type()));
            sum = Build.add(sum, whole(Build.multiply(node, symbol)));
        }
        Node gradient = Gradients.of(sum, List.of(source.node())).getFirst();
        Node picked = whole(Build.multiply(gradient, Build.constant(mask())));
        List<Node> found = Gradients.of(picked, symbols);
        List<Node> inputs = new ArrayList<>(stage.inputs());
        inputs.addAll(symbols);
        List<Literal> given = new ArrayList<>(stage.given());
        given.addAll(zeros);
        Values values = new Values(inputs, given, found, Backends.standard());
        slopes.put(source.node(), mask());
        for (int i = 0; i < behind.size(); i++) {
            slopes.put(behind.get(i), values.of(found.get(i)));
        }
    }

    private static Node whole(Node node) {
        return Build.sum(
                node, IntStream.range(0, node.type().shape().rank()).boxed().toList());
    }

    /// 1 at the elements in focus, 0 elsewhere.
    private Literal mask() {
        Literal mask = Literal.zeros(source.node().type());
        source.elements().forEach(e -> mask.set(e, 1));
        return mask;
    }

    /// The named nodes that depend on the source and lead to the loss, in the order of computation.
    private List<Node> behind() {
        List<Node> behind = new ArrayList<>();
        Set<Node> dependent = new HashSet<>(Set.of(source.node()));
        for (Node node : Graph.order(List.of(stage.step().made().total().node()))) {
            if (node.inputs().stream().anyMatch(dependent::contains)) {
                dependent.add(node);
                boolean leads = stage.step().adjoints().containsKey(node);
                if (leads && stage.named().names().of(node).isPresent() && node != source.node()) {
                    behind.add(node);
                }
            }
        }
        return behind;
    }

    Source source() {
        return source;
    }

    /// Gives the nodes on the way in the order of computation, without the source.
    List<Node> nodes() {
        return slopes.keySet().stream().filter(node -> node != source.node()).toList();
    }

    /// Gives the loss, where the way ends; a penalty of large weights looks at them directly.
    Node top() {
        return stage.step().made().judged().objective().node();
    }

    /// Gives the gradient of the loss, without what a penalty adds.
    double ofLoss() {
        return part(top(), 0);
    }

    boolean passes(Node node) {
        return slopes.containsKey(node);
    }

    /// Gives the slope of an element by the numbers in focus.
    double slope(Node node, int element) {
        Literal all = slopes.get(node);
        return all == null ? 0 : all.get(element);
    }

    /// Gives the part of the gradient that goes through an element.
    double part(Node node, int element) {
        Node adjoint = stage.step().adjoints().get(node);
        return adjoint == null ? 0 : slope(node, element) * stage.values().get(adjoint, element);
    }

    /// Gives the gradient of what is made small, loss and penalty, by the numbers in focus.
    double gradient() {
        double sum = 0;
        for (int e : source.elements()) {
            sum += part(source.node(), e);
        }
        return sum;
    }

    /// Says whether all of the gradient of the loss goes through a node, and not beside it.
    boolean isWhole(Node node) {
        double sum = 0;
        double size = 0;
        for (int e = 0; e < node.type().count(); e++) {
            double part = part(node, e);
            sum += part;
            size += Math.abs(part);
        }
        return Math.abs(sum - ofLoss()) <= SAME * Math.max(size, Math.abs(ofLoss()));
    }

    /// Gives the last node that the numbers in focus move at all; beyond it nothing changes.
    Node end() {
        Node end = source.node();
        for (Node node : nodes()) {
            for (int e = 0; e < node.type().count(); e++) {
                if (slope(node, e) != 0) {
                    end = node;
                    break;
                }
            }
        }
        return end;
    }

    /// Says which elements of a node are on the way.
    Set<Integer> elements(Node node) {
        Set<Integer> elements = new TreeSet<>();
        for (int e = 0; e < node.type().count(); e++) {
            if (slope(node, e) != 0) {
                elements.add(e);
            }
        }
        return elements;
    }

    /// Gives what of a node on the way is not shown, with its part of the gradient.
    List<Section.Folded> folded(Naming naming, Set<Integer> shown) {
        if (!slopes.containsKey(naming.node())) {
            return List.of();
        }
        int count = 0;
        double total = 0;
        double largest = 0;
        for (int e : elements(naming.node())) {
            if (!shown.contains(e)) {
                count++;
                total += part(naming.node(), e);
                largest = Math.max(largest, Math.abs(part(naming.node(), e)));
            }
        }
        String what = "more of “" + naming.title() + "” on the way, whose parts of the gradient are";
        return count == 0
                ? List.of()
                : List.of(new Section.Folded(
                        what, count, Optional.of(total), largest, "lines " + (count + shown.size())));
    }
}
