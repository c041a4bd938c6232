package gradus.nn.train;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Cholesky's decomposition `A = LLᵀ` of a symmetric positive definite matrix in float64, and what follows from it.
/// Matrices are lower triangles, row i of length i + 1.
final class Cholesky {
    /// Columns that are taken from the rest at once, while a row of the rest is in the cache.
    private static final int PANEL = 48;
    /// So many rows are done sooner by one thread than handed to several.
    private static final int ALONE = 700;

    private Cholesky() {}

    /// Replaces the lower triangle of A by L. Rows are updated in parallel, each in the same order of
    /// operations whatever the number of threads.
    ///
    /// @param over asked now and then whether to give up
    /// @throws CancellationException if it was told to
    static void decompose(double[][] lower, BooleanSupplier over) {
        int count = lower.length;
        for (int from = 0; from < count; from += PANEL) {
            if (over.getAsBoolean()) {
                throw new CancellationException("told to give up");
            }
            int to = Math.min(count, from + PANEL);
            double[][] columns = panel(lower, from, to);
            int begin = from;
            IntStream rest = IntStream.range(to, count);
            (count - to > ALONE ? rest.parallel() : rest).forEach(i -> {
                double[] row = lower[i];
                for (int k = begin; k < to; k++) {
                    subtract(row, row[k], columns[k - begin], to, i);
                }
            });
        }
    }

    /// Decomposes some columns, and gives them as arrays.
    private static double[][] panel(double[][] lower, int from, int to) {
        int count = lower.length;
        double[][] columns = new double[to - from][count];
        for (int k = from; k < to; k++) {
            double diagonal = Math.sqrt(lower[k][k]);
            lower[k][k] = diagonal;
            double[] column = columns[k - from];
            for (int i = k + 1; i < count; i++) {
                column[i] = lower[i][k] / diagonal;
                lower[i][k] = column[i];
            }
            for (int i = k + 1; i < count; i++) {
                subtract(lower[i], column[i], column, k + 1, Math.min(i, to - 1));
            }
        }
        return columns;
    }

    private static void subtract(double[] row, double factor, double[] column, int from, int last) {
        for (int j = from; j <= last; j++) {
            row[j] -= factor * column[j];
        }
    }

    /// Solves LLᵀ x = b in place.
    static void substitute(double[][] lower, double[] solution) {
        int count = solution.length;
        for (int i = 0; i < count; i++) {
            double sum = solution[i];
            for (int j = 0; j < i; j++) {
                sum -= lower[i][j] * solution[j];
            }
            solution[i] = sum / lower[i][i];
        }
        for (int i = count - 1; i >= 0; i--) {
            double value = solution[i] / lower[i][i];
            solution[i] = value;
            for (int j = 0; j < i; j++) {
                solution[j] -= lower[i][j] * value;
            }
        }
    }

    /// Gives the lower triangle of `A⁻¹ = L⁻ᵀ L⁻¹`.
    static double[][] inverse(double[][] lower) {
        int count = lower.length;
        double[][] roots = new double[count][];
        double[][] inverse = new double[count][];
        for (int i = 0; i < count; i++) {
            double[] row = new double[i + 1];
            for (int k = 0; k < i; k++) {
                subtract(row, lower[i][k], roots[k], 0, k);
            }
            row[i] = 1;
            for (int j = 0; j <= i; j++) {
                row[j] /= lower[i][i];
            }
            roots[i] = row;
            inverse[i] = new double[i + 1];
        }
        for (double[] root : roots) {
            for (int i = 0; i < root.length; i++) {
                subtract(inverse[i], -root[i], root, 0, i);
            }
        }
        return inverse;
    }
}
