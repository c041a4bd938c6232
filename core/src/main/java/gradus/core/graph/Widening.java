package gradus.core.graph;

import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Op;
import gradus.core.op.Ordered;
import gradus.core.op.Random;
import gradus.core.op.Reduction;
import gradus.core.op.UnaryFn;
import gradus.core.type.DType;
import gradus.core.type.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The meaning of operations on bfloat16 numbers: the same operation on float32 ones, its result rounded once.
public final class Widening {
    private Widening() {}

    /// Says whether an operation computes with bfloat16 numbers, so that its result must be rounded. What only
    /// makes, moves, chooses, compares or orders numbers has nothing to round.
    public static boolean applies(Op op, List<Node> inputs) {
        return computes(op)
                && (isBfloat16(result(op, inputs)) || inputs.stream().anyMatch(x -> isBfloat16(x.type())));
    }

    private static boolean computes(Op op) {
        return switch (op) {
            case Elementwise.Unary(var fn) -> fn != UnaryFn.IDENTITY && fn != UnaryFn.STOP_GRADIENT;
            case Elementwise.Binary _, Reduction.Reduce _, Contraction _, Ordered.Cumulate _, Fused _ -> true;
            case Indexing.ScatterAdd _, Indexing.ScatterAddAlong _ -> true;
            case Elementwise.Compare _, Elementwise.Select _, Elementwise.Cast _ -> false;
            case Reduction.ArgReduce _, Ordered.ArgSort _, Indexing.Gather _, Indexing.GatherAlong _ -> false;
            case Leaf _, Movement _, Random _ -> false;
        };
    }

    /// Gives the operation as it is on float32 numbers.
    public static Op wide(Op op) {
        return op instanceof Fused.Pointwise(var type, var accesses, var steps)
                ? new Fused.Pointwise(type.with(type.dtype().accumulation()), accesses, steps)
                : op;
    }

    /// Gives the operands as they are for the operation on float32 numbers.
    public static List<Node> wide(List<Node> inputs) {
        Map<Node, Node> casts = new HashMap<>();
        return inputs.stream()
                .map(x -> isBfloat16(x.type()) ? casts.computeIfAbsent(x, Widening::wide) : x)
                .toList();
    }

    private static Node wide(Node narrow) {
        return Build.cast(narrow, DType.BFLOAT16.accumulation());
    }

    /// Gives the element type that the result is rounded to.
    public static DType narrow(Op op, List<Node> inputs) {
        return result(op, inputs).dtype();
    }

    private static TensorType result(Op op, List<Node> inputs) {
        return op.infer(inputs.stream().map(Node::type).toList());
    }

    private static boolean isBfloat16(TensorType type) {
        return type.dtype() == DType.BFLOAT16;
    }
}
