package gradus.cpu.kernel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Softmax and its kin over the last axis of float32 matrices: dense, `rows` × `columns`, `y` may be `x`.
///
/// The row's maximum is subtracted first, so nothing overflows. A row of −∞ alone (all positions masked) has
/// softmax 0, log-softmax −∞; a NaN anywhere makes its row NaN, and so does +∞. Exponentials run over blocks of
/// whole rows, so that short rows fill the vectors.
///
/// Ladder: nanoseconds an element of softmax and of cross-entropy, one thread, AVX-512 on Zen 4, rows of 1024: a pass
/// each for maximum, difference, exponential, sum and quotient 0.69, 0.78; difference and exponential in one pass and
/// a maximum that does not mind NaN, as now, 0.53, 0.61.
public final class Rows {
    private static final int BLOCK = 4096;
    /// Columns from which a row is worth loops of its own, which need no pass for the difference.
    private static final int LONG_ROW = 48;
    /// How many numbers such loops must win for each that remains behind the last sixteen.
    private static final int REST_COSTS = 48;

    private static final int GROUP = 16;

    private Rows() {}

    /// `y[r, c] = e^(x[r, c] − m) / Σ e^(x[r, ·] − m)`, m the maximum of the row.
    public static void softmax(float[] x, int xOffset, float[] y, int yOffset, int rows, int columns) {
        int step = step(columns);
        for (int from = 0; from < rows; from += step) {
            int count = Math.min(step, rows - from);
            int at = yOffset + from * columns;
            exponentials(x, xOffset + from * columns, y, at, count, columns);
            for (int r = 0; r < count; r++) {
                int row = at + r * columns;
                float sum = Reductions.sum(y, row, columns);
                if (sum != 0) {
                    Pairwise.binaryScalarRight(Binary.DIV, y, row, sum, y, row, columns);
                }
            }
        }
    }

    /// `y[r, c] = (x[r, c] − m) − log Σ e^(x[r, ·] − m)`, m the maximum of the row.
    public static void logSoftmax(float[] x, int xOffset, float[] y, int yOffset, int rows, int columns) {
        int step = step(columns);
        for (int from = 0; from < rows; from += step) {
            int count = Math.min(step, rows - from);
            int at = yOffset + from * columns;
            shift(x, xOffset + from * columns, y, at, count, columns);
            float[] powers = Scratch.floats(Scratch.ROW, count * columns);
            Pointwise.exp(y, at, powers, 0, count * columns);
            for (int r = 0; r < count; r++) {
                int row = at + r * columns;
                float sum = Reductions.sum(powers, r * columns, columns);
                if (sum != 0) {
                    Pairwise.binaryScalarRight(Binary.SUB, y, row, ScalarMath.log(sum), y, row, columns);
                }
            }
        }
    }

    /// `y[r] = log Σ e^(x[r, ·] − m) + (m − x[r, target(r)])` for the rows `first` to `limit − 1`, m the maximum of
    /// the row: differences of large logits keep their digits. A row with a logit of +∞ or NaN has no loss (NaN);
    /// an impossible target, of −∞, has an infinite one.
    public static void crossEntropy(
            float[] x,
            int xOffset,
            IntUnaryOperator target,
            float[] y,
            int yOffset,
            int first,
            int limit,
            int columns) {
        int step = step(columns);
        for (int from = first; from < limit; from += step) {
            int count = Math.min(step, limit - from);
            float[] powers = Scratch.floats(Scratch.ROW, count * columns);
            exponentials(x, xOffset + from * columns, powers, 0, count, columns);
            for (int r = 0; r < count; r++) {
                y[yOffset + from + r] = Reductions.sum(powers, r * columns, columns);
            }
            Pointwise.log(y, yOffset + from, y, yOffset + from, count);
            for (int row = from; row < from + count; row++) {
                int at = xOffset + row * columns;
                y[yOffset + row] =
                        loss(y[yOffset + row], Reductions.max(x, at, columns), x[at + target.applyAsInt(row)]);
            }
        }
    }

    private static float loss(float log, float max, float logit) {
        if (Float.isNaN(max) || max == Float.POSITIVE_INFINITY) {
            return Float.NaN;
        }
        return logit == Float.NEGATIVE_INFINITY ? Float.POSITIVE_INFINITY : log + (max - logit);
    }

    private static int step(int columns) {
        return Math.max(1, BLOCK / Math.max(1, columns));
    }

    /// `y[r, c] = e^(x[r, c] − m)`; 0 in a row of −∞ alone.
    private static void exponentials(float[] x, int xo, float[] y, int yo, int rows, int columns) {
        int rest = columns % GROUP;
        if (columns < LONG_ROW || columns < REST_COSTS * rest || Vectors.scalar()) {
            shift(x, xo, y, yo, rows, columns);
            Pointwise.exp(y, yo, y, yo, rows * columns);
            return;
        }
        int whole = columns - rest;
        for (int r = 0; r < rows; r++) {
            int from = xo + r * columns;
            int to = yo + r * columns;
            float max = largest(x, from, whole, columns);
            if (max == Float.NEGATIVE_INFINITY) {
                Arrays.fill(y, to, to + columns, 0f);
            } else {
                VectorWeightRows.exponentials(x, from, y, to, whole, max);
                for (int c = whole; c < columns; c++) {
                    y[to + c] = ScalarMath.exp(x[from + c] - max);
                }
            }
        }
    }

    /// The largest number of a long row. A NaN is seen only in a row of nothing but −∞ and NaN; else its own
    /// exponential makes the row's sum NaN.
    private static float largest(float[] x, int from, int whole, int columns) {
        float max = VectorWeightRows.largest(x, from, whole);
        for (int c = whole; c < columns; c++) {
            max = x[from + c] > max ? x[from + c] : max;
        }
        return max == Float.NEGATIVE_INFINITY ? Reductions.max(x, from, columns) : max;
    }

    /// Subtracts each row's maximum; a row of −∞ alone stays as it is, and its exponentials sum to 0.
    private static void shift(float[] x, int xo, float[] y, int yo, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int from = xo + r * columns;
            int to = yo + r * columns;
            float max = Reductions.max(x, from, columns);
            if (max == Float.NEGATIVE_INFINITY) {
                Arrays.fill(y, to, to + columns, max);
            } else {
                Pairwise.binaryScalarRight(Binary.SUB, x, from, max, y, to, columns);
            }
        }
    }
}
