package gradus.core.rewrite;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Contraction;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Ordered;
import gradus.core.op.Random;
import gradus.core.op.Reduction;
import gradus.core.op.UnaryFn;
import java.util.List;
import java.util.stream.IntStream;

/// Removes what has no effect: identities, movements that move nothing, `x + (−0)`, `x − 0`, `x · 1`, double
/// negation, reshapes of reshapes, and transpositions that a matrix product can read through.
public record Prune() implements Rewrite {
    @Override
    public Graph apply(Graph graph) {
        return Rewrite.rebuild(graph, Prune::rule);
    }

    private static Node rule(Node node, List<Node> inputs) {
        return switch (node.op()) {
            case Elementwise.Unary unary -> unary(unary, node, inputs);
            case Elementwise.Binary binary -> binary(binary, node, inputs);
            case Elementwise.Cast cast when inputs.getFirst().type().dtype() == cast.to() -> inputs.getFirst();
            case Movement movement -> movement(movement, node, inputs);
            case Contraction.MatMul matmul -> matmul(matmul, node, inputs);
            case Elementwise _, Leaf _, Reduction _, Indexing _, Ordered _, Random _, Fused _ ->
                Rewrite.keep(node, inputs);
        };
    }

    private static Node unary(Elementwise.Unary op, Node node, List<Node> inputs) {
        Node x = inputs.getFirst();
        boolean twice =
                op.fn() == UnaryFn.NEGATE && x.op() instanceof Elementwise.Unary(var fn) && fn == UnaryFn.NEGATE;
        if (twice) {
            return x.input(0);
        }
        return op.fn() == UnaryFn.IDENTITY || op.fn() == UnaryFn.STOP_GRADIENT ? x : Rewrite.keep(node, inputs);
    }

    private static Node binary(Elementwise.Binary op, Node node, List<Node> inputs) {
        Node x = inputs.get(0);
        Node y = inputs.get(1);
        return switch (op.fn()) {
            case ADD -> addsNothing(y) ? x : addsNothing(x) ? y : Rewrite.keep(node, inputs);
            case SUBTRACT -> isFill(y, 0) ? x : Rewrite.keep(node, inputs);
            case MULTIPLY -> isFill(y, 1) ? x : isFill(x, 1) ? y : Rewrite.keep(node, inputs);
            case DIVIDE, POWER -> isFill(y, 1) ? x : Rewrite.keep(node, inputs);
            case MAX, MIN -> Rewrite.keep(node, inputs);
        };
    }

    /// In floating point `−0 + 0` is `+0`, so it is `−0` that changes nothing.
    private static boolean addsNothing(Node node) {
        return isFill(node, node.type().dtype().isFloating() ? -0.0 : 0);
    }

    private static boolean isFill(Node node, double value) {
        return node.op() instanceof Leaf.Fill fill && Double.compare(fill.value(), value) == 0;
    }

    private static Node movement(Movement op, Node node, List<Node> inputs) {
        Node x = inputs.getFirst();
        boolean sameShape = inputs.size() == 1 && x.type().equals(node.type());
        return switch (op) {
            case Movement.Reshape _ when sameShape -> x;
            case Movement.Reshape reshape when x.op() instanceof Movement.Reshape -> node.as(reshape, x.inputs());
            case Movement.Broadcast _, Movement.Slice _, Movement.Pad _, Movement.Concat _ when sameShape -> x;
            case Movement.Transpose(var order) when isIdentity(order) -> x;
            case Movement.Reverse(var axes) when moveNothing(axes, x) -> x;
            case Movement.Reshape _,
                    Movement.Broadcast _,
                    Movement.Slice _,
                    Movement.Pad _,
                    Movement.Concat _,
                    Movement.Reverse _,
                    Movement.Transpose _ -> Rewrite.keep(node, inputs);
        };
    }

    private static boolean moveNothing(List<Integer> axes, Node x) {
        return axes.stream().allMatch(axis -> x.type().shape().size(axis) <= 1);
    }

    private static boolean isIdentity(List<Integer> order) {
        return IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
    }

    private static Node matmul(Contraction.MatMul op, Node node, List<Node> inputs) {
        Node left = inputs.get(0);
        Node right = inputs.get(1);
        Operand leftSide = op.left();
        Operand rightSide = op.right();
        if (exchangesLastTwo(left)) {
            left = left.input(0);
            leftSide = other(leftSide);
        }
        if (exchangesLastTwo(right)) {
            right = right.input(0);
            rightSide = other(rightSide);
        }
        Contraction.MatMul changed = new Contraction.MatMul(leftSide, rightSide);
        return changed.equals(op) ? Rewrite.keep(node, inputs) : node.as(changed, List.of(left, right));
    }

    private static Operand other(Operand operand) {
        return operand == Operand.AS_IS ? Operand.TRANSPOSED : Operand.AS_IS;
    }

    private static boolean exchangesLastTwo(Node node) {
        if (!(node.op() instanceof Movement.Transpose(var order))) {
            return false;
        }
        int rank = order.size();
        return rank >= 2
                && order.get(rank - 1) == rank - 2
                && order.get(rank - 2) == rank - 1
                && isIdentity(order.subList(0, rank - 2));
    }
}
