package gradus.cpu;

import gradus.core.graph.Node;
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
import gradus.cpu.kernel.Pairwise;
import gradus.cpu.kernel.Pointwise;
import gradus.cpu.kernel.Reductions;
import gradus.cpu.kernel.Rows;
import gradus.cpu.kernel.Workers;
import java.util.List;

/// Chooses the kernel of each step: the fast one where the element type has one, else the plain loop.
///
/// @param workers the threads to share long steps
record CpuKernels(Workers workers) {
    Kernel of(Node node, List<Operand> inputs, Operand y) {
        return switch (node.op()) {
            case Indexing.ScatterAddAlong scatter
            when y.isFloat32() -> new ScatterKernel(scatter.axis(), inputs.get(0), inputs.get(1), y, workers);
            case Leaf _, Movement _, Indexing _, Ordered _, Random _ -> ReferenceKernels.of(node, inputs, y);
            case Elementwise elementwise -> elementwise(elementwise, node, inputs, y);
            case Reduction.Reduce reduce
            when y.isFloat32() && isRun(reduce.axes()) -> reduce(reduce, inputs.getFirst(), y);
            case Reduction _ -> ReferenceKernels.of(node, inputs, y);
            case Contraction.MatMul matmul
            when y.isFloat32() || y.isFloat64() -> MatMulKernel.of(matmul, inputs.get(0), inputs.get(1), y, workers);
            case Contraction _ -> ReferenceKernels.of(node, inputs, y);
            case Fused fused -> fused(fused, node, inputs, y);
        };
    }

    private static Kernel elementwise(Elementwise op, Node node, List<Operand> inputs, Operand y) {
        Operand a = inputs.getFirst();
        return switch (op) {
            case Elementwise.Unary unary
            when y.isFloat32() ->
                Names.of(unary.fn())
                        .<Kernel>map(f ->
                                () -> Pointwise.unary(f, a.floats(), a.offset(), y.floats(), y.offset(), y.count()))
                        .orElseGet(() -> copy(a, y));
            case Elementwise.Unary unary when Names.of(unary.fn()).isEmpty() -> copy(a, y);
            case Elementwise.Binary binary
            when y.isFloat32() -> {
                Operand b = inputs.get(1);
                var f = Names.of(binary.fn());
                yield () -> Pairwise.binary(
                        f, a.floats(), a.offset(), b.floats(), b.offset(), y.floats(), y.offset(), y.count());
            }
            case Elementwise.Cast _
            when a.isBfloat16() && y.isFloat32() ->
                () -> Bfloat16Rows.widen(a.shorts(), a.offset(), y.floats(), y.offset(), y.count());
            case Elementwise.Cast _
            when a.isFloat32() && y.isBfloat16() ->
                () -> Bfloat16Rows.round(a.floats(), a.offset(), y.shorts(), y.offset(), y.count());
            case Elementwise.Unary _,
                    Elementwise.Binary _,
                    Elementwise.Compare _,
                    Elementwise.Select _,
                    Elementwise.Cast _ -> ReferenceKernels.of(node, inputs, y);
        };
    }

    private static Kernel copy(Operand x, Operand y) {
        return () -> System.arraycopy(x.array(), x.offset(), y.array(), y.offset(), y.count());
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
        if (outer * inner == 1) {
            return () -> y.floats()[y.offset()] = Reductions.all(workers, f, x.floats(), x.offset(), axis);
        }
        return () -> Reductions.middle(f, x.floats(), x.offset(), y.floats(), y.offset(), outer, axis, inner);
    }

    private Kernel fused(Fused op, Node node, List<Operand> inputs, Operand y) {
        return switch (op) {
            case Fused.Pointwise pointwise when y.isFloat32() -> new PointwiseKernel(pointwise, inputs, y, workers);
            case Fused.Softmax _ when y.isFloat32() -> rows(Rows::softmax, inputs.getFirst(), y);
            case Fused.LogSoftmax _ when y.isFloat32() -> rows(Rows::logSoftmax, inputs.getFirst(), y);
            case Fused.CrossEntropy _ when y.isFloat32() -> () -> crossEntropy(inputs.get(0), inputs.get(1), y);
            case Windowed windowed -> WindowedKernels.of(windowed, node, inputs, y, workers);
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

    private static Kernel rows(RowFunction f, Operand x, Operand y) {
        int rows = ReferenceFused.rows(x);
        int width = ReferenceFused.width(x);
        return () -> f.run(x.floats(), x.offset(), y.floats(), y.offset(), rows, width);
    }

    private static void crossEntropy(Operand x, Operand targets, Operand y) {
        int rows = ReferenceFused.rows(x);
        int width = ReferenceFused.width(x);
        float[] logits = x.floats();
        float[] losses = y.floats();
        for (int row = 0; row < rows; row++) {
            int target = ReferenceFused.target(targets, row, width);
            losses[y.offset() + row] = Rows.crossEntropy(logits, x.offset() + row * width, width, target);
        }
    }
}
