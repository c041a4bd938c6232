package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.List;

/// The largest number of each of so many bins, whatever the input's size: bin i of n on an axis of size s
/// reaches from `⌊i s/n⌋` to `⌈(i + 1) s/n⌉`, so bins overlap where n does not divide s (as in PyTorch).
///
/// {@snippet file="SpatialSnippets.java" region="AdaptiveMaxPool"}
///
/// @param bins the spatial sizes of the result, one per spatial axis
public record AdaptiveMaxPool(List<Integer> bins) implements Layer {
    /// Copies and checks the list.
    public AdaptiveMaxPool {
        bins = List.copyOf(bins);
        PoolOptions.requirePositive("adaptive max pool", "bins", bins);
    }

    /// Gives a layer with so many bins: one number per spatial axis.
    public static AdaptiveMaxPool of(int... bins) {
        return new AdaptiveMaxPool(ConvOptions.list(bins));
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        PoolOptions.spatial("adaptive max pool", bins.size(), input);
        return input.adaptiveMax(PoolOptions.array(bins));
    }

    @Override
    public String toString() {
        return "AdaptiveMaxPool " + PoolOptions.product(bins);
    }
}
