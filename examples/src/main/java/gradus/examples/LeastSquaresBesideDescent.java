package gradus.examples;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.exact.LeastSquares;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `y = kx + b` and `y = ax² + bx + c` fitted twice to the same data: exactly, and by gradient descent.
public final class LeastSquaresBesideDescent {
    private static final int ROWS = 50;
    private static final double RATE = 0.05;

    private LeastSquaresBesideDescent() {}

    /// Prints both fits.
    public static void main(String... args) {
        double[] x = points();
        double[] y = values(x);
        for (int degree = 1; degree <= 2; degree++) {
            show(degree, Tensor.of(powers(x, degree)), Tensor.of(y), 1000, System.out);
        }
        System.out.println("""

                Exact solving applies where the function is linear in what is sought, however curved it is in x: the
                partial derivatives are then linear, and setting them to zero is one system of equations. It costs
                rows × columns² and must hold all rows. With an activation between two layers the derivatives are no
                longer linear: there is nothing to solve, and only the descent remains.""");
    }

    /// Fits both ways and gives the largest difference of their coefficients.
    static double show(int degree, Tensor design, Tensor target, int steps, PrintStream out) {
        var exact = LeastSquares.solve(design, target);
        out.printf(
                Locale.ROOT,
                "degree %d, exact            %s   sum of squares %.9f%n",
                degree,
                text(exact.coefficients()),
                exact.residualSumOfSquares());
        Tensor w = Tensor.of(new double[degree + 1]);
        Tensor column = target.reshape(-1, 1);
        for (int step = 1; step <= steps; step++) {
            Tensor gradient = Autodiff.gradient(p -> meanSquare(design, column, p), w);
            w = w.subtract(gradient.multiply(RATE));
            if (Integer.toString(step).matches("10+")) {
                double sum = meanSquare(design, column, w).item() * target.size(0);
                out.printf(
                        Locale.ROOT,
                        "degree %d, descent %5d    %s   sum of squares %.9f%n",
                        degree,
                        step,
                        text(list(w)),
                        sum);
            }
        }
        List<Double> found = list(w);
        return IntStream.range(0, found.size())
                .mapToDouble(i -> Math.abs(found.get(i) - exact.coefficients().get(i)))
                .max()
                .orElse(0);
    }

    private static Tensor meanSquare(Tensor design, Tensor column, Tensor w) {
        return design.matmul(w.reshape(-1, 1)).subtract(column).square().mean();
    }

    /// Points in [−1.5, 1.5].
    static double[] points() {
        Key key = Key.of(1).fold("x");
        return IntStream.range(0, ROWS)
                .mapToDouble(i -> 3 * key.uniform(i) - 1.5)
                .toArray();
    }

    /// `0.8x² − 1.5x + 0.5` with noise of 0.1.
    static double[] values(double[] x) {
        Key key = Key.of(1).fold("noise");
        return IntStream.range(0, x.length)
                .mapToDouble(i -> (0.8 * x[i] - 1.5) * x[i] + 0.5 + 0.1 * key.normal(i))
                .toArray();
    }

    /// Gives a row `x^degree, …, x, 1` per point.
    static double[][] powers(double[] x, int degree) {
        double[][] rows = new double[x.length][degree + 1];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j <= degree; j++) {
                rows[i][j] = Math.pow(x[i], degree - j);
            }
        }
        return rows;
    }

    private static List<Double> list(Tensor w) {
        return IntStream.range(0, w.size(0)).mapToObj(i -> w.get(i)).toList();
    }

    private static String text(List<Double> coefficients) {
        return coefficients.stream()
                .map(c -> String.format(Locale.ROOT, "%10.6f", c))
                .collect(Collectors.joining(" "));
    }
}
