package gradus.cpu.kernel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Softmax and its kin over the last axis of float32 matrices: dense, `rows` × `columns`, `y` may be `x`.
///
/// The row's maximum is subtracted first, so nothing overflows. A row of −∞ alone (all positions masked) has
/// softmax 0, log-softmax −∞; a NaN anywhere makes its row NaN, and so does +∞. Exponentials run over blocks of
/// whole rows, so that short rows fill the vectors.
public final class Rows {
    private static final int BLOCK = 4096;

    private Rows() {}

    /// `y[r, c] = e^(x[r, c] − m) / Σ e^(x[r, ·] − m)`, m the maximum of the row.
    public static void softmax(float[] x, int xOffset, float[] y, int yOffset, int rows, int columns) {
        int step = step(columns);
        for (int from = 0; from < rows; from += step) {
            int count = Math.min(step, rows - from);
            int at = yOffset + from * columns;
            shift(x, xOffset + from * columns, y, at, count, columns);
            Pointwise.exp(y, at, y, at, count * columns);
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
            shift(x, xOffset + from * columns, powers, 0, count, columns);
            Pointwise.exp(powers, 0, powers, 0, count * columns);
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
