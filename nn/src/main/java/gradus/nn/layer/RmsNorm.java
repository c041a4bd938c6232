package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds.Keep;
import java.util.List;

/// Root mean square normalisation `γ x/√(mean(x²) + ε)` of each row, the last axis (Zhang and Sennrich 2019):
/// layer normalisation without mean and shift, and cheaper; the same in training and inference.
///
/// {@snippet file="LayerSnippets.java" region="RmsNorm"}
///
/// @param scale γ `[features]`
/// @param epsilon ε, above 0; inside the root
public record RmsNorm(Param scale, double epsilon) implements Layer {
    public RmsNorm {
        LayerNorm.requireEpsilon("rms norm", epsilon);
    }

    /// Gives a layer with γ = 1, ε = 10⁻⁶.
    public static RmsNorm of(int features) {
        return new RmsNorm(LayerNorm.param(features, 1), 1e-6);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        LayerNorm.requireFeatures("rms norm", input, scale);
        Tensor wide = input.wide();
        Tensor spread = wide.square().mean(Keep.KEEP_AXES, -1);
        Tensor unit = wide.multiply(spread.add(epsilon).rsqrt());
        return Rounding.of(unit.multiply(scale.value()), input, List.of(scale));
    }

    @Override
    public String toString() {
        return "RmsNorm " + scale.value().type().count();
    }
}
