package gradus.explain.step;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.spi.Backends;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.explain.maths.Function;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The derivatives of one element of a named node by the named numbers that its own formula reads, as if these were
/// independent of each other: single links of the chain rule.
final class LocalSlopes implements Operands {
    private final Stage stage;
    private final Teller teller;
    private final Map<Node, Node> standIns = new LinkedHashMap<>();
    /// The named nodes that inputs and the result stand for.
    private final Map<Node, Node> originals = new HashMap<>();
    private final Map<Node, Node> copies = new HashMap<>();
    private final Map<Node, Node> derivatives = new HashMap<>();
    private final Formula formula = new Formula(this);
    private final Values values;

    /// Finds the derivatives of an element.
    LocalSlopes(Stage stage, Teller teller, Node result, int element) {
        this.stage = stage;
        this.teller = teller;
        Node copy = copy(result, true);
        originals.put(copy, result);
        Node single = Build.sliceAxis(Build.reshape(copy, Shape.of(copy.type().count())), 0, element, element + 1);
        Node scalar = Build.reshape(single, Shape.of());
        List<Node> operands = standIns.keySet().stream()
                .filter(operand -> operand.type().dtype().isFloating())
                .toList();
        List<Node> found =
                Gradients.of(scalar, operands.stream().map(standIns::get).toList());
        for (int i = 0; i < operands.size(); i++) {
            derivatives.put(operands.get(i), found.get(i));
        }
        List<Literal> given = new ArrayList<>();
        standIns.keySet().forEach(operand -> given.add(stage.values().of(operand)));
        values = new Values(List.copyOf(standIns.values()), given, found, Backends.standard());
    }

    /// Copies what lies between a node and the named nodes it reads, for which inputs stand in.
    private Node copy(Node node, boolean isResult) {
        boolean stands = !isResult && (stage.named().names().of(node).isPresent() || node.op() instanceof Leaf.Input);
        if (stands) {
            return standIns.computeIfAbsent(node, _ -> {
                Node standIn = Build.input("stand-in", node.type());
                originals.put(standIn, node);
                return standIn;
            });
        }
        Node known = copies.get(node);
        if (known != null) {
            return known;
        }
        List<Node> operands = new ArrayList<>();
        node.inputs().forEach(input -> operands.add(copy(input, false)));
        Node made = node.inputs().isEmpty() ? node : node.as(node.op(), operands);
        copies.put(node, made);
        return made;
    }

    /// Gives the nodes that the element is derived by.
    Iterable<Node> operands() {
        return standIns.keySet().stream().filter(derivatives::containsKey).toList();
    }

    /// Gives the derivatives by all elements of an operand.
    Literal by(Node operand) {
        return values.of(derivative(operand));
    }

    /// Gives the formula of the derivative by an element of an operand.
    Term formula(Node operand, int element) {
        return formula.of(derivative(operand), element);
    }

    private Node derivative(Node operand) {
        Node found = derivatives.get(operand);
        if (found == null) {
            throw new IllegalStateException("slopes: not an operand: " + operand);
        }
        return found;
    }

    @Override
    public Term term(Node node, int element) {
        Node original = originals.get(node);
        if (original != null) {
            return teller.term(original, element);
        }
        return node.op() instanceof Leaf ? Term.number(value(node, element)) : formula.of(node, element);
    }

    @Override
    public double value(Node node, int element) {
        return values.get(node, element);
    }

    @Override
    public Term extreme(Function function, List<Term> terms) {
        return teller.extreme(function, terms);
    }

    @Override
    public Term sum(List<Term> terms) {
        return teller.sum(terms);
    }
}
