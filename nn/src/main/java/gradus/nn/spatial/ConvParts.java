package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Param;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the convolutions of all ranks share: making their parameters, and the checks with their messages.
///
/// @param weight the kernel
/// @param bias one number per channel of the result, or none
record ConvParts(Param weight, Optional<Param> bias) {
    private static final List<String> SPACE = List.of("depth", "height", "width");

    /// Makes the parameters of a convolution: weight `[kernel…, in / groups, out]`.
    static ConvParts conv(String name, int rank, int in, int out, ConvOptions options, Key key) {
        List<Integer> kernel = kernel(name, rank, options);
        requireGroups(name, options.groups(), in, out);
        int positions = positions(kernel);
        int fanIn = positions * (in / options.groups());
        int fanOut = positions * (out / options.groups());
        return parts(shape(kernel, in / options.groups(), out), out, fanIn, fanOut, options, key);
    }

    /// Makes the parameters of a transposed convolution: weight `[kernel…, out / groups, in]`. An element of the
    /// result sums what `positions · in / groups / ∏ stride` elements send there; PyTorch's start counts otherwise,
    /// see [ConvOptions#withTorchStart].
    static ConvParts transpose(String name, int rank, int in, int out, ConvOptions options, Key key) {
        List<Integer> kernel = kernel(name, rank, options);
        requireGroups(name, options.groups(), in, out);
        int positions = positions(kernel);
        int stride = positions(perAxis(name, "stride", rank, options.stride()));
        int fanOut = positions * (out / options.groups());
        int fanIn = options.hasTorchStart() ? fanOut : Math.max(1, positions * (in / options.groups()) / stride);
        return parts(shape(kernel, out / options.groups(), in), out, fanIn, fanOut, options, key);
    }

    private static ConvParts parts(Shape weight, int out, int fanIn, int fanOut, ConvOptions options, Key key) {
        return new ConvParts(
                new Param(options.weights().create(weight, fanIn, fanOut, key.fold("weight"))),
                options.biases().map(start -> new Param(start.create(Shape.of(out), fanIn, fanOut, key.fold("bias")))));
    }

    private static List<Integer> kernel(String name, int rank, ConvOptions options) {
        if (rank < 1 || rank > 3) {
            throw new IllegalArgumentException(name + ": a kernel slides along 1, 2 or 3 axes, got " + rank);
        }
        return perAxis(name, "kernel", rank, options.kernel());
    }

    private static int positions(List<Integer> sizes) {
        return sizes.stream().reduce(1, (a, b) -> a * b);
    }

    private static Shape shape(List<Integer> kernel, int inner, int last) {
        return Shape.of(kernel.stream().mapToInt(i -> i).toArray()).append(Shape.of(inner, last));
    }

    /// Gives one number per axis from one per axis or one for all.
    ///
    /// @throws IllegalArgumentException if there are others, or one is below 1
    static List<Integer> perAxis(String name, String what, int rank, List<Integer> numbers) {
        if (numbers.size() != 1 && numbers.size() != rank) {
            throw new IllegalArgumentException(
                    name + ": the " + what + " must be one number or " + rank + ", got " + numbers);
        }
        if (numbers.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(name + ": the " + what + " must be at least 1, got " + numbers);
        }
        return numbers.size() == rank ? List.copyOf(numbers) : Collections.nCopies(rank, numbers.getFirst());
    }

    static void requireGroups(String name, int groups, int in, int out) {
        if (in <= 0 || out <= 0) {
            throw new IllegalArgumentException(
                    name + ": there must be channels, got " + in + " in and " + out + " out");
        }
        if (groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(name + ": the groups must divide the channels, got " + groups
                    + " groups for " + in + " channels in and " + out + " out");
        }
    }

    /// Gives the output padding per axis.
    static List<Integer> outputPadding(String name, int rank, Padding padding, List<Integer> numbers) {
        if (numbers.size() != 1 && numbers.size() != rank || numbers.stream().anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException(
                    name + ": the output padding must be one number or " + rank + ", none negative, got " + numbers);
        }
        if (padding instanceof Padding.Same && numbers.stream().anyMatch(n -> n != 0)) {
            throw new IllegalArgumentException(name + ": the padding `same` fixes the size to input · stride; leave the"
                    + " output padding at 0, got " + numbers);
        }
        return numbers.size() == rank ? List.copyOf(numbers) : Collections.nCopies(rank, numbers.getFirst());
    }

    /// Gives along how many axes a kernel slides.
    static int requireWeight(String name, Param weight, String last) {
        Shape shape = weight.value().shape();
        if (shape.rank() < 3 || shape.rank() > 5) {
            throw new ShapeException(
                    name + ": the weight must be [1 to 3 sizes of the kernel, " + last + "], got " + shape);
        }
        return shape.rank() - 2;
    }

    static List<Integer> kernel(Param weight) {
        int[] sizes = weight.value().shape().sizes();
        return Arrays.stream(sizes, 0, sizes.length - 2).boxed().toList();
    }

    static void requireBias(String name, Optional<Param> bias, int out) {
        bias.filter(b -> !b.value().shape().equals(Shape.of(out))).ifPresent(b -> {
            throw new ShapeException(name + ": the bias must have one number per channel of the result, " + out
                    + ", got " + b.value().shape());
        });
    }

    static void requirePadding(String name, int rank, Padding padding) {
        if (padding instanceof Padding.Explicit(var low, var _) && low.size() != 1 && low.size() != rank) {
            throw new ShapeException(
                    name + ": the padding must be one number or one per axis, " + rank + ", got " + low.size());
        }
        if (padding instanceof Padding.Causal && rank != 1) {
            throw new ShapeException(name + ": causal padding is for sequences, [batch, time, channels]; this layer"
                    + " has " + rank + " spatial axes");
        }
    }

    /// Checks that a batch has the rank and the channels.
    static void requireInput(String name, int rank, Tensor input, int channels) {
        Shape shape = input.shape();
        if (shape.rank() == rank + 2 && shape.size(-1) == channels) {
            return;
        }
        String space = rank == 1 ? "time" : SPACE.subList(3 - rank, 3).stream().collect(Collectors.joining(", "));
        String order = "0, " + (rank == 1 ? "2" : rank == 2 ? "2, 3" : "2, 3, 4") + ", 1";
        boolean first = shape.rank() == rank + 2 && shape.size(1) == channels;
        throw new ShapeException(name + ": the input must be [batch, " + space + ", " + channels + "], got " + shape
                + Origin.here().at()
                + (first
                        ? "; channels come last here, did you mean transpose(List.of(" + order + "))?"
                        : "; the last axis holds the channels"));
    }

    /// Checks that there is one spatial size per axis of a window.
    static void requireSpatial(String name, int rank, Shape spatial) {
        if (spatial.rank() != rank) {
            throw new ShapeException(name + ": the window needs one spatial size per axis, " + rank + ", got " + spatial
                    + Origin.here().at() + "; leave the sizes of samples and channels out");
        }
    }

    static Tensor withBias(Tensor product, Optional<Param> bias) {
        return bias.map(b -> product.add(b.value())).orElse(product);
    }

    /// Gives the text of what differs from the defaults.
    static String text(
            List<Integer> stride, Padding padding, List<Integer> dilation, int groups, Optional<Param> bias) {
        return (stride.stream().allMatch(n -> n == 1) ? "" : ", stride " + PoolOptions.product(stride))
                + (padding instanceof Padding.Valid ? "" : ", " + padding)
                + (dilation.stream().allMatch(n -> n == 1) ? "" : ", dilation " + PoolOptions.product(dilation))
                + (groups == 1 ? "" : ", " + groups + " groups")
                + (bias.isPresent() ? "" : ", without bias");
    }
}
