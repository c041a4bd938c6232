package gradus.nn.spatial;

import gradus.core.type.Key;
import gradus.nn.layer.Param;
import java.util.List;
import java.util.Optional;

/// Convolution of sequences `[batch, time, channels]`; see [Conv] for the formula and [ConvOptions] for defaults.
///
/// PyTorch's `Conv1d` keeps its weight as `[out, in / groups, kernel…]`; ours is its last axes first, Keras's the same.
///
/// @param weight the kernel `[kernel, in / groups, out]`
/// @param bias `[out]`, or none
/// @param stride how far the kernel moves; one number holds for all axes
/// @param padding what surrounds the input
/// @param dilation the distance of the places that are read; one number holds for all axes
/// @param groups blocks of channels that are convolved apart; as many as channels in is called depth-wise
public record Conv1d(
        Param weight, Optional<Param> bias, List<Integer> stride, Padding padding, List<Integer> dilation, int groups)
        implements Conv {
    /// Checks the parts against each other.
    public Conv1d {
        stride = ConvParts.perAxis("conv1d", "stride", 1, stride);
        dilation = ConvParts.perAxis("conv1d", "dilation", 1, dilation);
        ConvParts.requireConv("conv1d", 1, weight, bias, padding, groups);
    }

    /// Gives a layer with a kernel of the same size along each axis, stride 1 and no padding.
    public static Conv1d of(int inChannels, int outChannels, int kernel, Key key) {
        return of(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer.
    public static Conv1d of(int inChannels, int outChannels, ConvOptions options, Key key) {
        ConvParts parts = ConvParts.conv("conv1d", 1, inChannels, outChannels, options, key);
        return new Conv1d(
                parts.weight(),
                parts.bias(),
                options.stride(),
                options.padding(),
                options.dilation(),
                options.groups());
    }

    /// Gives this layer with another stride.
    public Conv1d withStride(int... strides) {
        return new Conv1d(weight, bias, ConvOptions.list(strides), padding, dilation, groups);
    }

    /// Gives this layer with other padding.
    public Conv1d withPadding(Padding around) {
        return new Conv1d(weight, bias, stride, around, dilation, groups);
    }

    /// Gives this layer with another distance of the places that are read.
    public Conv1d withDilation(int... dilations) {
        return new Conv1d(weight, bias, stride, padding, ConvOptions.list(dilations), groups);
    }

    /// Gives this layer without its bias.
    public Conv1d withoutBias() {
        return new Conv1d(weight, Optional.empty(), stride, padding, dilation, groups);
    }

    @Override
    public String name() {
        return "conv1d";
    }

    @Override
    public String toString() {
        return ConvParts.text("Conv1d", this);
    }
}
