package gradus.nn.attention;

import gradus.core.op.Attention;
import gradus.core.op.Contraction.Operand;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.attention.Projections.Rows;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Scaled dot-product attention `softmax(s Q Kᵀ + bias) V` (Vaswani et al. 2017).
///
/// {@snippet file="SequenceSnippets.java" region="DotProductAttention"}
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
        if (isOneOperation(mask, context)) {
            return attended(query, key, value, mask);
        }
        Tensor weights = new Dropout(dropout).forward(weights(query, key, mask), context);
        return weights.matmul(mask.silenced(value));
    }

    /// Says whether weights need not be made one by one: nothing is added to scores, and no weight is dropped.
    boolean isOneOperation(AttentionMask mask, Context context) {
        return mask.bias().isEmpty() && (dropout == 0 || !context.isTraining());
    }

    /// Gives a mean of values for each query, by one operation: leading axes become sequences of one head.
    private Tensor attended(Tensor query, Tensor key, Tensor value, AttentionMask mask) {
        requireOneSize(query, key);
        Tensor keys = mask.silenced(key);
        Tensor values = mask.silenced(value);
        Shape leading = leading(query).broadcastWith(leading(keys)).broadcastWith(leading(values));
        Rows rows = new Rows(
                sequences(query, leading), sequences(keys, leading), sequences(values, leading), Optional.empty());
        Shape scores = leading.append(Shape.of(query.size(-2), key.size(-2)));
        Tensor attended = operation(rows, 1, 1, mask.sight(), mask.pairs(scores));
        return attended.reshape(leading.append(Shape.of(query.size(-2), value.size(-1))));
    }

    private static Shape leading(Tensor x) {
        return x.shape().slice(0, x.rank() - 2);
    }

    private static Tensor sequences(Tensor x, Shape leading) {
        Shape matrix = x.shape().slice(x.rank() - 2, x.rank());
        return x.broadcastTo(leading.append(matrix))
                .reshape(Shape.of(leading.count()).append(matrix));
    }

    /// Gives a mean of values for each query, by one operation: `[batch, queries, heads · size]`.
    ///
    /// @param rows queries, keys and values, the heads side by side
    /// @param heads heads of queries
    /// @param kvHeads heads of keys and values
    /// @param mask which keys are seen; nothing is added to scores
    Tensor attended(Rows rows, int heads, int kvHeads, AttentionMask mask) {
        Rows seen = mask.keys().isEmpty()
                ? rows
                : new Rows(rows.query(), mask.silenced(rows.key()), mask.silenced(rows.value()), Optional.empty());
        return operation(
                seen, heads, kvHeads, mask.sight(), mask.pairs(rows.key().size(1)));
    }

    private Tensor operation(Rows rows, int heads, int kvHeads, AttentionMask.Sight sight, Optional<Tensor> pairs) {
        List<Tensor> parts = rows.joint().map(List::of).orElse(List.of(rows.query(), rows.key(), rows.value()));
        DType dtype = parts.stream().map(Tensor::dtype).reduce(DType::promote).orElseThrow();
        List<Tensor> inputs =
                new ArrayList<>(parts.stream().map(x -> x.as(dtype)).toList());
        pairs.ifPresent(inputs::add);
        var operation = new Attention.Attend(
                rows.joint().isPresent() ? Attention.Operands.JOINT : Attention.Operands.SEPARATE,
                heads,
                kvHeads,
                switch (sight) {
                    case ALL -> Attention.Sight.ALL;
                    case PAST -> Attention.Sight.PAST;
                },
                pairs.isPresent() ? Attention.Pairs.MASKED : Attention.Pairs.ALL,
                scale(rows.query().size(2) / heads));
        return Tensor.apply(operation, inputs);
    }

    private double scale(int size) {
        return scale.orElse(1 / Math.sqrt(size));
    }

    private static void requireOneSize(Tensor query, Tensor key) {
        if (query.rank() < 2 || key.rank() != query.rank() || key.size(-1) != query.size(-1)) {
            throw new ShapeException(
                    "attention: queries […, queries, size] and keys […, keys, size] must have one size, got "
                            + query.shape() + " and " + key.shape()
                            + Origin.here().at());
        }
    }

    /// Gives the weights `[…, queries, keys]`, whose rows sum to 1, or are 0 where nothing may be seen.
    ///
    /// @param query `[…, queries, size]`
    /// @param key `[…, keys, size]`
    /// @param mask which keys are seen
    public Tensor weights(Tensor query, Tensor key, AttentionMask mask) {
        requireOneSize(query, key);
        Tensor scores = query.matmul(mask.silenced(key), Operand.AS_IS, Operand.TRANSPOSED);
        return mask.applied(scores.multiply(scale(query.size(-1)))).softmax(-1);
    }
}
