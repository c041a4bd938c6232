package gradus.cpu;

import gradus.core.op.Attention;
import gradus.core.op.Attention.Operands;
import gradus.core.op.Attention.Pairs;
import gradus.core.op.AttentionLayout;
import gradus.core.type.Shape;
import gradus.cpu.kernel.AttentionBackward;
import gradus.cpu.kernel.AttentionForward;
import gradus.cpu.kernel.AttentionSource;
import gradus.cpu.kernel.HeadRows;
import gradus.cpu.kernel.PairMask;
import gradus.cpu.kernel.Workers;
import java.util.List;

/// Binds the float32 kernels of attention to their operands.
final class AttentionKernel {
    private AttentionKernel() {}

    static Kernel of(Attention op, List<Operand> inputs, Operand y, Workers workers) {
        Attention.Attend attend = op.attend();
        AttentionLayout layout =
                AttentionLayout.of(attend, inputs.stream().map(Operand::type).toList());
        Parts rows = attend.operands() == Operands.JOINT
                ? joint(layout, inputs.getFirst().floats(), inputs.getFirst().offset())
                : separate(layout, inputs);
        AttentionSource source = new AttentionSource(
                layout,
                rows.query,
                rows.key,
                rows.value,
                attend.sight(),
                attend.pairs() == Pairs.MASKED ? mask(inputs.get(attend.rowInputs())) : PairMask.ALL,
                (float) attend.scale());
        return switch (op) {
            case Attention.Attend _ -> {
                AttentionForward forward = new AttentionForward(source, result(layout, y), workers);
                yield forward::run;
            }
            case Attention.AttendGradient _ -> {
                Parts to = attend.operands() == Operands.JOINT
                        ? joint(layout, y.floats(), y.offset())
                        : packed(layout, y.floats(), y.offset());
                HeadRows flow = result(layout, inputs.getLast());
                AttentionBackward backward = new AttentionBackward(source, flow, to.query, to.key, to.value, workers);
                yield backward::run;
            }
        };
    }

    /// Queries, keys and values, or their gradients.
    private record Parts(HeadRows query, HeadRows key, HeadRows value) {}

    private static Parts joint(AttentionLayout layout, float[] array, int offset) {
        int queries = layout.heads() * layout.size();
        int keys = layout.kvHeads() * layout.size();
        int step = queries + 2 * keys;
        return new Parts(
                new HeadRows(array, offset, step, layout.queries(), layout.size()),
                new HeadRows(array, offset + queries, step, layout.keys(), layout.size()),
                new HeadRows(array, offset + queries + keys, step, layout.keys(), layout.valueSize()));
    }

    private static Parts separate(AttentionLayout layout, List<Operand> inputs) {
        Operand query = inputs.get(0);
        Operand key = inputs.get(1);
        Operand value = inputs.get(2);
        return new Parts(
                rows(query.floats(), query.offset(), layout.query(), layout.size()),
                rows(key.floats(), key.offset(), layout.key(), layout.size()),
                rows(value.floats(), value.offset(), layout.value(), layout.valueSize()));
    }

    private static Parts packed(AttentionLayout layout, float[] array, int offset) {
        int keys = offset + layout.query().count();
        int values = keys + layout.key().count();
        return new Parts(
                rows(array, offset, layout.query(), layout.size()),
                rows(array, keys, layout.key(), layout.size()),
                rows(array, values, layout.value(), layout.valueSize()));
    }

    private static HeadRows result(AttentionLayout layout, Operand y) {
        return rows(y.floats(), y.offset(), layout.result(), layout.valueSize());
    }

    private static HeadRows rows(float[] array, int offset, Shape shape, int size) {
        return new HeadRows(array, offset, shape.size(2), shape.size(1), size);
    }

    private static PairMask mask(Operand mask) {
        Shape shape = mask.type().shape();
        int query = shape.size(3);
        int head = shape.size(2) * query;
        int sequence = shape.size(1) * head;
        return new PairMask(
                (byte[]) mask.array(),
                mask.offset(),
                shape.size(0) == 1 ? 0 : sequence,
                shape.size(1) == 1 ? 0 : head,
                shape.size(2) == 1 ? 0 : query);
    }
}
