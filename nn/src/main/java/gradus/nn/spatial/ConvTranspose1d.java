package gradus.nn.spatial;

import gradus.core.type.Key;
import gradus.nn.layer.Param;
import java.util.List;
import java.util.Optional;

/// Transposed convolution of sequences `[batch, time, channels]`; see [ConvTranspose] for sizes and the weight's
/// layout.
///
/// PyTorch's `ConvTranspose1d` keeps its weight as `[in, out / groups, kernel…]`; ours is its last axes first, then
/// `[out / groups, in]`, as in Keras.
///
/// @param weight the kernel `[kernel, out / groups, in]`
/// @param bias `[out]`, or none
/// @param stride how far neighbours of the input lie apart in the result; one number holds for all axes
/// @param padding what is cut off the result's ends
/// @param outputPadding what the result is longer by at its end; one number holds for all axes
/// @param dilation the distance of the places that the kernel writes; one number holds for all axes
/// @param groups blocks of channels that are convolved apart
public record ConvTranspose1d(
        Param weight,
        Optional<Param> bias,
        List<Integer> stride,
        Padding padding,
        List<Integer> outputPadding,
        List<Integer> dilation,
        int groups)
        implements ConvTranspose {
    /// Checks the parts against each other.
    public ConvTranspose1d {
        stride = ConvParts.perAxis("conv transpose1d", "stride", 1, stride);
        dilation = ConvParts.perAxis("conv transpose1d", "dilation", 1, dilation);
        outputPadding = ConvParts.outputPadding("conv transpose1d", 1, padding, outputPadding);
        ConvParts.requireTranspose("conv transpose1d", 1, weight, bias, padding, groups);
    }

    /// Gives a layer with a kernel of the same size along each axis, stride 1 and no padding.
    public static ConvTranspose1d of(int inChannels, int outChannels, int kernel, Key key) {
        return of(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer without output padding.
    public static ConvTranspose1d of(int inChannels, int outChannels, ConvOptions options, Key key) {
        ConvParts parts = ConvParts.transpose("conv transpose1d", 1, inChannels, outChannels, options, key);
        return new ConvTranspose1d(
                parts.weight(),
                parts.bias(),
                options.stride(),
                options.padding(),
                List.of(0),
                options.dilation(),
                options.groups());
    }

    /// Gives this layer with another stride.
    public ConvTranspose1d withStride(int... strides) {
        return new ConvTranspose1d(weight, bias, ConvOptions.list(strides), padding, outputPadding, dilation, groups);
    }

    /// Gives this layer with another part of the result cut off.
    public ConvTranspose1d withPadding(Padding around) {
        return new ConvTranspose1d(weight, bias, stride, around, outputPadding, dilation, groups);
    }

    /// Gives this layer with a result that is longer at its end, to tell apart the sizes that a stride folds
    /// together.
    public ConvTranspose1d withOutputPadding(int... more) {
        return new ConvTranspose1d(weight, bias, stride, padding, ConvOptions.list(more), dilation, groups);
    }

    /// Gives this layer with another distance of the places that are written.
    public ConvTranspose1d withDilation(int... dilations) {
        return new ConvTranspose1d(weight, bias, stride, padding, outputPadding, ConvOptions.list(dilations), groups);
    }

    /// Gives this layer without its bias.
    public ConvTranspose1d withoutBias() {
        return new ConvTranspose1d(weight, Optional.empty(), stride, padding, outputPadding, dilation, groups);
    }

    @Override
    public String name() {
        return "conv transpose1d";
    }

    @Override
    public String toString() {
        return ConvParts.text("ConvTranspose1d", this);
    }
}
