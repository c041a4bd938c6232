package gradus.cpu.kernel;

import gradus.core.op.AttentionLayout;
import java.util.Arrays;

/// The gradient of attention, float32: [gradus.core.op.Attention.AttendGradient].
///
/// A task has a head of keys with all queries that ask it. Block by block of queries it makes the weights anew, then
/// their gradient beside them, from which the gradient of the queries follows at once; those of keys and values are
/// added up over the queries in ascending order.
public final class AttentionBackward implements Workers.Task {
    private final AttentionSource source;
    private final HeadRows flow;
    private final HeadRows dq;
    private final HeadRows dk;
    private final HeadRows dv;
    private final Workers workers;
    private final AttentionLayout layout;
    private final int rows;
    private final int valuePanels;
    private final int keyRows;
    private final int keySums;
    private final int valueSums;
    private final int ofBlock;

    /// Binds the gradient to its operands.
    ///
    /// @param source what the attention reads
    /// @param flow the gradient of its result
    /// @param dq the gradient of the queries
    /// @param dk the gradient of the keys
    /// @param dv the gradient of the values
    /// @param workers the threads
    public AttentionBackward(
            AttentionSource source, HeadRows flow, HeadRows dq, HeadRows dk, HeadRows dv, Workers workers) {
        this.source = source;
        this.flow = flow;
        this.dq = dq;
        this.dk = dk;
        this.dv = dv;
        this.workers = workers;
        layout = source.layout();
        rows = source.blockRows();
        int keyCount = layout.keys() * layout.size();
        int valueCount = layout.keys() * layout.valueSize();
        valuePanels = keyCount;
        keyRows = valuePanels + valueCount;
        keySums = keyRows + keyCount;
        valueSums = keySums + keyCount;
        ofBlock = valueSums + valueCount;
    }

    /// Computes the gradients.
    public void run() {
        Tasks.run(workers, layout.batch() * layout.kvHeads(), source.isShared(), this);
    }

    @Override
    public void run(int task) {
        int sequence = task / layout.kvHeads();
        int kvHead = task % layout.kvHeads();
        int keys = layout.keys();
        int block = rows * (2 * layout.size() + layout.valueSize() + 2 * WeightRows.step(keys) + 1);
        float[] own = Scratch.floats(Scratch.ATTENTION, ofBlock + block);
        AttentionSource.panels(source.key(), sequence, kvHead, own, 0);
        AttentionSource.panels(source.value(), sequence, kvHead, own, valuePanels);
        source.key().copy(sequence, 0, kvHead, keys, own, keyRows);
        Arrays.fill(own, keySums, ofBlock, 0f);
        for (int head = kvHead * layout.group(); head < (kvHead + 1) * layout.group(); head++) {
            for (int first = 0; first < layout.queries(); first += rows) {
                block(own, sequence, head, first, Math.min(rows, layout.queries() - first));
            }
        }
        dk.store(own, keySums, sequence, kvHead);
        dv.store(own, valueSums, sequence, kvHead);
    }

    private void block(float[] own, int sequence, int head, int first, int count) {
        int size = layout.size();
        int valueSize = layout.valueSize();
        int columns = source.seen(first + count);
        int step = WeightRows.step(columns);
        int flows = ofBlock + count * size;
        int queries = flows + count * valueSize;
        int weights = queries + count * size;
        int slopes = weights + count * step;
        int sums = slopes + count * step;
        source.query().scaled(sequence, first, head, count, source.scale(), own, ofBlock);
        source.products(own, ofBlock, own, 0, size, own, weights, count, columns);
        source.exponentials(sequence, head, first, count, columns, own, weights, own, sums);
        flow.divided(sequence, first, head, count, own, sums, own, flows);
        source.products(own, flows, own, valuePanels, valueSize, own, slopes, count, columns);
        WeightRows.slopes(own, weights, own, slopes, count, columns, own, sums);
        Arrays.fill(own, queries, weights, 0f);
        AttentionSource.sums(own, slopes, own, keyRows, size, own, queries, size, count, columns, size);
        int to = dq.at(sequence, first, head);
        for (int r = 0; r < count; r++) {
            Pairwise.binaryScalarRight(
                    Binary.MUL, own, queries + r * size, source.scale(), dq.array(), to + r * dq.step(), size);
        }
        Strips.multiply(own, slopes, 1, step, own, ofBlock, size, own, keySums, size, columns, size, count);
        Strips.multiply(
                own, weights, 1, step, own, flows, valueSize, own, valueSums, valueSize, columns, valueSize, count);
    }
}
