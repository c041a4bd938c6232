package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;

/// The largest number of each channel over all places: `[batch, spatial…, channels] → [batch, channels]`. The
/// gradient goes to the first of equals.
///
/// {@snippet file="SpatialSnippets.java" region="GlobalMaxPool"}
public record GlobalMaxPool() implements Layer {
    @Override
    public Tensor forward(Tensor input, Context context) {
        Shape spatial = PoolOptions.spatial("global max pool", input);
        return input.max(GlobalAvgPool.axes(spatial));
    }

    @Override
    public String toString() {
        return "GlobalMaxPool";
    }
}
