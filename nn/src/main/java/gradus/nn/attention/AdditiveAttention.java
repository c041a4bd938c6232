package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Context;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;

/// Additive attention: query q and key k score `vᵀ tanh(W q + U k)` (Bahdanau et al. 2015).
///
/// {@snippet file="SequenceSnippets.java" region="AdditiveAttention"}
///
/// @param query W
/// @param key U
/// @param scale v `[units]`
public record AdditiveAttention(Linear query, Linear key, Param scale) {
    /// Checks that the parts fit.
    public AdditiveAttention {
        int units = scale.value().type().count();
        if (scale.value().rank() != 1 || query.outFeatures() != units || key.outFeatures() != units) {
            throw new ShapeException("additive attention: query and key must give as many units as v has, got "
                    + query.outFeatures() + ", " + key.outFeatures() + " and "
                    + scale.value().shape());
        }
    }

    /// Gives a layer without biases, W, U and v by [Initializer#glorotUniform].
    ///
    /// @param querySize the length of a query
    /// @param keySize the length of a key
    /// @param units the length in which they meet
    /// @param key the randomness
    public static AdditiveAttention of(int querySize, int keySize, int units, Key key) {
        Initializer start = Initializer.glorotUniform();
        return new AdditiveAttention(
                Linear.withoutBias(querySize, units, start, key.fold("query")),
                Linear.withoutBias(keySize, units, start, key.fold("key")),
                new Param(start.create(Shape.of(units), units, 1, key.fold("scale"))));
    }

    /// Gives a mean of values for each query, `[batch, queries, values' size]`.
    ///
    /// @param queries `[batch, queries, querySize]`
    /// @param keys `[batch, keys, keySize]`
    /// @param values `[batch, keys, any size]`
    /// @param mask which keys are seen
    public Tensor attend(Tensor queries, Tensor keys, Tensor values, AttentionMask mask) {
        return weights(queries, keys, mask).matmul(mask.silenced(values));
    }

    /// Gives the weights `[batch, queries, keys]`.
    public Tensor weights(Tensor queries, Tensor keys, AttentionMask mask) {
        Tensor q = project("queries", query, queries);
        Tensor k = project("keys", key, mask.silenced(keys));
        return weights(q, k, scale.value(), mask);
    }

    private static Tensor project(String what, Linear linear, Tensor rows) {
        if (rows.rank() != 3 || rows.size(-1) != linear.inFeatures()) {
            throw new ShapeException("additive attention: " + what + " must be [batch, time, " + linear.inFeatures()
                    + "], got " + rows.shape() + Origin.here().at());
        }
        return linear.forward(rows, Context.inference());
    }

    /// Gives the weights of queries and keys that are of one size already.
    ///
    /// @param queries `[batch, queries, units]`
    /// @param keys `[batch, keys, units]`
    /// @param scale v `[units]`
    /// @param mask which keys are seen
    public static Tensor weights(Tensor queries, Tensor keys, Tensor scale, AttentionMask mask) {
        Tensor both = queries.expand(2).add(keys.expand(1)).tanh(); // [batch, queries, keys, units]
        return mask.applied(both.multiply(scale).sum(-1)).softmax(-1);
    }
}
