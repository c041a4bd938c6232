package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.layer.Context;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;

/// A depth-wise convolution, one kernel per channel, and a point-wise one of kernel 1, which mixes the channels;
/// nothing between them (Chollet 2017; Keras's `SeparableConv2D`). Needs about `1 / out + 1 / positions` of the
/// products of a full convolution.
///
/// {@snippet file="SpatialSnippets.java" region="DepthwiseSeparable"}
///
/// @param depthwise convolves each channel alone
/// @param pointwise mixes the channels
public record DepthwiseSeparable(Conv depthwise, Conv pointwise) implements Layer {
    /// Gives a layer for images; the bias, if any, is the second part's.
    ///
    /// @param inChannels channels of the input
    /// @param outChannels channels of the result
    /// @param options kernel, stride, padding, dilation and start; the groups must be 1
    /// @param key the randomness of the start
    public static DepthwiseSeparable of(int inChannels, int outChannels, ConvOptions options, Key key) {
        if (options.groups() != 1) {
            throw new IllegalArgumentException(
                    "depthwise separable: its groups are the channels, leave them at 1, got " + options.groups());
        }
        ConvOptions each = options.withGroups(inChannels).withoutBias();
        ConvOptions mix = new ConvOptions(
                ConvOptions.list(1),
                ConvOptions.list(1),
                Padding.valid(),
                ConvOptions.list(1),
                1,
                options.weights(),
                options.biases());
        return new DepthwiseSeparable(
                Conv.of2d(inChannels, inChannels, each, key.fold("depthwise")),
                Conv.of2d(inChannels, outChannels, mix, key.fold("pointwise")));
    }

    /// Gives a layer for images with a square kernel, stride 1 and no padding.
    public static DepthwiseSeparable of(int inChannels, int outChannels, int kernel, Key key) {
        return of(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        Tensor each = Inner.forward("depthwise", depthwise, input, context);
        return Inner.forward("pointwise", pointwise, each, context);
    }

    @Override
    public String toString() {
        return "DepthwiseSeparable " + depthwise.inChannels() + " → " + pointwise.outChannels();
    }
}
