package gradus.nn.attention;

import gradus.core.op.Contraction.Operand;
import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import java.util.OptionalDouble;

/// Scaled dot-product attention `softmax(s Q Kᵀ + bias) V` (Vaswani et al. 2017).
///
/// @param scale s, or `1/√size` of the queries if empty
/// @param dropout the share of weights that training drops, in [0, 1)
public record DotProductAttention(OptionalDouble scale, double dropout) {
    /// Checks the options.
    public DotProductAttention {
        dropout = new Dropout(dropout).rate();
        if (scale.isPresent() && !Double.isFinite(scale.getAsDouble())) {
            throw new IllegalArgumentException("attention: the scale must be finite, got " + scale.getAsDouble());
        }
    }

    /// Gives the function with scale `1/√size` and no dropout.
    public static DotProductAttention of() {
        return new DotProductAttention(OptionalDouble.empty(), 0);
    }

    /// Gives the function with another scale.
    public DotProductAttention withScale(double scale) {
        return new DotProductAttention(OptionalDouble.of(scale), dropout);
    }

    /// Gives the function with dropout of the weights in training.
    public DotProductAttention withDropout(double dropout) {
        return new DotProductAttention(scale, dropout);
    }

    /// Gives a mean of values for each query, `[…, queries, values' size]`.
    ///
    /// @param query `[…, queries, size]`
    /// @param key `[…, keys, size]`
    /// @param value `[…, keys, any size]`
    /// @param mask which keys are seen; its shapes broadcast to the leading axes, queries and keys
    /// @param context whether this is training
    public Tensor attend(Tensor query, Tensor key, Tensor value, AttentionMask mask, Context context) {
        if (value.rank() != key.rank() || value.size(-2) != key.size(-2)) {
            throw new ShapeException("attention: there must be a value for each key, got keys " + key.shape()
                    + " and values " + value.shape() + Origin.here().at());
        }
        Tensor weights = new Dropout(dropout).forward(weights(query, key, mask), context);
        return weights.matmul(mask.silenced(value));
    }

    /// Gives the weights `[…, queries, keys]`, whose rows sum to 1, or are 0 where nothing may be seen.
    ///
    /// @param query `[…, queries, size]`
    /// @param key `[…, keys, size]`
    /// @param mask which keys are seen
    public Tensor weights(Tensor query, Tensor key, AttentionMask mask) {
        if (query.rank() < 2 || key.rank() != query.rank() || key.size(-1) != query.size(-1)) {
            throw new ShapeException(
                    "attention: queries […, queries, size] and keys […, keys, size] must have one size, got "
                            + query.shape() + " and " + key.shape()
                            + Origin.here().at());
        }
        double factor = scale.orElse(1 / Math.sqrt(query.size(-1)));
        Tensor scores = query.matmul(mask.silenced(key), Operand.AS_IS, Operand.TRANSPOSED);
        return mask.applied(scores.multiply(factor)).softmax(-1);
    }
}
