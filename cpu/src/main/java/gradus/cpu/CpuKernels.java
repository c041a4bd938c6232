package gradus.cpu;

import gradus.core.graph.Node;
import gradus.core.op.Attention;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Ordered;
import gradus.core.op.Random;
import gradus.core.op.Recurrent;
import gradus.core.op.Reduction;
import gradus.core.op.Windowed;
import gradus.core.type.Shape;
import gradus.cpu.kernel.Bfloat16Rows;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.MiddleReduction;
import gradus.cpu.kernel.Pairwise;
import gradus.cpu.kernel.Pointwise;
import gradus.cpu.kernel.Rows;
import gradus.cpu.kernel.Workers;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Chooses the kernel of each step: the fast one where the element type has one, else the plain loop.
///
/// @param workers the threads to share long steps
/// @param heavy what computes products and convolutions where it can
record CpuKernels(Workers workers, Heavy heavy) {
    /// How many plain operations an element of a softmax costs.
    private static final int EXPONENTIAL = 4;

    Kernel of(Node node, List<Operand> inputs, Operand y) {
        return switch (node.op()) {
            case Indexing.ScatterAddAlong scatter
            when y.isFloat32() -> new ScatterKernel(scatter.axis(), inputs.get(0), inputs.get(1), y, workers);
            case Movement movement -> MovementKernels.of(movement, inputs, y, workers);
            case Random random when y.isFloat32() -> RandomKernel.of(random, inputs.getFirst(), y, workers);
            case Leaf _, Indexing _, Ordered _, Random _ -> ReferenceKernels.of(node, inputs, y);
            case Elementwise elementwise -> elementwise(elementwise, node, inputs, y);
            case Reduction.Reduce reduce
            when y.isFloat32() && isRun(reduce.axes()) -> reduce(reduce, inputs.getFirst(), y);
            case Reduction _ -> ReferenceKernels.of(node, inputs, y);
            case Contraction.MatMul matmul
            when y.isFloat32() -> MatMulKernel.of(matmul, inputs.get(0), inputs.get(1), y, this);
            case Contraction.MatMul matmul
            when y.isFloat64() -> MatMulKernel.doubles(matmul, inputs.get(0), inputs.get(1), y, workers);
            case Contraction _ -> ReferenceKernels.of(node, inputs, y);
            case Fused fused -> fused(fused, node, inputs, y);
        };
    }

    private Kernel elementwise(Elementwise op, Node node, List<Operand> inputs, Operand y) {
        Operand a = inputs.getFirst();
        return switch (op) {
            case Elementwise.Unary unary when y.isFloat32() -> unary(unary, a, y);
            case Elementwise.Unary unary when Names.of(unary.fn()).isEmpty() -> copy(unary, a, y);
            case Elementwise.Binary binary when y.isFloat32() -> binary(binary, a, inputs.get(1), y);
            case Elementwise.Cast _
            when a.isBfloat16() && y.isFloat32() ->
                shared(
                        op,
                        inputs,
                        y,
                        (from, to) -> Bfloat16Rows.widen(
                                a.shorts(), a.offset() + from, y.floats(), y.offset() + from, to - from));
            case Elementwise.Cast _
            when a.isFloat32() && y.isBfloat16() ->
                shared(
                        op,
                        inputs,
                        y,
                        (from, to) -> Bfloat16Rows.round(
                                a.floats(), a.offset() + from, y.shorts(), y.offset() + from, to - from));
            case Elementwise.Unary _,
                    Elementwise.Binary _,
                    Elementwise.Compare _,
                    Elementwise.Select _,
                    Elementwise.Cast _ -> ReferenceKernels.of(node, inputs, y);
        };
    }

    private Kernel unary(Elementwise.Unary op, Operand x, Operand y) {
        return Names.of(op.fn())
                .map(f -> shared(
                        op,
                        List.of(x),
                        y,
                        (from, to) -> Pointwise.unary(
                                f, x.floats(), x.offset() + from, y.floats(), y.offset() + from, to - from)))
                .orElseGet(() -> copy(op, x, y));
    }

    private Kernel binary(Elementwise.Binary op, Operand a, Operand b, Operand y) {
        var f = Names.of(op.fn());
        return shared(
                op,
                List.of(a, b),
                y,
                (from, to) -> Pairwise.binary(
                        f,
                        a.floats(),
                        a.offset() + from,
                        b.floats(),
                        b.offset() + from,
                        y.floats(),
                        y.offset() + from,
                        to - from));
    }

    private Kernel copy(Elementwise op, Operand x, Operand y) {
        return shared(
                op,
                List.of(x),
                y,
                (from, to) -> System.arraycopy(x.array(), x.offset() + from, y.array(), y.offset() + from, to - from));
    }

    /// Gives the kernel of a loop over the elements of the result.
    private Kernel shared(Elementwise op, List<Operand> inputs, Operand y, RangeTask body) {
        return new ElementLoop(workers, y, inputs, List.of(), 1, Names.operations(op), body);
    }

    /// Says whether the axes are neighbours, so that they are one.
    private static boolean isRun(List<Integer> axes) {
        return !axes.isEmpty() && axes.getLast() - axes.getFirst() == axes.size() - 1;
    }

    private Kernel reduce(Reduction.Reduce op, Operand x, Operand y) {
        gradus.cpu.kernel.Reduction f = switch (op.fn()) {
            case SUM -> gradus.cpu.kernel.Reduction.SUM;
            case MAX -> gradus.cpu.kernel.Reduction.MAX;
            case MIN -> gradus.cpu.kernel.Reduction.MIN;
        };
        Shape shape = x.type().shape();
        int outer = shape.count(0, op.axes().getFirst());
        int axis = shape.count(op.axes().getFirst(), op.axes().getLast() + 1);
        int inner = shape.count(op.axes().getLast() + 1, shape.rank());
        MiddleReduction reduction =
                new MiddleReduction(f, x.floats(), x.offset(), y.floats(), y.offset(), outer, axis, inner);
        return () -> reduction.run(workers);
    }

    private Kernel fused(Fused op, Node node, List<Operand> inputs, Operand y) {
        return switch (op) {
            case Fused.Pointwise pointwise when y.isFloat32() -> PointwiseKernel.of(pointwise, inputs, y, workers);
            case Fused.Softmax _ when y.isFloat32() -> rows(Rows::softmax, inputs.getFirst(), y);
            case Fused.LogSoftmax _ when y.isFloat32() -> rows(Rows::logSoftmax, inputs.getFirst(), y);
            case Fused.CrossEntropy _ when y.isFloat32() -> crossEntropy(inputs.get(0), inputs.get(1), y);
            case Attention attention when y.isFloat32() -> AttentionKernel.of(attention, inputs, y, workers);
            case Attention attention -> DecomposedKernel.of(attention, inputs, y, this::of);
            case Windowed windowed -> WindowedKernels.of(windowed, node, inputs, y, this);
            case Recurrent recurrent when y.isFloat32() -> RecurrentKernel.of(recurrent, inputs, y, workers);
            case Recurrent recurrent -> DecomposedKernel.of(recurrent, inputs, y, this::of);
            case Fused.Pointwise _, Fused.Softmax _, Fused.LogSoftmax _, Fused.CrossEntropy _ ->
                ReferenceKernels.of(node, inputs, y);
        };
    }

    @FunctionalInterface
    private interface RowFunction {
        void run(float[] x, int xOffset, float[] y, int yOffset, int rows, int columns);
    }

    private Kernel rows(RowFunction f, Operand x, Operand y) {
        int rows = ReferenceFused.rows(x);
        int width = ReferenceFused.width(x);
        return SharedLoop.of(
                workers,
                rows,
                EXPONENTIAL * (long) x.count(),
                (from, to) -> f.run(
                        x.floats(),
                        x.offset() + from * width,
                        y.floats(),
                        y.offset() + from * width,
                        to - from,
                        width));
    }

    private Kernel crossEntropy(Operand x, Operand targets, Operand y) {
        int rows = ReferenceFused.rows(x);
        int width = ReferenceFused.width(x);
        IntUnaryOperator target = row -> ReferenceFused.target(targets, row, width);
        return SharedLoop.of(
                workers,
                rows,
                EXPONENTIAL * (long) x.count(),
                (from, to) ->
                        Rows.crossEntropy(x.floats(), x.offset(), target, y.floats(), y.offset(), from, to, width));
    }
}
