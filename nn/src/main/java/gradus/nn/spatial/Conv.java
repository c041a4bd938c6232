package gradus.nn.spatial;

import gradus.core.op.Window;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Convolution (cross-correlation, as everywhere in this field) of batches `[batch, spatial…, channels]`: sequences
/// `[batch, time, channels]`, images `[batch, height, width, channels]` and volumes. It slides along as many axes
/// as the kernel has sizes.
///
/// `y[n, o, c] = b[c] + Σₚ Σᵢ x[n, o · stride − padding + p · dilation, i] · w[p, i, c]` (LeCun et al. 1989).
///
/// PyTorch's `Conv1d` to `Conv3d` keep their weight as `[out, in / groups, kernel…]`; ours is its last axes first,
/// Keras's the same. Defaults stand in [ConvOptions].
///
/// {@snippet file="NetworkSnippets.java" region="Conv"}
///
/// @param weight the kernel `[kernel…, in / groups, out]`
/// @param bias `[out]`, or none
/// @param stride how far the kernel moves; one number holds for all axes
/// @param padding what surrounds the input
/// @param dilation the distance of the places that are read; one number holds for all axes
/// @param groups blocks of channels that are convolved apart; as many as channels in is called depth-wise
public record Conv(
        Param weight, Optional<Param> bias, List<Integer> stride, Padding padding, List<Integer> dilation, int groups)
        implements Layer {
    /// Checks the parts against each other.
    public Conv {
        int axes = ConvParts.requireWeight("conv", weight, "in / groups, out");
        String name = name(axes);
        stride = ConvParts.perAxis(name, "stride", axes, stride);
        dilation = ConvParts.perAxis(name, "dilation", axes, dilation);
        Shape shape = weight.value().shape();
        ConvParts.requireGroups(name, groups, shape.size(-2) * groups, shape.size(-1));
        ConvParts.requireBias(name, bias, shape.size(-1));
        ConvParts.requirePadding(name, axes, padding);
    }

    /// Gives a layer for sequences with stride 1 and no padding.
    public static Conv of1d(int inChannels, int outChannels, int kernel, Key key) {
        return of1d(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer for sequences.
    public static Conv of1d(int inChannels, int outChannels, ConvOptions options, Key key) {
        return of(1, inChannels, outChannels, options, key);
    }

    /// Gives a layer for images with a square kernel, stride 1 and no padding.
    public static Conv of2d(int inChannels, int outChannels, int kernel, Key key) {
        return of2d(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer for images.
    public static Conv of2d(int inChannels, int outChannels, ConvOptions options, Key key) {
        return of(2, inChannels, outChannels, options, key);
    }

    /// Gives a layer for volumes with a cubic kernel, stride 1 and no padding.
    public static Conv of3d(int inChannels, int outChannels, int kernel, Key key) {
        return of3d(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer for volumes.
    public static Conv of3d(int inChannels, int outChannels, ConvOptions options, Key key) {
        return of(3, inChannels, outChannels, options, key);
    }

    /// Gives a layer that slides along a number of axes.
    ///
    /// @param axes how many axes stand between samples and channels, 1 to 3
    public static Conv of(int axes, int inChannels, int outChannels, ConvOptions options, Key key) {
        ConvParts parts = ConvParts.conv(name(axes), axes, inChannels, outChannels, options, key);
        return new Conv(
                parts.weight(),
                parts.bias(),
                options.stride(),
                options.padding(),
                options.dilation(),
                options.groups());
    }

    private static String name(int axes) {
        return "conv" + axes + "d";
    }

    /// Gives this layer with another stride.
    public Conv withStride(int... strides) {
        return new Conv(weight, bias, ConvOptions.list(strides), padding, dilation, groups);
    }

    /// Gives this layer with other padding.
    public Conv withPadding(Padding around) {
        return new Conv(weight, bias, stride, around, dilation, groups);
    }

    /// Gives this layer with another distance of the places that are read.
    public Conv withDilation(int... dilations) {
        return new Conv(weight, bias, stride, padding, ConvOptions.list(dilations), groups);
    }

    /// Gives this layer without its bias.
    public Conv withoutBias() {
        return new Conv(weight, Optional.empty(), stride, padding, dilation, groups);
    }

    /// Gives the number of channels of the input.
    public int inChannels() {
        return weight.value().size(-2) * groups;
    }

    /// Gives the number of channels of the result.
    public int outChannels() {
        return weight.value().size(-1);
    }

    /// Gives the sizes of the kernel.
    public List<Integer> kernel() {
        return ConvParts.kernel(weight);
    }

    /// Gives how the kernel lies on an input of these spatial sizes.
    ///
    /// @param spatial one size per axis of the kernel, without samples and channels
    /// @throws gradus.core.type.ShapeException if there are more or fewer
    public Window window(int... spatial) {
        ConvParts.requireSpatial(name(kernel().size()), kernel().size(), Shape.of(spatial));
        List<Window.Axis> axes = new ArrayList<>();
        for (int i = 0; i < spatial.length; i++) {
            axes.add(padding.axis(i, spatial[i], kernel().get(i), stride.get(i), dilation.get(i)));
        }
        return new Window(axes);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        int axes = kernel().size();
        ConvParts.requireInput(name(axes), axes, input, inChannels());
        Shape spatial = input.shape().slice(1, axes + 1);
        Window window = window(spatial.sizes());
        window.slide(name(axes), spatial); // a message with the layer's name
        return ConvParts.withBias(input.conv(weight.value(), window, groups), bias);
    }

    @Override
    public String toString() {
        return "Conv" + kernel().size() + "d " + inChannels() + " → " + outChannels() + ", kernel "
                + PoolOptions.product(kernel()) + ConvParts.text(stride, padding, dilation, groups, bias);
    }
}
