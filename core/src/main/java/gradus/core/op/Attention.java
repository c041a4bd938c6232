package gradus.core.op;

import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.List;

/// Scaled dot-product attention `softmax(s Q Kᵀ) V` of several heads side by side (Vaswani et al. 2017), as one
/// operation that need never hold the scores of all queries with all keys.
///
/// Queries, keys and values are rows as a projection gives them, `[batch, places, heads · size]`, so that heads are
/// neither split nor joined by moving numbers. With fewer heads of keys and values than of queries, neighbouring
/// heads of queries share one: head h reads head `h / (heads / kvHeads)`.
public sealed interface Attention extends Fused {
    /// How queries, keys and values are given.
    enum Operands {
        /// Queries `[batch, queries, heads · size]`, keys `[batch, keys, kvHeads · size]`, values
        /// `[batch, keys, kvHeads · value size]`.
        SEPARATE,
        /// One operand `[batch, places, (heads + 2 kvHeads) · size]`: in each row queries, keys, values, in
        /// this order.
        JOINT
    }

    /// How far a query sees.
    enum Sight {
        /// All keys.
        ALL,
        /// Keys up to its own place: key j is seen by query i if `j ≤ i`.
        PAST
    }

    /// Which pairs of query and key count, of those in sight.
    enum Pairs {
        /// All.
        ALL,
        /// Those where a last operand of truth values `[batch, heads, queries, keys]` holds, whose first three
        /// sizes may be 1.
        MASKED
    }

    /// Attention; gives `[batch, queries, heads · value size]`. A query that sees nothing gets zeros.
    ///
    /// @param operands how queries, keys and values are given
    /// @param heads heads of queries, which the heads of keys divide
    /// @param kvHeads heads of keys and of values
    /// @param sight how far a query sees
    /// @param pairs which pairs count
    /// @param scale s, by which scores are multiplied
    record Attend(Operands operands, int heads, int kvHeads, Sight sight, Pairs pairs, double scale)
            implements Attention {
        /// Checks the heads and the scale.
        public Attend {
            if (kvHeads < 1 || heads < 1 || heads % kvHeads != 0) {
                throw new ShapeException("attention: the heads of keys must divide the heads of queries, got " + kvHeads
                        + " and " + heads + Origin.here().at());
            }
            if (!Double.isFinite(scale)) {
                throw new IllegalArgumentException("attention: the scale must be finite, got " + scale
                        + Origin.here().at());
            }
        }

        /// Gives how many operands hold queries, keys and values.
        public int rowInputs() {
            return operands == Operands.SEPARATE ? 3 : 1;
        }

        /// Gives how many operands there are: rows, and the mask if there is one.
        public int inputs() {
            return rowInputs() + (pairs == Pairs.MASKED ? 1 : 0);
        }
    }

    /// The gradient of [Attend] by queries, keys and values, one after the other as they are given: a vector, whose
    /// parts [AttentionLayout] tells.
    ///
    /// Inputs: those of the attention, then the gradient of its result. Weights are computed anew, for that is
    /// cheaper than to keep them.
    ///
    /// @param attention what it is the gradient of
    record AttendGradient(Attend attention) implements Attention {}

    /// Gives the attention itself, or that which this is the gradient of.
    default Attend attend() {
        return switch (this) {
            case Attend attend -> attend;
            case AttendGradient(Attend attend) -> attend;
        };
    }

    @Override
    default TensorType infer(List<TensorType> inputs) {
        return switch (this) {
            case Attend attend -> AttentionTypes.attend(attend, inputs);
            case AttendGradient gradient -> AttentionTypes.gradient(gradient, inputs);
        };
    }

    @Override
    default String name() {
        return switch (this) {
            case Attend _ -> "attention";
            case AttendGradient _ -> "attention_gradient";
        };
    }
}
