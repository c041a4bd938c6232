package gradus.core.rewrite;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.graph.Widening;
import gradus.core.op.Elementwise;
import gradus.core.type.DType;
import java.util.List;
import java.util.function.Predicate;

/// Where a backend has no kernels for bfloat16 numbers, lets operations on them be done in float32: operands are
/// cast, and the result is rounded once. They stay bfloat16 in memory between operations, for each use casts anew.
///
/// @param types the element types that the backend computes with
public record Widen(Predicate<DType> types) implements Rewrite {
    @Override
    public Graph apply(Graph graph) {
        return types.test(DType.BFLOAT16) ? graph : Rewrite.rebuild(graph, Widen::rule);
    }

    /// Says whether a node is the float32 copy of a bfloat16 tensor.
    static boolean isWidening(Node node) {
        return node.op() instanceof Elementwise.Cast(var dtype)
                && dtype == DType.FLOAT32
                && node.inputs().getFirst().type().dtype() == DType.BFLOAT16;
    }

    private static Node rule(Node node, List<Node> inputs) {
        if (!Widening.applies(node.op(), inputs)) {
            return Rewrite.keep(node, inputs);
        }
        Node wide = node.as(Widening.wide(node.op()), Widening.wide(inputs));
        DType dtype = node.type().dtype();
        return wide.type().dtype() == dtype ? wide : node.as(new Elementwise.Cast(dtype), List.of(wide));
    }
}
