package gradus.nn.attention;

import gradus.core.op.CompareFn;
import gradus.core.op.Leaf;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorOrder;
import gradus.core.type.DType;
import gradus.core.type.DTypeException;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Optional;

/// Which keys a query may attend to, and what is added to its scores. All parts hold at once. A query that may attend
/// to nothing gets zeros, and no gradient flows through it.
///
/// {@snippet file="SequenceSnippets.java" region="AttentionMask"}
///
/// @param sight whether a query sees keys behind it
/// @param keys bool, true for a key that counts: `[batch, keys]`. Keys and values elsewhere are read as zeros, so that
/// even a NaN in the padding has no effect
/// @param allowed bool, true where a query may attend to a key: `[queries, keys]` or `[batch, heads, queries, keys]`,
/// whose sizes may be 1
/// @param bias numbers added to the scores, of the shapes of `allowed`
public record AttentionMask(Sight sight, Optional<Tensor> keys, Optional<Tensor> allowed, Optional<Tensor> bias) {
    /// How far a query sees.
    public enum Sight {
        /// All keys.
        ALL,
        /// Keys up to its own place: key j is seen by query i if `j ≤ i`.
        PAST
    }

    /// Every query sees every key.
    public static final AttentionMask NONE =
            new AttentionMask(Sight.ALL, Optional.empty(), Optional.empty(), Optional.empty());
    /// A query sees its own place and the past.
    public static final AttentionMask CAUSAL =
            new AttentionMask(Sight.PAST, Optional.empty(), Optional.empty(), Optional.empty());

    /// Checks element types.
    ///
    /// @throws DTypeException if a mask is not bool
    public AttentionMask {
        keys.ifPresent(mask -> requireBool("keys", mask));
        allowed.ifPresent(mask -> requireBool("allowed", mask));
    }

    private static void requireBool(String part, Tensor mask) {
        if (mask.dtype() != DType.BOOL) {
            throw new DTypeException("attention mask: " + part + " must be bool, true where attention may go, got "
                    + mask.type() + Origin.here().at() + "; compare it with 0, or use withBias for numbers to add");
        }
    }

    /// Gives this mask with keys that count.
    ///
    /// @param keys bool `[batch, keys]`
    public AttentionMask withKeys(Tensor keys) {
        return new AttentionMask(sight, Optional.of(keys), allowed, bias);
    }

    /// Gives this mask with as many first keys as a sequence is long.
    ///
    /// @param lengths integers `[batch]`
    /// @param size the number of keys, to which sequences are padded
    public AttentionMask withLengths(Tensor lengths, int size) {
        Shape shape = lengths.shape().append(Shape.of(size));
        Tensor places = Tensor.apply(new Leaf.Iota(lengths.type().with(shape), shape.rank() - 1));
        return withKeys(places.compare(CompareFn.LESS, lengths.expand(-1)));
    }

    /// Gives this mask with pairs of query and key that are allowed.
    ///
    /// @param allowed bool `[queries, keys]` or `[batch, heads, queries, keys]`
    public AttentionMask withAllowed(Tensor allowed) {
        return new AttentionMask(sight, keys, Optional.of(allowed), bias);
    }

    /// Gives this mask with numbers added to the scores.
    ///
    /// @param bias `[queries, keys]` or `[batch, heads, queries, keys]`
    public AttentionMask withBias(Tensor bias) {
        return new AttentionMask(sight, keys, allowed, Optional.of(bias));
    }

    /// Gives the bias of attention with linear biases, ALiBi, `−2^(−8 h/heads) (i − j)` for head h = 1 … heads,
    /// query i and key j, as `[1, heads, queries, keys]` (Press et al. 2022); for a causal mask.
    public static Tensor linearBias(int heads, int queries, int keys) {
        TensorType type = TensorType.float32(1, heads, queries, keys);
        Tensor distance = Tensor.apply(new Leaf.Iota(type, 3)).subtract(Tensor.apply(new Leaf.Iota(type, 2)));
        Tensor head = Tensor.apply(new Leaf.Iota(type, 1)).add(1);
        return distance.multiply(head.multiply(-8 * Math.log(2) / heads).exp());
    }

    /// Gives the mask for operands whose heads come before the batch.
    AttentionMask headsFirst() {
        return new AttentionMask(
                sight, keys, allowed.map(AttentionMask::exchanged), bias.map(AttentionMask::exchanged));
    }

    private static Tensor exchanged(Tensor mask) {
        return mask.rank() == 4 ? mask.transpose(List.of(1, 0, 2, 3)) : mask;
    }

    /// Checks the parts against what is asked.
    ///
    /// @param what who asks
    /// @param shape batch, heads, queries, keys
    void check(String what, Shape shape) {
        Shape wantedKeys = Shape.of(shape.size(0), shape.size(3));
        keys.ifPresent(mask -> {
            if (!mask.shape().equals(wantedKeys)) {
                throw new ShapeException(what + ": the mask of keys must be [batch, keys] = " + wantedKeys + ", got "
                        + mask.shape() + Origin.here().at());
            }
        });
        allowed.ifPresent(mask -> check(what, "mask", shape, mask));
        bias.ifPresent(numbers -> check(what, "bias", shape, numbers));
    }

    private static void check(String what, String part, Shape shape, Tensor mask) {
        boolean fits = (mask.rank() == 2 || mask.rank() == 4) && mask.shape().broadcastsTo(shape);
        if (!fits) {
            throw new ShapeException(what + ": the " + part + " must be [queries, keys] = " + shape.slice(2, 4)
                    + " or [batch, heads, queries, keys] = " + shape + ", where a size may be 1, got " + mask.shape()
                    + Origin.here().at());
        }
    }

    /// Gives the scores with the bias added, and −∞ where attention may not go.
    Tensor applied(Tensor scores) {
        Tensor masked =
                bias.map(numbers -> scores.add(numbers.as(scores.dtype()))).orElse(scores);
        if (sight == Sight.PAST) {
            Tensor past = TensorOrder.triangle(scores.size(-2), scores.size(-1), 0, CompareFn.LESS_OR_EQUAL);
            masked = kept(past, masked);
        }
        if (allowed.isPresent()) {
            masked = kept(allowed.get(), masked);
        }
        return keys.isPresent() ? kept(keys.get().expand(-2), masked) : masked;
    }

    /// The truth values are compared as numbers, so that the choice is made inside the loop over the scores.
    private static Tensor kept(Tensor mask, Tensor scores) {
        Tensor numbers = mask.as(scores.dtype()).broadcastTo(scores.shape());
        Tensor never = Tensor.fill(TensorType.of(scores.dtype()), Double.NEGATIVE_INFINITY);
        return numbers.compare(CompareFn.GREATER, 0).where(scores, never);
    }

    /// Gives which pairs of query and key count, `[batch, heads, queries, keys]` where the first three sizes may
    /// be 1; empty if all in sight do.
    Optional<Tensor> pairs(int size) {
        Optional<Tensor> counting = keys.map(mask -> mask.expand(-2).expand(-2));
        Optional<Tensor> four =
                allowed.map(mask -> mask.rank() == 4 ? mask : mask.expand(0).expand(0));
        return both(counting, four).map(mask -> wide(mask, size));
    }

    /// Gives which pairs count where the leading axes of scores are one axis of sequences, each of one head.
    ///
    /// @param scores `[…, queries, keys]`
    Optional<Tensor> pairs(Shape scores) {
        Optional<Tensor> counting = keys.map(mask -> mask.expand(-2));
        return both(counting, allowed).map(mask -> {
            Shape whole = mask.shape();
            while (whole.rank() < scores.rank()) {
                whole = whole.inserting(0, 1);
            }
            Shape leading = whole.slice(0, whole.rank() - 2);
            Shape sequences = leading.count() == 1 ? leading : scores.slice(0, scores.rank() - 2);
            Shape matrix = whole.slice(whole.rank() - 2, whole.rank());
            Tensor repeated = mask.reshape(whole).broadcastTo(sequences.append(matrix));
            Shape four = Shape.of(sequences.count(), 1).append(matrix);
            return wide(repeated.reshape(four), scores.size(-1));
        });
    }

    private static Optional<Tensor> both(Optional<Tensor> keys, Optional<Tensor> allowed) {
        return keys.isPresent() && allowed.isPresent()
                ? keys.map(mask -> mask.where(allowed.get(), mask))
                : keys.or(() -> allowed);
    }

    private static Tensor wide(Tensor mask, int keys) {
        return mask.broadcastTo(mask.shape().with(-1, keys));
    }

    /// Gives keys or values with zeros at the places that do not count.
    Tensor silenced(Tensor rows) {
        return keys.map(mask -> mask.expand(-1).where(rows, Tensor.fill(TensorType.of(rows.dtype()), 0)))
                .orElse(rows);
    }
}
