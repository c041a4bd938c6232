package gradus.core.tensor;

import gradus.core.op.Window;
import gradus.core.op.Windowed;
import gradus.core.type.DType;
import java.util.Arrays;

/// Convolutions of tensors `[batch, spatial…, channels]` with one to three spatial axes.
public sealed interface TensorConvolutions permits Tensor {
    /// Gives this tensor.
    Tensor self();

    /// Gives the convolution with a weight `[kernel…, in, out]`: `[batch, places…, out]`, see
    /// [gradus.core.op.Windowed.Convolution].
    ///
    /// @throws gradus.core.type.ShapeException if the channels differ or the window does not fit
    default Tensor conv(Tensor weight, Window window) {
        return conv(weight, window, 1);
    }

    /// Gives the convolution with a weight `[kernel…, in / groups, out]`, block by block of channels.
    ///
    /// @param weight what is slid over this tensor
    /// @param window how it slides; its sizes are the first sizes of the weight
    /// @param groups how many blocks of channels there are
    /// @throws gradus.core.type.ShapeException if the channels differ or the window does not fit
    default Tensor conv(Tensor weight, Window window, int groups) {
        DType dtype = self().dtype().promote(weight.dtype());
        return Tensor.apply(new Windowed.Convolution(window, groups), self().as(dtype), weight.as(dtype));
    }

    /// Gives the transposed convolution: what would be the gradient of the input of a convolution from `spatial`
    /// sizes to those of this tensor. The weight is that convolution's, `[kernel…, out / groups, in]`, where this
    /// tensor has `in` channels and the result has `out`.
    ///
    /// @param weight what each element is multiplied with
    /// @param window how the convolution slides
    /// @param groups how many blocks of channels there are
    /// @param spatial the spatial sizes of the result
    /// @throws gradus.core.type.ShapeException if the channels differ, or the convolution would give other sizes
    default Tensor convTranspose(Tensor weight, Window window, int groups, int... spatial) {
        DType dtype = self().dtype().promote(weight.dtype());
        var op = new Windowed.ConvolutionInputGradient(
                window, groups, Arrays.stream(spatial).boxed().toList());
        return Tensor.apply(op, self().as(dtype), weight.as(dtype));
    }
}
