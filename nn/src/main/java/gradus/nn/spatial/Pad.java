package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.Arrays;
import java.util.List;

/// Surrounds the spatial axes of `[batch, spatial…, channels]`. For 1 2 3 with two before and two after:
///
/// | edge | result |
/// |---|---|
/// | constant 0 | 0 0 1 2 3 0 0 |
/// | reflect | 3 2 1 2 3 2 1 |
/// | replicate | 1 1 1 2 3 3 3 |
/// | circular | 2 3 1 2 3 1 2 |
///
/// {@snippet file="SpatialSnippets.java" region="Pad"}
///
/// @param low how many places before the input, per spatial axis
/// @param high how many places after the input, per spatial axis
/// @param edge what fills them
/// @param value the number for [Edge#CONSTANT], else 0
public record Pad(List<Integer> low, List<Integer> high, Edge edge, double value) implements Layer {
    /// What lies beyond the edge.
    public enum Edge {
        /// One number.
        CONSTANT,
        /// The input mirrored at its first and last place, which are not repeated.
        REFLECT,
        /// The first and the last place again and again.
        REPLICATE,
        /// The input again from its other end.
        CIRCULAR
    }

    /// Checks the numbers.
    public Pad {
        low = List.copyOf(low);
        high = List.copyOf(high);
        boolean fits = low.size() == high.size()
                && !low.isEmpty()
                && low.stream().allMatch(n -> n >= 0)
                && high.stream().allMatch(n -> n >= 0);
        if (!fits) {
            throw new IllegalArgumentException("pad: needs one number per spatial axis before and after the input, none"
                    + " negative, got " + low + " and " + high);
        }
        if (edge != Edge.CONSTANT && value != 0) {
            throw new IllegalArgumentException(
                    "pad: a value is for the edge CONSTANT, got " + value + " with " + edge + "; leave it at 0");
        }
    }

    /// Gives a layer with as many places before as after the input, one number per spatial axis; constant means 0.
    public static Pad of(Edge edge, int... both) {
        return new Pad(ConvOptions.list(both), ConvOptions.list(both), edge, 0);
    }

    /// Gives a layer that surrounds with a number, as many places before as after the input, one per spatial axis.
    public static Pad constant(double value, int... both) {
        return new Pad(ConvOptions.list(both), ConvOptions.list(both), Edge.CONSTANT, value);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        if (input.rank() != low.size() + 2) {
            throw new ShapeException("pad: the input must be [batch, spatial…, channels] with " + low.size()
                    + " spatial axes, got " + input.shape() + Origin.here().at());
        }
        Tensor padded = input;
        for (int i = 0; i < low.size(); i++) {
            if (low.get(i) + high.get(i) > 0) {
                padded = edge == Edge.CONSTANT
                        ? padded.pad(i + 1, low.get(i), high.get(i), value)
                        : padded.gather(places(padded, i), i + 1);
            }
        }
        return padded;
    }

    /// Which place of the input each place of the result shows.
    private Tensor places(Tensor input, int i) {
        int size = input.size(i + 1);
        requireRoom(input, size, i);
        int[] places = new int[low.get(i) + size + high.get(i)];
        Arrays.setAll(places, at -> source(at - low.get(i), size));
        Literal index = Literal.zeros(TensorType.of(DType.INT32, places.length));
        for (int at = 0; at < places.length; at++) {
            index.set(at, places[at]);
        }
        return Tensor.of(index);
    }

    private int source(int at, int size) {
        return switch (edge) {
            case CONSTANT -> throw new IllegalStateException("pad: a constant shows no place");
            case REFLECT -> at < 0 ? -at : at < size ? at : 2 * (size - 1) - at;
            case REPLICATE -> Math.clamp(at, 0, size - 1);
            case CIRCULAR -> Math.floorMod(at, size);
        };
    }

    private void requireRoom(Tensor input, int size, int i) {
        int most = switch (edge) {
            case CONSTANT -> Integer.MAX_VALUE;
            case REFLECT -> size - 1;
            case REPLICATE -> size == 0 ? -1 : Integer.MAX_VALUE;
            case CIRCULAR -> size;
        };
        if (low.get(i) > most || high.get(i) > most) {
            throw new ShapeException("pad: the edge " + edge + " gives at most " + Math.max(0, most)
                    + " places on each side of an axis of size " + size + ", got " + low.get(i) + " and " + high.get(i)
                    + " on axis " + (i + 1) + " of " + input.shape()
                    + Origin.here().at());
        }
    }

    @Override
    public String toString() {
        String around = low.equals(high)
                ? PoolOptions.product(low)
                : PoolOptions.product(low) + " before and " + PoolOptions.product(high) + " after";
        String filled = switch (edge) {
            case CONSTANT -> "with " + value;
            case REFLECT -> "reflecting";
            case REPLICATE -> "replicating";
            case CIRCULAR -> "circular";
        };
        return "Pad " + around + " " + filled;
    }
}
