package gradus.nn.spatial;

import gradus.nn.init.Initializer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a convolution is made of beside its channels. Lists hold one number for all spatial axes, or one per axis.
///
/// The default start is He's for ReLU, N(0, 2/fan) with fan = kernel positions · in / groups, and a bias of zeros.
/// (Keras starts by Glorot's uniform; PyTorch as [#withTorchStart].)
///
/// {@snippet file="SpatialSnippets.java" region="ConvOptions"}
///
/// @param kernel sizes of the kernel
/// @param stride how far it moves, 1
/// @param padding what surrounds the input, none
/// @param dilation the distance of the places that the kernel reads, 1
/// @param groups blocks of channels that are convolved apart, 1
/// @param weights how the weight starts
/// @param biases how the bias starts; empty for a layer without bias
public record ConvOptions(
        List<Integer> kernel,
        List<Integer> stride,
        Padding padding,
        List<Integer> dilation,
        int groups,
        Initializer weights,
        Optional<Initializer> biases) {
    /// Copies the lists.
    public ConvOptions {
        kernel = List.copyOf(kernel);
        stride = List.copyOf(stride);
        dilation = List.copyOf(dilation);
    }

    /// Gives the options of a kernel that moves by 1 without padding.
    public static ConvOptions of(int... kernel) {
        return new ConvOptions(
                list(kernel),
                List.of(1),
                Padding.valid(),
                List.of(1),
                1,
                Initializer.heNormal(),
                Optional.of(Initializer.zeros()));
    }

    static List<Integer> list(int... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /// Gives these options with another stride.
    public ConvOptions withStride(int... strides) {
        return new ConvOptions(kernel, list(strides), padding, dilation, groups, weights, biases);
    }

    /// Gives these options with padding.
    public ConvOptions withPadding(Padding around) {
        return new ConvOptions(kernel, stride, around, dilation, groups, weights, biases);
    }

    /// Gives these options with gaps between the places that are read.
    public ConvOptions withDilation(int... dilations) {
        return new ConvOptions(kernel, stride, padding, list(dilations), groups, weights, biases);
    }

    /// Gives these options with channels in blocks.
    public ConvOptions withGroups(int blocks) {
        return new ConvOptions(kernel, stride, padding, dilation, blocks, weights, biases);
    }

    /// Gives these options without a bias, as before a normalisation that would undo it.
    public ConvOptions withoutBias() {
        return new ConvOptions(kernel, stride, padding, dilation, groups, weights, Optional.empty());
    }

    /// Gives these options with another start of the weight.
    public ConvOptions withWeights(Initializer start) {
        return new ConvOptions(kernel, stride, padding, dilation, groups, start, biases);
    }

    /// Gives these options with another start of the bias.
    public ConvOptions withBiases(Initializer start) {
        return new ConvOptions(kernel, stride, padding, dilation, groups, weights, Optional.of(start));
    }

    /// Gives these options with the start of PyTorch: weight and bias from U(±1/√fan). PyTorch's fan of a
    /// transposed convolution is kernel positions · out / groups, which is how many numbers each input feeds; so it
    /// is here with this start, and with this one only.
    public ConvOptions withTorchStart() {
        Initializer start = Initializer.torchLinear();
        return new ConvOptions(kernel, stride, padding, dilation, groups, start, biases.map(_ -> start));
    }

    boolean hasTorchStart() {
        return weights.equals(Initializer.torchLinear());
    }
}
