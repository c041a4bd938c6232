package gradus.cpu.kernel;

import gradus.core.op.Attention.Sight;
import gradus.core.op.AttentionLayout;
import java.util.Arrays;

/// What attention and its gradient read, and the weights of a block of queries, which both compute alike.
///
/// @param layout the sizes
/// @param query the queries
/// @param key the keys
/// @param value the values
/// @param sight how far a query sees
/// @param mask which pairs count
/// @param scale by which scores are multiplied
public record AttentionSource(
        AttentionLayout layout, HeadRows query, HeadRows key, HeadRows value, Sight sight, PairMask mask, float scale) {
    /// Multiply-adds from which work is shared among threads.
    static final long PARALLEL = 1L << 19;
    /// Keys whose scores are made by one strip of register tiles, and values that are summed in one go.
    static final int PANEL = 64;

    private static final int ROWS = 32;
    private static final int SCORES = 1 << 16;

    /// How many queries are a block: their scores stay in the cache of the processor.
    int blockRows() {
        return Math.clamp(SCORES / Math.max(1, layout.keys()) & -4, 4, ROWS);
    }

    /// How many blocks the queries are cut into.
    int blocks() {
        return (layout.queries() + blockRows() - 1) / blockRows();
    }

    /// How many keys are seen by at least one of the queries before `end`.
    int seen(int end) {
        return switch (sight) {
            case ALL -> layout.keys();
            case PAST -> Math.min(layout.keys(), end);
        };
    }

    /// Whether the work is worth a hand-over to other threads.
    boolean isShared() {
        return layout.pairs(sight) * (layout.size() + layout.valueSize()) >= PARALLEL;
    }

    /// Lays rows down as columns of panels of [#PANEL] keys, each `size` rows of as many numbers as it has keys.
    static void panels(HeadRows rows, int sequence, int head, float[] to, int offset) {
        int from = rows.at(sequence, 0, head);
        for (int j = 0; j < rows.places(); j += PANEL) {
            int width = Math.min(PANEL, rows.places() - j);
            Movement.transpose(
                    rows.array(),
                    from + j * rows.step(),
                    rows.step(),
                    to,
                    offset + j * rows.size(),
                    width,
                    width,
                    rows.size());
        }
    }

    /// `C[i, j] = Σp A[i, p] B[j, p]` for the first `columns` rows of B, which lies in panels, and zeros behind
    /// them. Rows of A are `size` numbers apart, those of C as [WeightRows#step] says.
    void products(float[] a, int ai, float[] panels, int offset, int size, float[] c, int ci, int rows, int columns) {
        int step = WeightRows.step(columns);
        Arrays.fill(c, ci, ci + rows * step, 0f);
        for (int j = 0; j < columns; j += PANEL) {
            int width = Math.min(PANEL, layout.keys() - j);
            int count = Math.min(width, columns - j);
            int from = offset + j * size;
            Strips.multiply(a, ai, size, 1, panels, from, width, c, ci + j, step, rows, count, size);
        }
    }

    /// `C[i, j] += Σp A[i, p] B[p, j]` for A of `rows` × `columns`, whose rows lie as those of [#products], and B
    /// of rows of `size` numbers, `bStep` apart.
    static void sums(
            float[] a,
            int ai,
            float[] b,
            int bi,
            int bStep,
            float[] c,
            int ci,
            int cStep,
            int rows,
            int columns,
            int size) {
        int step = WeightRows.step(columns);
        for (int p = 0; p < columns; p += PANEL) {
            int terms = Math.min(PANEL, columns - p);
            Strips.multiply(a, ai + p, step, 1, b, bi + p * bStep, bStep, c, ci, cStep, rows, size, terms);
        }
    }

    /// Turns the scores of a block of queries into weights that are not yet divided by their sum; gives the sums.
    void exponentials(
            int sequence, int head, int first, int rows, int columns, float[] scores, int at, float[] sums, int to) {
        int step = WeightRows.step(columns);
        int seen = seen(first + 1);
        for (int r = 0; r < rows; r++) {
            mask.silence(sequence, head, first + r, scores, at + r * step, Math.min(columns, seen + r));
        }
        WeightRows.exponentials(scores, at, rows, columns, seen, sums, to);
    }
}
