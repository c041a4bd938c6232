package gradus.nn.spatial;

import gradus.core.op.Window;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Transposed convolution, which makes sequences, images and volumes larger: each element of the input writes the
/// kernel, times itself, into the result; writes that meet are added (Zeiler et al. 2010).
///
/// It is the gradient of a convolution by its input. Along an axis the result has the size
/// `(input − 1) · stride + (kernel − 1) · dilation + 1 − padding before − padding after + output padding`, as in
/// PyTorch; with the padding `same` it has `input · stride`, and lies as TensorFlow's does.
///
/// PyTorch's `ConvTranspose1d` to `ConvTranspose3d` keep their weight as `[in, out / groups, kernel…]`; ours is its
/// last axes first, then `[out / groups, in]`, as in Keras: that of the convolution from the result to the input.
///
/// {@snippet file="SpatialSnippets.java" region="ConvTranspose"}
///
/// @param weight the kernel `[kernel…, out / groups, in]`
/// @param bias `[out]`, or none
/// @param stride how far neighbours of the input lie apart in the result; one number holds for all axes
/// @param padding what is cut off the result's ends
/// @param outputPadding what the result is longer by at its end; one number holds for all axes
/// @param dilation the distance of the places that the kernel writes; one number holds for all axes
/// @param groups blocks of channels that are convolved apart
public record ConvTranspose(
        Param weight,
        Optional<Param> bias,
        List<Integer> stride,
        Padding padding,
        List<Integer> outputPadding,
        List<Integer> dilation,
        int groups)
        implements Layer {
    /// Checks the parts against each other.
    public ConvTranspose {
        int axes = ConvParts.requireWeight("conv transpose", weight, "out / groups, in");
        String name = name(axes);
        stride = ConvParts.perAxis(name, "stride", axes, stride);
        dilation = ConvParts.perAxis(name, "dilation", axes, dilation);
        outputPadding = ConvParts.outputPadding(name, axes, padding, outputPadding);
        Shape shape = weight.value().shape();
        ConvParts.requireGroups(name, groups, shape.size(-1), shape.size(-2) * groups);
        ConvParts.requireBias(name, bias, shape.size(-2) * groups);
        ConvParts.requirePadding(name, axes, padding);
        if (padding instanceof Padding.Causal) {
            throw new ShapeException(name + ": causal padding is for convolutions, not for transposed ones");
        }
    }

    /// Gives a layer for sequences with stride 1 and no padding.
    public static ConvTranspose of1d(int inChannels, int outChannels, int kernel, Key key) {
        return of1d(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer for sequences without output padding.
    public static ConvTranspose of1d(int inChannels, int outChannels, ConvOptions options, Key key) {
        return of(1, inChannels, outChannels, options, key);
    }

    /// Gives a layer for images with a square kernel, stride 1 and no padding.
    public static ConvTranspose of2d(int inChannels, int outChannels, int kernel, Key key) {
        return of2d(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer for images without output padding.
    public static ConvTranspose of2d(int inChannels, int outChannels, ConvOptions options, Key key) {
        return of(2, inChannels, outChannels, options, key);
    }

    /// Gives a layer for volumes with a cubic kernel, stride 1 and no padding.
    public static ConvTranspose of3d(int inChannels, int outChannels, int kernel, Key key) {
        return of3d(inChannels, outChannels, ConvOptions.of(kernel), key);
    }

    /// Gives a layer for volumes without output padding.
    public static ConvTranspose of3d(int inChannels, int outChannels, ConvOptions options, Key key) {
        return of(3, inChannels, outChannels, options, key);
    }

    /// Gives a layer over a number of axes, without output padding.
    ///
    /// @param axes how many axes stand between samples and channels, 1 to 3
    public static ConvTranspose of(int axes, int inChannels, int outChannels, ConvOptions options, Key key) {
        ConvParts parts = ConvParts.transpose(name(axes), axes, inChannels, outChannels, options, key);
        return new ConvTranspose(
                parts.weight(),
                parts.bias(),
                options.stride(),
                options.padding(),
                List.of(0),
                options.dilation(),
                options.groups());
    }

    private static String name(int axes) {
        return "conv transpose" + axes + "d";
    }

    /// Gives this layer with another stride.
    public ConvTranspose withStride(int... strides) {
        return new ConvTranspose(weight, bias, ConvOptions.list(strides), padding, outputPadding, dilation, groups);
    }

    /// Gives this layer with another part of the result cut off.
    public ConvTranspose withPadding(Padding around) {
        return new ConvTranspose(weight, bias, stride, around, outputPadding, dilation, groups);
    }

    /// Gives this layer with a result that is longer at its end, to tell apart the sizes that a stride folds
    /// together.
    public ConvTranspose withOutputPadding(int... more) {
        return new ConvTranspose(weight, bias, stride, padding, ConvOptions.list(more), dilation, groups);
    }

    /// Gives this layer with another distance of the places that are written.
    public ConvTranspose withDilation(int... dilations) {
        return new ConvTranspose(weight, bias, stride, padding, outputPadding, ConvOptions.list(dilations), groups);
    }

    /// Gives this layer without its bias.
    public ConvTranspose withoutBias() {
        return new ConvTranspose(weight, Optional.empty(), stride, padding, outputPadding, dilation, groups);
    }

    /// Gives the number of channels of the input.
    public int inChannels() {
        return weight.value().size(-1);
    }

    /// Gives the number of channels of the result.
    public int outChannels() {
        return weight.value().size(-2) * groups;
    }

    /// Gives the sizes of the kernel.
    public List<Integer> kernel() {
        return ConvParts.kernel(weight);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        int rank = kernel().size();
        ConvParts.requireInput(name(rank), rank, input, inChannels());
        List<Window.Axis> axes = new ArrayList<>();
        int[] spatial = new int[rank];
        Tensor result = input;
        int[] unwritten = new int[rank];
        for (int i = 0; i < rank; i++) {
            Window.Axis axis = axis(i, input.size(i + 1));
            int more = more(axis, i);
            int written = (input.size(i + 1) - 1) * axis.stride() + axis.extent() - axis.low();
            int kept = Math.max(0, axis.high() - more); // what is cut off the end
            int rest = Math.max(0, more - axis.high()); // what is added at the end
            unwritten[i] = rest < axis.stride() ? 0 : rest; // a stride cannot tell shorter rests apart
            spatial[i] = written - kept + rest - unwritten[i];
            requireRoom(i, spatial[i], input);
            axes.add(new Window.Axis(axis.size(), axis.stride(), axis.low(), kept, axis.dilation()));
        }
        result = result.convTranspose(weight.value(), new Window(axes), groups, spatial);
        for (int i = 0; i < rank; i++) {
            if (unwritten[i] > 0) {
                int[] zeros = result.shape().with(i + 1, unwritten[i]).sizes();
                result = result.concat(i + 1, Tensor.zeros(zeros).as(result.dtype()));
            }
        }
        return ConvParts.withBias(result, bias);
    }

    private Window.Axis axis(int index, int input) {
        int result = padding instanceof Padding.Same ? input * stride.get(index) : input;
        return padding.axis(index, result, kernel().get(index), stride.get(index), dilation.get(index));
    }

    /// What the result is longer by; `same` fills what a kernel shorter than the stride does not reach.
    private int more(Window.Axis axis, int index) {
        return padding instanceof Padding.Same ? Math.max(0, axis.stride() - axis.extent()) : outputPadding.get(index);
    }

    private void requireRoom(int index, int size, Tensor input) {
        if (size < 1) {
            throw new ShapeException(name(kernel().size()) + ": the padding cuts off the whole result, got " + size
                    + " at spatial axis " + index + " for an input of " + input.shape()
                    + Origin.here().at() + "; use less padding");
        }
    }

    @Override
    public String toString() {
        boolean longer = outputPadding.stream().anyMatch(n -> n != 0);
        return "ConvTranspose" + kernel().size() + "d " + inChannels() + " → " + outChannels() + ", kernel "
                + PoolOptions.product(kernel()) + ConvParts.text(stride, padding, dilation, groups, bias)
                + (longer ? ", output padding " + PoolOptions.product(outputPadding) : "");
    }
}
