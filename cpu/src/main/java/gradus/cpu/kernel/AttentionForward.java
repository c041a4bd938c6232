package gradus.cpu.kernel;

import gradus.core.op.AttentionLayout;
import java.util.Arrays;

/// Attention, float32: [gradus.core.op.Attention.Attend].
///
/// A task has a head of keys and some of the queries that ask it, block by block: the scores of a block of
/// queries with all keys they see stay in the cache, as in Dao et al. 2022, but whole rows of them, so that a
/// softmax is that of the row. Keys that no query of a block sees are not touched. A row of the result depends on
/// its query and on the keys and values that it sees alone, so its bits do not depend on how queries are cut, as
/// long as all values are finite: one that is not, and is seen by another query of the block, has weight 0 in the
/// rows that do not see it, and gives NaN.
///
/// Ladder, one thread of an AVX-512 processor (Zen 4) on which other processes ran too: its own time, ±15 %; the first
/// row of the table by the clock. Causal attention of 8 × 8 heads, length 1024, size 64: by weights, in a plan that
/// holds the scores of all pairs (805 MB), 533 ms; in blocks (17 MB) 129 ms. GFLOP/s of the pairs in sight, of the
/// result and of the gradient, for 8 × 8 heads at length 128 and size 32, and for one causal head at length 1024 and
/// size 64:
///
/// | | length 128 | length 1024, causal |
/// |---|---|---|
/// | softmax by [Pointwise], [Pairwise] and [Reductions], row by row | 38, 43 | 51, 42 |
/// | rows in loops of their own ([WeightRows]), rests under masks | 42, 47 | 44, 69 |
/// | rows of whole vectors, each loop over all rows of the block | 45, 48 | 46, 71 |
/// | panels transposed by vectors, keys laid down once for each task | 45, 50 | 66, 72 |
///
/// Blocks of 16, 32 or 64 queries make no difference that could be measured.
public final class AttentionForward implements Workers.Task {
    /// Queries from which it is worth it to lay values side by side.
    private static final int FEW = 8;
    /// Tasks for each thread; each lays keys and values down anew.
    private static final int TASKS = 4;

    private final AttentionSource source;
    private final HeadRows y;
    private final Workers workers;
    private final AttentionLayout layout;
    private final int chunks;

    /// Binds attention to its operands.
    ///
    /// @param source what is read
    /// @param y the result
    /// @param workers the threads
    public AttentionForward(AttentionSource source, HeadRows y, Workers workers) {
        this.source = source;
        this.y = y;
        this.workers = workers;
        layout = source.layout();
        int wanted = workers.threads() == 1 ? 1 : TASKS * workers.threads();
        int pairs = Math.max(1, layout.batch() * layout.kvHeads());
        chunks = Math.clamp(wanted / pairs, 1, Math.max(1, source.blocks()));
    }

    /// Computes the result.
    public void run() {
        Tasks.run(workers, layout.batch() * layout.kvHeads() * chunks, source.isShared(), this);
    }

    @Override
    public void run(int task) {
        int chunk = task % chunks;
        int sequence = task / chunks / layout.kvHeads();
        int kvHead = task / chunks % layout.kvHeads();
        int rows = source.blockRows();
        int keys = layout.keys();
        int blocks = source.blocks();
        int values = keys * layout.size();
        int queries = values + keys * layout.valueSize();
        int scores = queries + rows * layout.size();
        int sums = scores + rows * WeightRows.step(keys);
        float[] own = Scratch.floats(Scratch.ATTENTION, sums + rows);
        AttentionSource.panels(source.key(), sequence, kvHead, own, 0);
        boolean few = layout.queries() < FEW;
        if (!few) {
            source.value().copy(sequence, 0, kvHead, keys, own, values);
        }
        for (int head = kvHead * layout.group(); head < (kvHead + 1) * layout.group(); head++) {
            for (int block = chunk; block < blocks; block += chunks) {
                int first = block * rows;
                int count = Math.min(rows, layout.queries() - first);
                int columns = source.seen(first + count);
                source.query().scaled(sequence, first, head, count, source.scale(), own, queries);
                source.products(own, queries, own, 0, layout.size(), own, scores, count, columns);
                source.exponentials(sequence, head, first, count, columns, own, scores, own, sums);
                int to = y.at(sequence, first, head);
                clear(to, count);
                HeadRows v = source.value();
                float[] from = few ? v.array() : own;
                int at = few ? v.at(sequence, 0, kvHead) : values;
                int step = few ? v.step() : v.size();
                AttentionSource.sums(
                        own, scores, from, at, step, y.array(), to, y.step(), count, columns, layout.valueSize());
                divide(to, count, own, sums);
            }
        }
    }

    private void clear(int to, int count) {
        for (int r = 0; r < count; r++) {
            Arrays.fill(y.array(), to + r * y.step(), to + r * y.step() + y.size(), 0f);
        }
    }

    private void divide(int to, int count, float[] sums, int at) {
        for (int r = 0; r < count; r++) {
            float sum = sums[at + r];
            if (sum != 0) {
                int row = to + r * y.step();
                Pairwise.binaryScalarRight(Binary.DIV, y.array(), row, sum, y.array(), row, y.size());
            }
        }
    }
}
