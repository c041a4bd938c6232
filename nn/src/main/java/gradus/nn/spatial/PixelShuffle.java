package gradus.nn.spatial;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.List;

/// Turns channels into places: `[batch, height, width, channels · r²] → [batch, height · r, width · r,
/// channels]` (Shi et al. 2016). Channel `c r² + i r + j` of the input shows row i and column j of a block of
/// channel c, as in PyTorch; TensorFlow's `depth_to_space` has `(i r + j) channels + c`.
///
/// {@snippet file="SpatialSnippets.java" region="PixelShuffle"}
///
/// @param factor r, how many times larger
public record PixelShuffle(int factor) implements Layer {
    public PixelShuffle {
        if (factor < 1) {
            throw new IllegalArgumentException("pixel shuffle: the factor must be at least 1, got " + factor);
        }
    }

    /// Gives the layer with this factor.
    public static PixelShuffle of(int factor) {
        return new PixelShuffle(factor);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        Shape spatial = PoolOptions.spatial("pixel shuffle", 2, input);
        int block = factor * factor;
        if (input.size(-1) % block != 0) {
            throw new ShapeException("pixel shuffle: the channels must be a multiple of " + block + ", got "
                    + input.shape() + Origin.here().at());
        }
        int height = spatial.size(0);
        int width = spatial.size(1);
        int channels = input.size(-1) / block;
        return input.reshape(input.size(0), height, width, channels, factor, factor)
                .transpose(List.of(0, 1, 4, 2, 5, 3))
                .reshape(Shape.of(input.size(0), height * factor, width * factor, channels));
    }

    @Override
    public String toString() {
        return "PixelShuffle " + factor;
    }
}
