package gradus.cpu.kernel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Softmax and its kin over the last axis of float32 matrices: dense, `rows` × `columns`, `y` may be `x`.
///
/// The row's maximum is subtracted first, so nothing overflows. A row of −∞ alone (all positions masked) has
/// softmax 0, log-softmax −∞; a NaN anywhere makes its row NaN, and so does +∞. Exponentials run over blocks of
/// whole rows, so that short rows fill the vectors. What would be no normal number is 0.
///
/// Ladder: nanoseconds an element of softmax and of cross-entropy, one thread, AVX-512 on Zen 4, rows of 1024: a pass
/// each for maximum, difference, exponential, sum and quotient 0.69, 0.78; difference and exponential in one pass and
/// a maximum that does not mind NaN 0.53, 0.61. On a machine with other work, by processor time, softmax alone: the
/// same
/// 0.49; the sum in the pass of exponentials, one scaling instead of two, which leaves out numbers that are not normal,
/// four maxima at a time, and a product with 1 / Σ instead of quotients, as now, 0.32 to 0.35; the maximum of the next
/// row in the pass of exponentials besides, 0.36. 64 rows of 10, microseconds: a call for each row and pass 3.3, for
/// cross-entropy 3.5; rows of at most sixteen by plain loops but for the exponential 2.2 and 2.3.
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
            float[] sums = Scratch.floats(Scratch.SUMS, count);
            exponentials(x, xOffset + from * columns, y, at, count, columns, sums, 0);
            for (int r = 0; r < count; r++) {
                int row = at + r * columns;
                float sum = sums[r];
                if (columns <= GROUP) {
                    scale(y, row, columns, sum == 0 ? 1f : 1f / sum);
                } else if (sum != 0) {
                    Pairwise.binaryScalarRight(Binary.MUL, y, row, 1f / sum, y, row, columns);
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
            exponentials(x, xOffset + from * columns, powers, 0, count, columns, y, yOffset + from);
            Pointwise.log(y, yOffset + from, y, yOffset + from, count);
            for (int row = from; row < from + count; row++) {
                int at = xOffset + row * columns;
                y[yOffset + row] = loss(y[yOffset + row], max(x, at, columns), x[at + target.applyAsInt(row)]);
            }
        }
    }

    private static void scale(float[] y, int from, int columns, float factor) {
        for (int c = from; c < from + columns; c++) {
            y[c] *= factor;
        }
    }

    /// The largest number of a row; NaN if there is one.
    private static float max(float[] x, int from, int columns) {
        if (columns > GROUP) {
            return Reductions.max(x, from, columns);
        }
        float max = Float.NEGATIVE_INFINITY;
        boolean isNumber = true;
        for (int c = from; c < from + columns; c++) {
            max = x[c] > max ? x[c] : max;
            isNumber &= !Float.isNaN(x[c]);
        }
        return isNumber ? max : Float.NaN;
    }

    /// The sum of a row that is one group of a sum at most, in the order of [Reductions].
    private static float shortSum(float[] x, int from, int columns, float[] lanes) {
        Arrays.fill(lanes, 0, GROUP, 0f);
        for (int c = 0; c < columns; c++) {
            lanes[c] += x[from + c];
        }
        return Reductions.folded(lanes);
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

    /// `y[r, c] = e^(x[r, c] − m)`, 0 in a row of −∞ alone, and `sums[so + r]` the sum of row r.
    private static void exponentials(
            float[] x, int xo, float[] y, int yo, int rows, int columns, float[] sums, int so) {
        int rest = columns % GROUP;
        if (columns < LONG_ROW || columns < REST_COSTS * rest || Vectors.scalar()) {
            shift(x, xo, y, yo, rows, columns);
            cut(y, yo, rows * columns);
            Pointwise.exp(y, yo, y, yo, rows * columns);
            float[] lanes = Scratch.floats(Scratch.LANES, GROUP);
            for (int r = 0; r < rows; r++) {
                int row = yo + r * columns;
                sums[so + r] = columns <= GROUP ? shortSum(y, row, columns, lanes) : Reductions.sum(y, row, columns);
            }
            return;
        }
        for (int r = 0; r < rows; r++) {
            sums[so + r] = longRow(x, xo + r * columns, y, yo + r * columns, columns - rest, columns);
        }
    }

    private static void cut(float[] x, int xo, int n) {
        if (Vectors.scalar()) {
            for (int i = xo; i < xo + n; i++) {
                x[i] = x[i] < Coefficients.EXP_NORMAL ? Float.NEGATIVE_INFINITY : x[i];
            }
        } else {
            VectorWeightRows.cut(x, xo, n);
        }
    }

    /// Sets the exponentials of a row, of which `whole` numbers are groups of sixteen, and gives their sum.
    private static float longRow(float[] x, int from, float[] y, int to, int whole, int columns) {
        float max = largest(x, from, whole, columns);
        if (max == Float.NEGATIVE_INFINITY) {
            Arrays.fill(y, to, to + columns, 0f);
            return 0;
        }
        float[] lanes = Scratch.floats(Scratch.LANES, GROUP);
        VectorWeightRows.exponentials(x, from, y, to, whole, max, lanes);
        for (int c = whole; c < columns; c++) {
            y[to + c] = ScalarMath.weight(x[from + c] - max);
        }
        if (columns > Reductions.CHUNK) {
            return Reductions.sum(y, to, columns);
        }
        for (int c = whole; c < columns; c++) {
            lanes[c - whole] += y[to + c];
        }
        return Reductions.folded(lanes);
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
            float max = max(x, from, columns);
            if (max == Float.NEGATIVE_INFINITY) {
                Arrays.fill(y, to, to + columns, max);
            } else if (columns <= GROUP) {
                for (int c = 0; c < columns; c++) {
                    y[to + c] = x[from + c] - max;
                }
            } else {
                Pairwise.binaryScalarRight(Binary.SUB, x, from, max, y, to, columns);
            }
        }
    }
}
