package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds.Keep;
import gradus.core.type.Literal;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import java.util.Arrays;
import java.util.List;

/// Layer normalisation `γ (x − μ)/√(σ² + ε) + β` with mean and biased variance of each row, the last axis (Ba et
/// al. 2016); the same in training and inference.
///
/// {@snippet file="NetworkSnippets.java" region="LayerNorm"}
///
/// @param scale γ `[features]`
/// @param shift β `[features]`
/// @param epsilon ε, above 0
public record LayerNorm(Param scale, Param shift, double epsilon) implements Layer {
    public LayerNorm {
        requireEpsilon("layer norm", epsilon);
    }

    /// Gives a layer with γ = 1, β = 0, ε = 10⁻⁵.
    public static LayerNorm of(int features) {
        return new LayerNorm(param(features, 1), param(features, 0), 1e-5);
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        requireFeatures("layer norm", input, scale);
        Tensor wide = input.wide();
        Tensor centred = wide.subtract(wide.mean(Keep.KEEP_AXES, -1).named("μ"));
        Tensor spread = centred.square().mean(Keep.KEEP_AXES, -1).named("σ²");
        Tensor unit = centred.multiply(spread.add(epsilon).rsqrt()).named("x̂");
        return Rounding.of(unit.multiply(scale.value()).add(shift.value()), input, List.of(scale, shift));
    }

    @Override
    public String toString() {
        return "LayerNorm " + scale.value().type().count();
    }

    static Param param(int features, float start) {
        return new Param(filled(features, start));
    }

    static Tensor filled(int features, float value) {
        if (features <= 0) {
            throw new IllegalArgumentException(
                    "normalisation: the number of features must be positive, got " + features);
        }
        float[] values = new float[features];
        Arrays.fill(values, value);
        return Tensor.of(Literal.of(values, features));
    }

    static void requireEpsilon(String layer, double epsilon) {
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException(
                    layer + ": epsilon must be a finite number above 0, got " + epsilon + "; usual is 1e-5");
        }
    }

    static void requireFeatures(String layer, Tensor input, Param scale) {
        int features = scale.value().type().count();
        if (input.rank() < 2 || input.size(-1) != features) {
            throw new ShapeException(layer + ": the input must have the shape [samples, …, " + features + "], got "
                    + input.shape() + Origin.here().at());
        }
    }
}
