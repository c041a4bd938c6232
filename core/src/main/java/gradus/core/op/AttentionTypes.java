package gradus.core.op;

import gradus.core.op.Attention.Operands;
import gradus.core.op.Attention.Pairs;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;

/// The shape rules of [Attention] operations.
final class AttentionTypes {
    private AttentionTypes() {}

    static TensorType attend(Attention.Attend op, List<TensorType> inputs) {
        Check.count(op.name(), inputs, op.inputs());
        return inputs.getFirst().with(layout(op, op.name(), inputs).result());
    }

    static TensorType gradient(Attention.AttendGradient op, List<TensorType> inputs) {
        int before = op.attention().inputs();
        Check.count(op.name(), inputs, before + 1);
        AttentionLayout layout = layout(op.attention(), op.name(), inputs);
        TensorType flow = inputs.get(before);
        TensorType expected = inputs.getFirst().with(layout.result());
        Check.that(op.name(), flow.equals(expected), "the gradient that flows in must be " + expected, flow);
        return expected.with(Shape.of(layout.gradientCount()));
    }

    private static AttentionLayout layout(Attention.Attend op, String name, List<TensorType> inputs) {
        TensorType first = inputs.getFirst();
        for (TensorType rows : inputs.subList(0, op.rowInputs())) {
            Check.floating(name, rows);
            Check.dtype(name, rows, first.dtype());
            Check.that(name, rows.shape().rank() == 3, "rows must be [batch, places, heads · size]", rows.shape());
        }
        if (op.operands() == Operands.JOINT) {
            int parts = op.heads() + 2 * op.kvHeads();
            divisible(name, "joint rows", first, parts);
        } else {
            separate(op, name, inputs);
        }
        AttentionLayout layout = AttentionLayout.of(op, inputs);
        if (op.pairs() == Pairs.MASKED) {
            mask(name, inputs.get(op.rowInputs()), layout);
        }
        return layout;
    }

    private static void separate(Attention.Attend op, String name, List<TensorType> inputs) {
        divisible(name, "queries", inputs.get(0), op.heads());
        divisible(name, "keys", inputs.get(1), op.kvHeads());
        divisible(name, "values", inputs.get(2), op.kvHeads());
        Shape query = inputs.get(0).shape();
        Shape key = inputs.get(1).shape();
        Shape value = inputs.get(2).shape();
        boolean one = query.size(0) == key.size(0) && key.size(0) == value.size(0);
        Check.that(name, one, "there must be one batch size", query + ", " + key + " and " + value);
        Check.that(name, key.size(1) == value.size(1), "there must be a value for each key", key + " and " + value);
        boolean fits = query.size(2) / op.heads() == key.size(2) / op.kvHeads();
        Check.that(name, fits, "queries and keys of a head must have one size", query + " and " + key);
    }

    private static void divisible(String name, String what, TensorType rows, int heads) {
        boolean fits = rows.shape().size(2) % heads == 0;
        Check.that(name, fits, "the last size of " + what + " must be a multiple of " + heads, rows.shape());
    }

    private static void mask(String name, TensorType mask, AttentionLayout layout) {
        Check.dtype(name, mask, DType.BOOL);
        Shape shape = mask.shape();
        boolean fits = shape.rank() == 4 && shape.broadcastsTo(layout.scores()) && shape.size(3) == layout.keys();
        Check.that(
                name,
                fits,
                "the mask must be [batch, heads, queries, keys] = " + layout.scores()
                        + ", where the first three sizes may be 1",
                shape);
    }
}
