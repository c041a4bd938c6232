package gradus.core.graph;

import gradus.core.op.Pooling;
import gradus.core.op.Windowed;
import gradus.core.type.Shape;

/// The floating-point operations of windowed operations: one exhaustive switch.
final class WindowedCost {
    private WindowedCost() {}

    /// A product and its sum count as two; products with padding are counted too.
    static long flops(Windowed op, Node node) {
        return switch (op) {
            case Windowed.Convolution _ ->
                2L * node.type().count() * terms(node.input(1).type().shape());
            case Windowed.ConvolutionInputGradient _ ->
                2L * node.input(0).type().count() * terms(node.input(1).type().shape());
            case Windowed.ConvolutionWeightGradient _ ->
                2L * node.input(1).type().count() * terms(node.type().shape());
            case Pooling.WindowMax _, Pooling.WindowArgMax _, Pooling.WindowSum _ ->
                (long) node.type().count() * op.window().count();
            case Pooling.WindowMaxGradient _ ->
                2L * node.input(1).type().count() * op.window().count();
            case Pooling.WindowSpread _ ->
                (long) node.input(0).type().count() * op.window().count();
        };
    }

    /// How many products one element of the convolution's result sums.
    private static long terms(Shape weight) {
        return weight.count(0, weight.rank() - 1);
    }
}
