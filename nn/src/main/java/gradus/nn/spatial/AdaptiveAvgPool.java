package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.List;

/// The mean of each of so many bins, whatever the input's size: bin i of n on an axis of size s reaches from
/// `⌊i s/n⌋` to `⌈(i + 1) s/n⌉`, so bins overlap where n does not divide s (as in PyTorch).
///
/// {@snippet file="SpatialSnippets.java" region="AdaptiveAvgPool"}
///
/// @param bins the spatial sizes of the result, one per spatial axis
public record AdaptiveAvgPool(List<Integer> bins) implements Layer {
    /// Copies and checks the list.
    public AdaptiveAvgPool {
        bins = List.copyOf(bins);
        PoolOptions.requirePositive("adaptive average pool", "bins", bins);
    }

    /// Gives a layer with so many bins: one number per spatial axis.
    public static AdaptiveAvgPool of(int... bins) {
        return new AdaptiveAvgPool(ConvOptions.list(bins));
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        PoolOptions.spatial("adaptive average pool", bins.size(), input);
        return input.adaptiveMean(PoolOptions.array(bins));
    }

    @Override
    public String toString() {
        return "AdaptiveAvgPool " + PoolOptions.product(bins);
    }
}
