package gradus.testkit;

import gradus.core.op.Attention;
import gradus.core.op.Attention.Operands;
import gradus.core.op.Attention.Pairs;
import gradus.core.op.Attention.Sight;
import gradus.core.op.AttentionLayout;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.List;

/// Samples of attention: every way of operands, sight and mask at small sizes, and sizes at which blocks of queries,
/// panels of keys and vectors go wrong.
final class AttentionSamples {
    private AttentionSamples() {}

    static void addTo(Draw draw) {
        for (Sight sight : Sight.values()) {
            for (Pairs pairs : Pairs.values()) {
                separate(draw, new AttentionLayout(2, 4, 2, 3, 5, 2, 3), sight, pairs, 2, 4, 3);
                joint(draw, 2, 4, 2, 3, 2, sight, pairs);
            }
        }
        separate(draw, new AttentionLayout(2, 2, 1, 5, 3, 1, 2), Sight.PAST, Pairs.MASKED, 1, 2, 1);
        separate(draw, new AttentionLayout(3, 2, 2, 2, 3, 2, 2), Sight.ALL, Pairs.MASKED, 3, 1, 1);
        separate(draw, new AttentionLayout(2, 1, 1, 0, 3, 2, 2), Sight.ALL, Pairs.ALL, 1, 1, 1);
        separate(draw, new AttentionLayout(2, 1, 1, 3, 0, 2, 2), Sight.PAST, Pairs.MASKED, 1, 1, 1);
        separate(draw, new AttentionLayout(0, 2, 2, 3, 2, 2, 2), Sight.PAST, Pairs.ALL, 1, 1, 1);
        separate(draw, new AttentionLayout(1, 2, 2, 67, 131, 17, 9), Sight.PAST, Pairs.ALL, 1, 1, 1);
        separate(draw, new AttentionLayout(1, 3, 1, 33, 65, 15, 64), Sight.ALL, Pairs.MASKED, 1, 3, 33);
        separate(draw, new AttentionLayout(2, 2, 1, 1, 63, 8, 8), Sight.ALL, Pairs.MASKED, 2, 1, 1);
        separate(draw, new AttentionLayout(1, 1, 1, 40, 3_000, 7, 3), Sight.ALL, Pairs.ALL, 1, 1, 1);
        joint(draw, 2, 2, 1, 130, 16, Sight.PAST, Pairs.ALL);
        joint(draw, 3, 8, 8, 64, 32, Sight.ALL, Pairs.ALL);
    }

    private static void separate(
            Draw draw, AttentionLayout layout, Sight sight, Pairs pairs, int sequences, int heads, int queries) {
        List<Literal> inputs = new ArrayList<>();
        inputs.add(draw.signed(0, 1, layout.query().sizes()));
        inputs.add(draw.signed(0, 1, layout.key().sizes()));
        inputs.add(draw.signed(0, 1, layout.value().sizes()));
        if (pairs == Pairs.MASKED) {
            inputs.add(draw.truths(sequences, heads, queries, layout.keys()));
        }
        both(draw, layout, Operands.SEPARATE, sight, pairs, inputs);
    }

    private static void joint(
            Draw draw, int batch, int heads, int kvHeads, int places, int size, Sight sight, Pairs pairs) {
        AttentionLayout layout = new AttentionLayout(batch, heads, kvHeads, places, places, size, size);
        List<Literal> inputs = new ArrayList<>();
        inputs.add(draw.signed(0, 1, batch, places, (heads + 2 * kvHeads) * size));
        if (pairs == Pairs.MASKED) {
            inputs.add(draw.truths(batch, 1, places, places));
        }
        both(draw, layout, Operands.JOINT, sight, pairs, inputs);
    }

    private static void both(
            Draw draw, AttentionLayout layout, Operands operands, Sight sight, Pairs pairs, List<Literal> inputs) {
        Attention.Attend attend = new Attention.Attend(operands, layout.heads(), layout.kvHeads(), sight, pairs, 0.7);
        draw.add(attend, inputs.toArray(Literal[]::new));
        List<Literal> back = new ArrayList<>(inputs);
        back.add(draw.signed(0, 1, layout.result().sizes()));
        draw.add(new Attention.AttendGradient(attend), back.toArray(Literal[]::new));
    }
}
