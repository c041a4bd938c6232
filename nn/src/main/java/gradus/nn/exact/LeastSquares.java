package gradus.nn.exact;

import gradus.core.tensor.Tensor;
import gradus.core.type.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The exact minimum of a sum of squares, for functions that are linear in what is sought.
///
/// `min_w Σ(y − Xw)² + λΣw²`: there the partial derivatives are zero, which gives the normal equations
/// `XᵀXw + λw = Xᵀy`. They are solved in float64 through X = QR by Householder reflections, which loses half as
/// many digits as forming XᵀX. It applies to `y = kx + b` and `y = ax² + bx + c` (columns of x², x and 1), to any
/// fixed functions of the inputs as columns, and to no network with an activation between two layers.
///
/// Source: Golub and Van Loan, Matrix Computations, section 5.3.
///
/// {@snippet file="TrainingSnippets.java" region="LeastSquares"}
public final class LeastSquares {
    /// A column is dependent if less than this share of its length is new.
    private static final double NEW_SHARE = 1e-10;

    private final double[][] columns;
    private final double[] target;
    private final List<Integer> pivots = new ArrayList<>();
    private final List<Integer> dependent = new ArrayList<>();

    /// What the minimum is.
    ///
    /// @param coefficients w, one per column; 0 for a dependent column
    /// @param residualSumOfSquares `Σ(y − Xw)²`, without the ridge
    /// @param rank the number of independent columns
    /// @param dependent the columns, counted from 0, that are combinations of columns before them
    public record Solution(List<Double> coefficients, double residualSumOfSquares, int rank, List<Integer> dependent) {
        /// Copies the lists.
        public Solution {
            coefficients = List.copyOf(coefficients);
            dependent = List.copyOf(dependent);
        }
    }

    private LeastSquares(double[][] columns, double[] target) {
        this.columns = columns;
        this.target = target;
    }

    /// Gives the minimum without a ridge.
    ///
    /// A column that is a combination of columns before it (or is zero, or one too many for the rows) adds nothing
    /// to the fit: its coefficient is 0 and [Solution#dependent] names it.
    ///
    /// @param design X `[rows, columns]`, a column of ones among them if a constant is wanted
    /// @param target y `[rows]`
    /// @throws ShapeException if the shapes do not fit
    /// @throws IllegalArgumentException if there is no row or a number is not finite
    public static Solution solve(Tensor design, Tensor target) {
        return solve(design, target, 0);
    }

    /// Gives the minimum with a price on large coefficients, the constant's too. With λ > 0 every column is
    /// independent.
    ///
    /// @param design X `[rows, columns]`
    /// @param target y `[rows]`
    /// @param ridge λ, at least 0
    /// @throws ShapeException if the shapes do not fit
    /// @throws IllegalArgumentException if λ is negative, there is no row or a number is not finite
    public static Solution solve(Tensor design, Tensor target, double ridge) {
        check(design, target, ridge);
        double[] x = design.toDoubles();
        double[] y = target.toDoubles();
        int width = design.size(1);
        // a ridge is the same as one more row per column: √λ there, target 0
        int extra = ridge > 0 ? width : 0;
        double[][] columns = new double[width][y.length + extra];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < y.length; i++) {
                columns[j][i] = x[i * width + j];
            }
            if (extra > 0) {
                columns[j][y.length + j] = Math.sqrt(ridge);
            }
        }
        LeastSquares problem = new LeastSquares(columns, Arrays.copyOf(y, y.length + extra));
        problem.triangulate();
        double[] w = problem.substitute();
        return new Solution(
                Arrays.stream(w).boxed().toList(), residual(x, y, w), problem.pivots.size(), problem.dependent);
    }

    private static void check(Tensor design, Tensor target, double ridge) {
        if (design.rank() != 2 || target.rank() != 1 || design.size(0) != target.size(0)) {
            throw new ShapeException("least squares: columns [rows, columns] and target [rows] must have as many rows,"
                    + " got " + design.shape() + " and " + target.shape());
        }
        if (target.size(0) == 0) {
            throw new IllegalArgumentException("least squares: there must be a row, got none");
        }
        if (!(ridge >= 0) || Double.isInfinite(ridge)) {
            throw new IllegalArgumentException("least squares: the ridge must be 0 or more, got " + ridge);
        }
        requireFinite("columns", design);
        requireFinite("target", target);
    }

    private static void requireFinite(String what, Tensor tensor) {
        double[] values = tensor.toDoubles();
        IntStream.range(0, values.length)
                .filter(i -> !Double.isFinite(values[i]))
                .findFirst()
                .ifPresent(i -> {
                    throw new IllegalArgumentException("least squares: the " + what + " must be finite, got "
                            + values[i] + " in row " + i / (tensor.rank() == 2 ? tensor.size(1) : 1));
                });
    }

    /// Reflects column by column until what is below the diagonal is zero; a column without anything new is left
    /// out.
    private void triangulate() {
        for (int j = 0; j < columns.length; j++) {
            int row = pivots.size();
            double whole = length(columns[j], 0);
            double rest = length(columns[j], row);
            if (rest <= NEW_SHARE * whole) {
                dependent.add(j);
                continue;
            }
            double[] normal = columns[j].clone();
            double diagonal = -Math.copySign(rest, normal[row]);
            normal[row] -= diagonal;
            double length = length(normal, row);
            for (int i = row; i < normal.length; i++) {
                normal[i] /= length;
            }
            columns[j][row] = diagonal;
            for (int later = j + 1; later < columns.length; later++) {
                reflect(columns[later], normal, row);
            }
            reflect(target, normal, row);
            pivots.add(j);
        }
    }

    private static void reflect(double[] vector, double[] normal, int from) {
        double product = 0;
        for (int i = from; i < vector.length; i++) {
            product += vector[i] * normal[i];
        }
        for (int i = from; i < vector.length; i++) {
            vector[i] -= 2 * product * normal[i];
        }
    }

    /// The Euclidean length, scaled so that squares neither overflow nor vanish.
    private static double length(double[] vector, int from) {
        double largest = 0;
        for (int i = from; i < vector.length; i++) {
            largest = Math.max(largest, Math.abs(vector[i]));
        }
        double sum = 0;
        for (int i = from; i < vector.length && largest > 0; i++) {
            sum += (vector[i] / largest) * (vector[i] / largest);
        }
        return largest * Math.sqrt(sum);
    }

    private double[] substitute() {
        double[] w = new double[columns.length];
        for (int i = pivots.size() - 1; i >= 0; i--) {
            double rest = target[i];
            for (int k = i + 1; k < pivots.size(); k++) {
                rest -= columns[pivots.get(k)][i] * w[pivots.get(k)];
            }
            w[pivots.get(i)] = rest / columns[pivots.get(i)][i];
        }
        return w;
    }

    private static double residual(double[] x, double[] y, double[] w) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double error = y[i];
            for (int j = 0; j < w.length; j++) {
                error -= x[i * w.length + j] * w[j];
            }
            sum += error * error;
        }
        return sum;
    }
}
