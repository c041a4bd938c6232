package gradus.core.rewrite;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Elementwise;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.UnaryFn;
import gradus.core.type.Literal;
import java.util.List;
import java.util.OptionalDouble;

/// Computes what is known: arithmetic on fills, comparisons and movements of fills, and choices whose condition is
/// one. Sums, differences, products and quotients of float32 or bfloat16 numbers computed in float64 and rounded once
/// are the results of that type, so folding changes no bit.
public record Fold() implements Rewrite {
    @Override
    public Graph apply(Graph graph) {
        return Rewrite.rebuild(graph, Fold::rule);
    }

    private static Node rule(Node node, List<Node> inputs) {
        OptionalDouble value = node.type().dtype().isFloating() ? value(node, inputs) : OptionalDouble.empty();
        if (value.isPresent()) {
            return node.as(new Leaf.Fill(node.type(), node.type().dtype().nearest(value.getAsDouble())), List.of());
        }
        if (node.op() instanceof Elementwise.Compare(var fn) && inputs.stream().allMatch(Fold::isKnown)) {
            boolean holds = compare(fn, known(inputs.get(0)), known(inputs.get(1)));
            return node.as(new Leaf.Fill(node.type(), holds ? 1 : 0), List.of());
        }
        if (node.op() instanceof Elementwise.Select && inputs.getFirst().op() instanceof Leaf.Fill condition) {
            return inputs.get(condition.value() != 0 ? 1 : 2);
        }
        if (node.op() instanceof Leaf.Constant(var literal)
                && node.type().dtype().isFloating()
                && isUniform(literal)) {
            return node.as(new Leaf.Fill(node.type(), literal.get(0)), List.of());
        }
        return Rewrite.keep(node, inputs);
    }

    private static boolean compare(CompareFn fn, double x, double y) {
        return switch (fn) {
            case EQUAL -> x == y;
            case NOT_EQUAL -> x != y;
            case LESS -> x < y;
            case LESS_OR_EQUAL -> x <= y;
            case GREATER -> x > y;
            case GREATER_OR_EQUAL -> x >= y;
        };
    }

    /// Says whether all elements are the same, to the sign of zero.
    private static boolean isUniform(Literal literal) {
        for (int i = 1; i < literal.count(); i++) {
            if (Double.doubleToRawLongBits(literal.get(i)) != Double.doubleToRawLongBits(literal.get(0))) {
                return false;
            }
        }
        return literal.count() > 0;
    }

    private static OptionalDouble value(Node node, List<Node> inputs) {
        if (inputs.isEmpty() || !inputs.stream().allMatch(Fold::isKnown)) {
            return OptionalDouble.empty();
        }
        double x = known(inputs.getFirst());
        if (node.op() instanceof Elementwise.Binary(var fn)) {
            return binary(fn, x, known(inputs.get(1)));
        }
        if (node.op() instanceof Elementwise.Unary(var fn)) {
            return fn == UnaryFn.NEGATE ? OptionalDouble.of(-x) : OptionalDouble.empty();
        }
        boolean moves = node.op() instanceof Movement.Reshape
                || node.op() instanceof Movement.Broadcast
                || node.op() instanceof Movement.Transpose
                || node.op() instanceof Movement.Slice
                || node.op() instanceof Elementwise.Cast;
        return moves ? OptionalDouble.of(x) : OptionalDouble.empty();
    }

    private static boolean isKnown(Node node) {
        return node.op() instanceof Leaf.Fill && node.type().dtype().isFloating();
    }

    private static double known(Node node) {
        return node.op() instanceof Leaf.Fill fill ? node.type().dtype().nearest(fill.value()) : Double.NaN;
    }

    private static OptionalDouble binary(BinaryFn fn, double x, double y) {
        return switch (fn) {
            case ADD -> OptionalDouble.of(x + y);
            case SUBTRACT -> OptionalDouble.of(x - y);
            case MULTIPLY -> OptionalDouble.of(x * y);
            case DIVIDE -> OptionalDouble.of(x / y);
            case MAX -> OptionalDouble.of(Math.max(x, y));
            case MIN -> OptionalDouble.of(Math.min(x, y));
            case POWER -> OptionalDouble.empty();
        };
    }
}
