package gradus.nn.spatial;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.Arrays;

/// In training each channel of each sample of `[batch, spatial…, channels]` becomes 0 everywhere with
/// probability `rate`, and the others are multiplied by `1/(1 − rate)`; in inference nothing happens (Tompson
/// et al. 2015). Keras calls it spatial dropout, PyTorch `Dropout1d` to `Dropout3d`.
///
/// Neighbouring places of a channel say nearly the same, so dropping places by themselves hides little.
///
/// {@snippet file="SpatialSnippets.java" region="ChannelDropout"}
///
/// @param rate the share that is dropped, in [0, 1)
public record ChannelDropout(double rate) implements Layer {
    public ChannelDropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(
                    "channel dropout: the rate must be at least 0 and below 1, got " + rate + "; common is 0.1 to 0.5");
        }
    }

    /// Gives the layer with this rate.
    public static ChannelDropout of(double rate) {
        return new ChannelDropout(rate);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        PoolOptions.spatial("channel dropout", input);
        if (!context.isTraining() || rate == 0) {
            return input;
        }
        int[] sizes = new int[input.rank()];
        Arrays.fill(sizes, 1);
        sizes[0] = input.size(0);
        sizes[sizes.length - 1] = input.size(-1);
        Tensor kept =
                context.uniform(input.wide().type().with(Shape.of(sizes))).compare(CompareFn.GREATER_OR_EQUAL, rate);
        return kept.where(input.multiply(1 / (1 - rate)), Tensor.fill(input.type(), 0));
    }

    @Override
    public String toString() {
        return "ChannelDropout " + rate;
    }
}
