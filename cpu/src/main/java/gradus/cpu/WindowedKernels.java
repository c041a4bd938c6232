package gradus.cpu;

import gradus.core.graph.Node;
import gradus.core.op.Pooling;
import gradus.core.op.Windowed;
import java.util.List;

/// Chooses the kernels of windowed operations: one exhaustive switch.
final class WindowedKernels {
    private WindowedKernels() {}

    static Kernel of(Windowed op, Node node, List<Operand> inputs, Operand y, CpuKernels kernels) {
        return switch (op) {
            case Windowed.Convolution convolution
            when y.isFloat32() -> ConvolutionKernels.forward(convolution, inputs.get(0), inputs.get(1), y, kernels);
            case Windowed.ConvolutionInputGradient gradient
            when y.isFloat32() -> ConvolutionKernels.inputGradient(gradient, inputs.get(0), inputs.get(1), y, kernels);
            case Windowed.ConvolutionWeightGradient gradient
            when y.isFloat32() -> ConvolutionKernels.weightGradient(gradient, inputs.get(0), inputs.get(1), y, kernels);
            case Windowed.Convolution _, Windowed.ConvolutionInputGradient _, Windowed.ConvolutionWeightGradient _ ->
                ReferenceKernels.of(node, inputs, y);
            case Pooling pooling
            when inputs.getFirst().isFloat32() -> new PoolingKernel(pooling, inputs, y, kernels.workers());
            case Pooling _ -> ReferenceKernels.of(node, inputs, y);
        };
    }
}
