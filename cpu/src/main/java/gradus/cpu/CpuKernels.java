package gradus.cpu;

import gradus.core.graph.Node;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Random;
import gradus.core.op.Reduction;
import gradus.cpu.kernel.Pairwise;
import gradus.cpu.kernel.Pointwise;
import gradus.cpu.kernel.Workers;
import java.util.List;

/// Chooses the kernel of each step: the fast one where the element type has one, else the plain loop.
///
/// @param workers the threads to share long steps
record CpuKernels(Workers workers) {
    Kernel of(Node node, List<Operand> inputs, Operand y) {
        return switch (node.op()) {
            case Leaf _, Movement _, Indexing _, Random _ -> ReferenceKernels.of(node, inputs, y);
            case Elementwise elementwise -> elementwise(elementwise, node, inputs, y);
            case Reduction _ -> ReferenceKernels.of(node, inputs, y);
            case Contraction.MatMul _ -> ReferenceKernels.of(node, inputs, y);
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

    private Kernel fused(Fused op, Node node, List<Operand> inputs, Operand y) {
        return switch (op) {
            case Fused.Pointwise pointwise when y.isFloat32() -> new PointwiseKernel(pointwise, inputs, y, workers);
            case Fused.Pointwise _, Fused.Softmax _, Fused.LogSoftmax _, Fused.CrossEntropy _ ->
                ReferenceKernels.of(node, inputs, y);
        };
    }
}
