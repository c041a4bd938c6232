package gradus.nn.spatial;

import gradus.core.type.Key;
import gradus.nn.layer.Param;
import java.util.List;
import java.util.Optional;

/// Convolution of volumes `[batch, depth, height, width, channels]`; see [Conv] for the formula and [ConvOptions] for
/// defaults.
///
/// PyTorch's `Conv3d` keeps its weight as `[out, in / groups, kernel…]`; ours is its last axes first, Keras's the same.
///
/// @param weight the kernel `[kernel, kernel, kernel, in / groups, out]`
/// @param bias `[out]`, or none
/// @param stride how far the kernel moves; one number holds for all axes
/// @param padding what surrounds the input
/// @param dilation the distance of the places that are read; one number holds for all axes
/// @param groups blocks of channels that are convolved apart; as many as channels in is called depth-wise
public record Conv3d(
        Param weight, Optional<Param> bias, List<Integer> stride, Padding padding, List<Integer> dilation, int groups)
        implements Conv {
    /// Checks the parts against each other.
    public Conv3d {
        stride = ConvParts.perAxis("conv3d", "stride", 3, stride);
        dilation = ConvParts.perAxis("conv3d", "dilation", 3, dilation);
        ConvParts.requireConv("conv3d", 3, weight, bias, padding, groups);
    }

    /// Gives a layer with a kernel of the same size along each axis, stride 1 and no padding.
    public static Conv3d of(int inChannels, int outChannels, int kernel, Key key) {
        return of(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer.
    public static Conv3d of(int inChannels, int outChannels, ConvOptions options, Key key) {
        ConvParts parts = ConvParts.conv("conv3d", 3, inChannels, outChannels, options, key);
        return new Conv3d(
                parts.weight(),
                parts.bias(),
                options.stride(),
                options.padding(),
                options.dilation(),
                options.groups());
    }

    /// Gives this layer with another stride.
    public Conv3d withStride(int... strides) {
        return new Conv3d(weight, bias, ConvOptions.list(strides), padding, dilation, groups);
    }

    /// Gives this layer with other padding.
    public Conv3d withPadding(Padding around) {
        return new Conv3d(weight, bias, stride, around, dilation, groups);
    }

    /// Gives this layer with another distance of the places that are read.
    public Conv3d withDilation(int... dilations) {
        return new Conv3d(weight, bias, stride, padding, ConvOptions.list(dilations), groups);
    }

    /// Gives this layer without its bias.
    public Conv3d withoutBias() {
        return new Conv3d(weight, Optional.empty(), stride, padding, dilation, groups);
    }

    @Override
    public String name() {
        return "conv3d";
    }

    @Override
    public String toString() {
        return ConvParts.text("Conv3d", this);
    }
}
