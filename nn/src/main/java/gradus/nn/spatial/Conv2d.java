package gradus.nn.spatial;

import gradus.core.type.Key;
import gradus.nn.layer.Param;
import java.util.List;
import java.util.Optional;

/// Convolution of images `[batch, height, width, channels]`; see [Conv] for the formula and [ConvOptions] for defaults.
///
/// PyTorch's `Conv2d` keeps its weight as `[out, in / groups, kernel…]`; ours is its last axes first, Keras's the same.
///
/// @param weight the kernel `[kernel, kernel, in / groups, out]`
/// @param bias `[out]`, or none
/// @param stride how far the kernel moves; one number holds for all axes
/// @param padding what surrounds the input
/// @param dilation the distance of the places that are read; one number holds for all axes
/// @param groups blocks of channels that are convolved apart; as many as channels in is called depth-wise
public record Conv2d(
        Param weight, Optional<Param> bias, List<Integer> stride, Padding padding, List<Integer> dilation, int groups)
        implements Conv {
    /// Checks the parts against each other.
    public Conv2d {
        stride = ConvParts.perAxis("conv2d", "stride", 2, stride);
        dilation = ConvParts.perAxis("conv2d", "dilation", 2, dilation);
        ConvParts.requireConv("conv2d", 2, weight, bias, padding, groups);
    }

    /// Gives a layer with a kernel of the same size along each axis, stride 1 and no padding.
    public static Conv2d of(int inChannels, int outChannels, int kernel, Key key) {
        return of(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer.
    public static Conv2d of(int inChannels, int outChannels, ConvOptions options, Key key) {
        ConvParts parts = ConvParts.conv("conv2d", 2, inChannels, outChannels, options, key);
        return new Conv2d(
                parts.weight(),
                parts.bias(),
                options.stride(),
                options.padding(),
                options.dilation(),
                options.groups());
    }

    /// Gives this layer with another stride.
    public Conv2d withStride(int... strides) {
        return new Conv2d(weight, bias, ConvOptions.list(strides), padding, dilation, groups);
    }

    /// Gives this layer with other padding.
    public Conv2d withPadding(Padding around) {
        return new Conv2d(weight, bias, stride, around, dilation, groups);
    }

    /// Gives this layer with another distance of the places that are read.
    public Conv2d withDilation(int... dilations) {
        return new Conv2d(weight, bias, stride, padding, ConvOptions.list(dilations), groups);
    }

    /// Gives this layer without its bias.
    public Conv2d withoutBias() {
        return new Conv2d(weight, Optional.empty(), stride, padding, dilation, groups);
    }

    @Override
    public String name() {
        return "conv2d";
    }

    @Override
    public String toString() {
        return ConvParts.text("Conv2d", this);
    }
}
