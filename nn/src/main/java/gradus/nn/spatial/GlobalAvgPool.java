package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.stream.IntStream;

/// The mean of each channel over all places: `[batch, spatial…, channels] → [batch, channels]` (Lin et al. 2014).
///
/// {@snippet file="SpatialSnippets.java" region="GlobalAvgPool"}
public record GlobalAvgPool() implements Layer {
    @Override
    public Tensor forward(Tensor input, Context context) {
        Shape spatial = PoolOptions.spatial("global average pool", input);
        return input.mean(axes(spatial));
    }

    static int[] axes(Shape spatial) {
        return IntStream.rangeClosed(1, spatial.rank()).toArray();
    }

    @Override
    public String toString() {
        return "GlobalAvgPool";
    }
}
