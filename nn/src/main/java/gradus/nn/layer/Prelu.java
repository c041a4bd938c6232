package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import java.util.Arrays;

/// `max(x, 0) + α min(0, x)` with learned α (He et al. 2015).
///
/// {@snippet file="LayerSnippets.java" region="Prelu"}
///
/// @param slope α, `[features]` or `[1]`: it broadcasts along the last axis
public record Prelu(Param slope) implements Layer {
    private static final float START = 0.25f;

    /// Gives a layer with one slope per feature, each 0.25 at the start.
    public static Prelu of(int features) {
        float[] slopes = new float[features];
        Arrays.fill(slopes, START);
        return new Prelu(new Param(Tensor.of(Literal.of(slopes, features))));
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        return input.prelu(slope.value());
    }

    @Override
    public String toString() {
        return "Prelu " + slope.value().type().count();
    }
}
