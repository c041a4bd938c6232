package gradus.core.op;

import gradus.core.type.TensorType;
import java.util.List;

/// Operations that slide a [Window] over the spatial axes of tensors `[batch, spatial…, channels]`.
///
/// The three of convolution are closed under differentiation: `y = x ∗ w` is linear in `x` and in `w`, and the
/// gradient of each is one of the other two.
public sealed interface Windowed extends Fused
        permits Windowed.Convolution, Windowed.ConvolutionInputGradient, Windowed.ConvolutionWeightGradient, Pooling {
    /// `y[n, o, c] = Σₚ Σᵢ x[n, o · stride − low + p · dilation, i] · w[p, i, c]`: what is called convolution, and
    /// is cross-correlation, for the kernel is not turned round.
    ///
    /// Takes `x [batch, spatial…, in]` and `w [kernel…, in / groups, out]`; gives `[batch, places…, out]`. The
    /// channels of both sides fall into `groups` blocks of neighbours, and block g of the result reads block g
    /// only.
    ///
    /// @param window how the kernel slides
    /// @param groups how many blocks of channels there are; 1 reads all, as many as channels is called depth-wise
    record Convolution(Window window, int groups) implements Windowed {}

    /// The gradient of a convolution by its input, also called transposed convolution: each element of
    /// `dy [batch, places…, out]` times the kernel is added where it was read from; gives
    /// `[batch, spatial…, in]`.
    ///
    /// @param window how the kernel of the convolution slides
    /// @param groups the blocks of channels of the convolution
    /// @param spatial the spatial sizes of the convolution's input
    record ConvolutionInputGradient(Window window, int groups, List<Integer> spatial) implements Windowed {
        /// Copies the list.
        public ConvolutionInputGradient {
            spatial = List.copyOf(spatial);
        }
    }

    /// The gradient of a convolution by its weight: takes `x [batch, spatial…, in]` and `dy [batch, places…, out]`,
    /// gives `[kernel…, in / groups, out]`.
    ///
    /// @param window how the kernel slides
    /// @param groups the blocks of channels
    record ConvolutionWeightGradient(Window window, int groups) implements Windowed {}

    /// Gives how the window lies on the axes.
    Window window();

    @Override
    default TensorType infer(List<TensorType> inputs) {
        return switch (this) {
            case Convolution op -> WindowedTypes.convolution(op, inputs);
            case ConvolutionInputGradient op -> WindowedTypes.inputGradient(op, inputs);
            case ConvolutionWeightGradient op -> WindowedTypes.weightGradient(op, inputs);
            case Pooling pooling -> pooling.infer(inputs);
        };
    }

    @Override
    default String name() {
        return switch (this) {
            case Convolution _ -> "convolution";
            case ConvolutionInputGradient _ -> "convolution_input_gradient";
            case ConvolutionWeightGradient _ -> "convolution_weight_gradient";
            case Pooling pooling -> pooling.name();
        };
    }
}
