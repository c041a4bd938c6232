package gradus.core.op;

import gradus.core.op.Attention.Operands;
import gradus.core.op.Attention.Sight;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.List;

/// The sizes of an [Attention].
///
/// @param batch how many sequences
/// @param heads heads of queries
/// @param kvHeads heads of keys and of values
/// @param queries places that ask
/// @param keys places that are asked
/// @param size the size of a query or key of one head
/// @param valueSize the size of a value of one head
public record AttentionLayout(int batch, int heads, int kvHeads, int queries, int keys, int size, int valueSize) {
    /// Gives the sizes from the types of the operands, which must have been checked.
    public static AttentionLayout of(Attention.Attend op, List<TensorType> inputs) {
        Shape rows = inputs.getFirst().shape();
        int places = rows.size(1);
        if (op.operands() == Operands.JOINT) {
            int size = rows.size(2) / (op.heads() + 2 * op.kvHeads());
            return new AttentionLayout(rows.size(0), op.heads(), op.kvHeads(), places, places, size, size);
        }
        Shape values = inputs.get(2).shape();
        int size = rows.size(2) / op.heads();
        int valueSize = values.size(2) / op.kvHeads();
        return new AttentionLayout(rows.size(0), op.heads(), op.kvHeads(), places, values.size(1), size, valueSize);
    }

    /// Gives how many neighbouring heads of queries share a head of keys.
    public int group() {
        return heads / kvHeads;
    }

    /// Gives the shape of the result.
    public Shape result() {
        return Shape.of(batch, queries, heads * valueSize);
    }

    /// Gives the shape of the scores, which are never held as a whole.
    public Shape scores() {
        return Shape.of(batch, heads, queries, keys);
    }

    /// Gives the shape of the queries.
    public Shape query() {
        return Shape.of(batch, queries, heads * size);
    }

    /// Gives the shape of the keys.
    public Shape key() {
        return Shape.of(batch, keys, kvHeads * size);
    }

    /// Gives the shape of the values.
    public Shape value() {
        return Shape.of(batch, keys, kvHeads * valueSize);
    }

    /// Gives how many numbers the gradient has.
    public int gradientCount() {
        long count = (long) query().count() + key().count() + value().count();
        if (count > Integer.MAX_VALUE) {
            throw new ShapeException("attention: a gradient holds at most " + Integer.MAX_VALUE + " numbers, got "
                    + count + " for queries " + query() + ", keys " + key() + " and values " + value()
                    + Origin.here().at() + "; take fewer sequences at a time");
        }
        return (int) count;
    }

    /// Gives how many pairs of query and key are in sight, in all heads.
    public long pairs(Sight sight) {
        long each = switch (sight) {
            case ALL -> (long) queries * keys;
            case PAST -> {
                long all = Math.min(queries, keys);
                yield all * (all + 1) / 2 + Math.max(0L, queries - keys) * keys;
            }
        };
        return each * batch * heads;
    }
}
