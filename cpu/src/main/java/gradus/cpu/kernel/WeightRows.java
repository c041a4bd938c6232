package gradus.cpu.kernel;

import java.util.Arrays;

/// The loops over a block of rows of attention's scores. Rows lie a multiple of sixteen numbers apart, so that no loop
/// has a rest; what is beyond the end of a row is 0. Sums have sixteen lanes, added pairwise, at every vector width.
///
/// Each loop goes over all rows before the next begins: what a row waits for, others fill.
final class WeightRows {
    private static final int LANES = 16;

    private WeightRows() {}

    /// Gives how far rows of `columns` numbers lie apart.
    static int step(int columns) {
        return (columns + LANES - 1) & -LANES;
    }

    /// Sets the numbers of each row to `e^(x − max x)` and gives the sum of each. A row of −∞ becomes zeros, one
    /// with a NaN or +∞ NaN.
    ///
    /// @param x the rows
    /// @param at where they begin
    /// @param rows how many there are
    /// @param columns numbers of each
    /// @param first numbers of the first row that count; each row has one more, up to all columns
    /// @param sums one sum for each row
    /// @param to where they begin
    static void exponentials(float[] x, int at, int rows, int columns, int first, float[] sums, int to) {
        int step = step(columns);
        for (int r = 0; r < rows; r++) {
            int row = at + r * step;
            int n = Math.min(columns, first + r);
            int end = row + step(n);
            if (n < step) {
                Arrays.fill(x, row + n, end, Float.NEGATIVE_INFINITY);
                Arrays.fill(x, end, row + step, 0f);
            }
            sums[to + r] = largest(x, row, n);
        }
        float[] lanes = Scratch.floats(Scratch.LANES, LANES);
        for (int r = 0; r < rows; r++) {
            int row = at + r * step;
            int n = step(Math.min(columns, first + r));
            float max = sums[to + r];
            if (max == Float.NEGATIVE_INFINITY) {
                Arrays.fill(x, row, row + n, 0f);
                sums[to + r] = 0;
                continue;
            }
            if (Vectors.scalar()) {
                scalarExponentials(x, row, n, max);
                ScalarReductions.addGroups(x, row, n / LANES, lanes);
            } else {
                VectorWeightRows.exponentials(x, row, x, row, n, max, lanes);
            }
            sums[to + r] = Reductions.folded(lanes);
        }
    }

    /// The largest of `n` numbers, behind which −∞ stands up to the next multiple of sixteen.
    private static float largest(float[] x, int at, int n) {
        float max = Vectors.scalar() ? scalarLargest(x, at, n) : VectorWeightRows.largest(x, at, step(n));
        // unlike the search above, this one sees a NaN
        return max == Float.NEGATIVE_INFINITY ? Reductions.max(x, at, n) : max;
    }

    private static float scalarLargest(float[] x, int at, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            max = x[i] > max ? x[i] : max;
        }
        return max;
    }

    private static void scalarExponentials(float[] x, int at, int n, float max) {
        for (int i = at; i < at + n; i++) {
            x[i] = ScalarMath.weight(x[i] - max);
        }
    }

    /// `d ← e ⊙ (d − Σ e ⊙ d / Σ e)`, and 0 in rows without weights.
    ///
    /// @param e rows of exponentials
    /// @param eo where they begin
    /// @param d rows of gradients
    /// @param to where they begin
    /// @param rows how many there are
    /// @param columns numbers of each
    /// @param sums the sum of each row of exponentials; overwritten
    /// @param at where the sums begin
    static void slopes(float[] e, int eo, float[] d, int to, int rows, int columns, float[] sums, int at) {
        int step = step(columns);
        float[] lanes = Scratch.floats(Scratch.LANES, LANES);
        for (int r = 0; r < rows; r++) {
            if (Vectors.scalar()) {
                addProducts(e, eo + r * step, d, to + r * step, step, lanes);
            } else {
                VectorWeightRows.addProducts(e, eo + r * step, d, to + r * step, step, lanes);
            }
            float sum = sums[at + r];
            sums[at + r] = sum == 0 ? 0 : Reductions.folded(lanes) / sum;
        }
        for (int r = 0; r < rows; r++) {
            int from = eo + r * step;
            int row = to + r * step;
            float mean = sums[at + r];
            if (!Vectors.scalar()) {
                VectorWeightRows.slopes(e, from, d, row, mean, step);
                continue;
            }
            for (int i = 0; i < step; i++) {
                d[row + i] = e[from + i] * (d[row + i] - mean);
            }
        }
    }

    private static void addProducts(float[] e, int eo, float[] d, int to, int n, float[] lanes) {
        Arrays.fill(lanes, 0, LANES, 0f);
        for (int i = 0; i < n; i += LANES) {
            for (int l = 0; l < LANES; l++) {
                lanes[l] = Math.fma(e[eo + i + l], d[to + i + l], lanes[l]);
            }
        }
    }
}
