package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.Arrays;
import java.util.List;

/// Enlarges the spatial axes of `[batch, spatial…, channels]` by whole factors, one axis after another.
///
/// {@snippet file="SpatialSnippets.java" region="Upsample"}
///
/// @param factors how many times larger, per spatial axis
/// @param interpolation what stands between the places of the input
public record Upsample(List<Integer> factors, Interpolation interpolation) implements Layer {
    /// What stands between the places of the input.
    public enum Interpolation {
        /// The nearest place: each is repeated.
        NEAREST,
        /// A line between neighbours (bilinear in a plane, trilinear in space), places being squares of which
        /// corners lie on corners: result i shows the place `(i + ½)/factor − ½`, the edge repeated beyond. The
        /// usual one.
        LINEAR,
        /// A line between neighbours, the centres of first and last place lying on each other: result i of n
        /// shows the place `i (s − 1)/(n − 1)` of s. PyTorch's `align_corners`.
        LINEAR_ALIGNED
    }

    /// Copies and checks the list.
    public Upsample {
        factors = List.copyOf(factors);
        PoolOptions.requirePositive("upsample", "factors", factors);
    }

    /// Gives a layer that repeats places: one factor per spatial axis.
    public static Upsample nearest(int... factors) {
        return new Upsample(ConvOptions.list(factors), Interpolation.NEAREST);
    }

    /// Gives a layer that interpolates by lines: one factor per spatial axis.
    public static Upsample linear(int... factors) {
        return new Upsample(ConvOptions.list(factors), Interpolation.LINEAR);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        PoolOptions.spatial("upsample", factors.size(), input);
        Tensor larger = input;
        for (int i = 0; i < factors.size(); i++) {
            int factor = factors.get(i);
            if (factor > 1 && larger.size(i + 1) > 0) {
                larger = interpolation == Interpolation.NEAREST
                        ? repeated(larger, i + 1, factor)
                        : interpolated(larger, i + 1, factor);
            }
        }
        return larger;
    }

    private static Tensor repeated(Tensor x, int axis, int factor) {
        Shape before = x.shape();
        Shape apart = Shape.of(before.count(0, axis + 1), 1, before.count(axis + 1, before.rank()));
        return x.reshape(apart)
                .broadcastTo(apart.with(1, factor))
                .reshape(before.with(axis, before.size(axis) * factor));
    }

    /// `(1 − λ) x[⌊p⌋] + λ x[⌊p⌋ + 1]` for place p of each result, λ what p is beyond its floor.
    private Tensor interpolated(Tensor x, int axis, int factor) {
        int size = x.size(axis);
        int results = size * factor;
        int[] ones = new int[x.rank()];
        Arrays.fill(ones, 1);
        TensorType column = new TensorType(x.dtype(), Shape.of(ones).with(axis, results));
        Literal left = Literal.zeros(TensorType.of(DType.INT32, results));
        Literal right = Literal.zeros(TensorType.of(DType.INT32, results));
        Literal near = Literal.zeros(column);
        Literal far = Literal.zeros(column);
        for (int i = 0; i < results; i++) {
            double place = place(i, size, results);
            int floor = Math.min((int) place, size - 1);
            left.set(i, floor);
            right.set(i, Math.min(floor + 1, size - 1));
            near.set(i, 1 - (place - floor));
            far.set(i, place - floor);
        }
        Tensor first = x.gather(Tensor.of(left), axis).multiply(Tensor.of(near));
        return first.add(x.gather(Tensor.of(right), axis).multiply(Tensor.of(far)));
    }

    private double place(int i, int size, int results) {
        return interpolation == Interpolation.LINEAR_ALIGNED
                ? i * (size - 1.0) / Math.max(1, results - 1)
                : Math.clamp((i + 0.5) * size / results - 0.5, 0, size - 1.0);
    }

    @Override
    public String toString() {
        String between = switch (interpolation) {
            case NEAREST -> "nearest";
            case LINEAR -> "linear";
            case LINEAR_ALIGNED -> "linear, corners aligned";
        };
        return "Upsample " + PoolOptions.product(factors) + " " + between;
    }
}
