package gradus.core.graph;

import gradus.core.op.Attention;
import gradus.core.op.AttentionLayout;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Ordered;
import gradus.core.op.PointwiseStep;
import gradus.core.op.Random;
import gradus.core.op.Recurrent;
import gradus.core.op.RecurrentLayout;
import gradus.core.op.Reduction;
import gradus.core.op.Windowed;
import gradus.core.type.TensorType;
import java.util.List;

/// What one node costs: floating-point operations and bytes read and written if nothing stays in cache.
///
/// An element-wise function counts as one operation, a product and its sum as two, a random draw as 40.
///
/// {@snippet file="EngineSnippets.java" region="Cost"}
///
/// @param flops floating-point operations
/// @param bytes bytes moved
public record Cost(long flops, long bytes) {
    private static final int DRAW = 40;
    private static final int SOFTMAX = 4;

    /// Gives the cost of a node.
    public static Cost of(Node node) {
        long bytes = node.type().bytes();
        for (Node input : node.inputs()) {
            bytes += input.type().bytes();
        }
        long count = node.type().count();
        return switch (node.op()) {
            case Leaf.Input _, Leaf.Constant _ -> new Cost(0, 0);
            case Leaf.Fill _, Leaf.Iota _ -> new Cost(0, bytes);
            case Elementwise.Unary _,
                    Elementwise.Binary _,
                    Elementwise.Compare _,
                    Elementwise.Select _,
                    Elementwise.Cast _ -> new Cost(count, bytes);
            case Reduction.Reduce _, Reduction.ArgReduce _, Indexing.ScatterAdd _, Indexing.ScatterAddAlong _ ->
                new Cost(node.input(0).type().count(), bytes);
            case Movement.Reshape _ -> new Cost(0, 0);
            case Movement.Transpose _,
                    Movement.Broadcast _,
                    Movement.Slice _,
                    Movement.Pad _,
                    Movement.Concat _,
                    Movement.Reverse _ -> new Cost(0, bytes);
            case Contraction.MatMul matmul -> new Cost(2 * count * inner(node, matmul), bytes);
            case Indexing.Gather _, Indexing.GatherAlong _ ->
                new Cost(0, 2 * node.type().bytes());
            case Ordered.Cumulate _ -> new Cost(count, bytes);
            case Ordered.ArgSort sort ->
                new Cost(count * comparisons(node.type().shape().size(sort.axis())), bytes);
            case Random.Uniform _, Random.Normal _ -> new Cost(DRAW * count, bytes);
            case Fused.Softmax _, Fused.LogSoftmax _ -> new Cost(SOFTMAX * count, bytes);
            case Fused.CrossEntropy _ ->
                new Cost(SOFTMAX * (long) node.input(0).type().count(), bytes);
            case Attention attention -> new Cost(flops(attention, node), bytes);
            case Windowed windowed -> new Cost(WindowedCost.flops(windowed, node), bytes);
            case Fused.Pointwise pointwise -> new Cost(count * applied(pointwise), bytes);
            case Recurrent recurrent -> new Cost(flops(recurrent, node), bytes);
        };
    }

    /// A product with the recurrent weight per step, and the gates; the gradient has two products, for state and
    /// weight.
    private static long flops(Recurrent op, Node node) {
        List<TensorType> types = node.inputs().stream().map(Node::type).toList();
        RecurrentLayout layout = switch (op) {
            case Recurrent.Sequence sequence -> RecurrentLayout.of(sequence, types);
            case Recurrent.SequenceGradient gradient -> RecurrentLayout.of(gradient, types);
        };
        long once = (long) layout.weightOffset() * (2L * layout.hidden() + SOFTMAX);
        return switch (op) {
            case Recurrent.Sequence _ -> once;
            case Recurrent.SequenceGradient _ -> 2 * once;
        };
    }

    /// Two products and a softmax per pair of query and key; the gradient makes the weights anew and has four
    /// products more.
    private static long flops(Attention op, Node node) {
        Attention.Attend attend = op.attend();
        AttentionLayout layout = AttentionLayout.of(
                attend, node.inputs().stream().map(Node::type).toList());
        long once = 2L * layout.size() + 2L * layout.valueSize();
        long each = switch (op) {
            case Attention.Attend _ -> once + SOFTMAX;
            case Attention.AttendGradient _ -> 2 * once + 2L * layout.size() + 2 * SOFTMAX;
        };
        return layout.pairs(attend.sight()) * each;
    }

    private static long applied(Fused.Pointwise pointwise) {
        return pointwise.steps().stream()
                .filter(PointwiseStep.Apply.class::isInstance)
                .count();
    }

    /// Comparisons per element of a sort by merging.
    private static int comparisons(int size) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, size - 1));
    }

    private static long inner(Node node, Contraction.MatMul matmul) {
        return node.input(0).type().shape().size(matmul.left() == Contraction.Operand.AS_IS ? -1 : -2);
    }

    /// Gives the cost of a whole graph.
    public static Cost of(Graph graph) {
        return graph.nodes().stream().map(Cost::of).reduce(new Cost(0, 0), Cost::plus);
    }

    /// Gives both costs together.
    public Cost plus(Cost other) {
        return new Cost(flops + other.flops, bytes + other.bytes);
    }
}
