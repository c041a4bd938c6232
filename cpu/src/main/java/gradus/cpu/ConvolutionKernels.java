package gradus.cpu;

import gradus.core.op.Window;
import gradus.core.op.Windowed;
import gradus.core.type.Shape;
import gradus.cpu.kernel.ConvolutionForward;
import gradus.cpu.kernel.ConvolutionInputGradient;
import gradus.cpu.kernel.ConvolutionWeightGradient;
import gradus.cpu.kernel.Floats;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Slide;
import gradus.cpu.kernel.SlideAxis;

/// Binds the float32 kernels of convolution and its gradients to their operands.
final class ConvolutionKernels {
    private ConvolutionKernels() {}

    static Kernel forward(Windowed.Convolution op, Operand x, Operand w, Operand y, CpuKernels kernels) {
        Slide slide = slide(op.window(), op.groups(), x, y);
        Heavy.Bound bound = kernels.heavy()
                .convolution(slide, floats(x), floats(w), floats(y))
                .orElseGet(() -> new ConvolutionForward(
                        slide, x.floats(), x.offset(), w.floats(), w.offset(), y.floats(), y.offset())::run);
        return () -> bound.run(kernels.workers());
    }

    static Kernel inputGradient(
            Windowed.ConvolutionInputGradient op, Operand dy, Operand w, Operand dx, CpuKernels kernels) {
        Slide slide = slide(op.window(), op.groups(), dx, dy);
        Heavy.Bound bound = kernels.heavy()
                .inputGradient(slide, floats(dy), floats(w), floats(dx))
                .orElseGet(() -> new ConvolutionInputGradient(
                        slide, dy.floats(), dy.offset(), w.floats(), w.offset(), dx.floats(), dx.offset())::run);
        return () -> bound.run(kernels.workers());
    }

    static Kernel weightGradient(
            Windowed.ConvolutionWeightGradient op, Operand x, Operand dy, Operand dw, CpuKernels kernels) {
        Slide slide = slide(op.window(), op.groups(), x, dy);
        Heavy.Bound bound = kernels.heavy()
                .weightGradient(slide, floats(x), floats(dy), floats(dw))
                .orElseGet(() -> new ConvolutionWeightGradient(
                        slide, x.floats(), x.offset(), dy.floats(), dy.offset(), dw.floats(), dw.offset())::run);
        return () -> bound.run(kernels.workers());
    }

    private static Floats floats(Operand x) {
        return new Floats(x.floats(), x.offset());
    }

    /// The sizes of a convolution from `x` to `y`, with axes of size 1 in front of fewer than three.
    private static Slide slide(Window window, int groups, Operand x, Operand y) {
        Shape from = x.type().shape();
        Shape to = y.type().shape();
        SlideAxis[] axes = {SlideAxis.POINT, SlideAxis.POINT, SlideAxis.POINT};
        int missing = axes.length - window.rank();
        for (int i = 0; i < window.rank(); i++) {
            Window.Axis axis = window.axes().get(i);
            axes[missing + i] = new SlideAxis(
                    from.size(i + 1), to.size(i + 1), axis.size(), axis.stride(), axis.low(), axis.dilation());
        }
        return new Slide(from.size(0), axes[0], axes[1], axes[2], from.size(-1), to.size(-1), groups);
    }
}
