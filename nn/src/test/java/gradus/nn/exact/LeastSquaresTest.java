package gradus.nn.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.ShapeException;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LeastSquaresTest {
    private static Tensor design(int rows, IntToDoubleFunction... columns) {
        double[][] x = new double[rows][columns.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns.length; j++) {
                x[i][j] = columns[j].applyAsDouble(i);
            }
        }
        return Tensor.of(x);
    }

    private static Tensor target(int rows, IntToDoubleFunction value) {
        return Tensor.of(IntStream.range(0, rows).mapToDouble(value).toArray());
    }

    @Test
    void a_line_through_three_points_is_the_one_of_the_normal_equations() {
        var solution = LeastSquares.solve(design(3, i -> i + 1, _ -> 1), Tensor.of(1.0, 2.0, 2.0));
        assertThat(solution.coefficients().get(0)).isCloseTo(0.5, within(1e-14));
        assertThat(solution.coefficients().get(1)).isCloseTo(2.0 / 3, within(1e-14));
        assertThat(solution.residualSumOfSquares()).isCloseTo(1.0 / 6, within(1e-14));
        assertThat(solution.rank()).isEqualTo(2);
        assertThat(solution.dependent()).isEmpty();
    }

    /// Data set NoInt1 of the Statistical Reference Datasets of NIST.
    @Test
    void a_line_through_the_origin_has_the_certified_values() {
        var solution = LeastSquares.solve(design(11, i -> 60 + i), target(11, i -> 130 + i));
        assertThat(solution.coefficients().getFirst()).isCloseTo(2.07438016528926, within(1e-13));
        assertThat(solution.residualSumOfSquares()).isCloseTo(127.272727272727, within(1e-9));
    }

    /// Data set Wampler1 of the Statistical Reference Datasets of NIST: powers of x up to the fifth, all
    /// coefficients 1.
    @Test
    void a_polynomial_of_degree_five_is_found_to_nine_digits() {
        IntToDoubleFunction y = x ->
                IntStream.rangeClosed(0, 5).mapToDouble(p -> Math.pow(x, p)).sum();
        Tensor powers = design(
                21, _ -> 1, x -> x, x -> Math.pow(x, 2), x -> Math.pow(x, 3), x -> Math.pow(x, 4), x -> Math.pow(x, 5));
        assertThat(LeastSquares.solve(powers, target(21, y)).coefficients())
                .allSatisfy(c -> assertThat(c).isCloseTo(1, within(1e-8)));
    }

    @Test
    void the_gradient_is_zero_at_the_minimum_with_and_without_ridge() {
        Key key = Key.of(3);
        Tensor x = design(20, i -> key.normal(i), i -> key.normal(100 + i), _ -> 1);
        Tensor y = target(20, i -> key.normal(200 + i));
        for (double ridge : new double[] {0, 0.7}) {
            double[] w = LeastSquares.solve(x, y, ridge).coefficients().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            Tensor column = Tensor.of(w).reshape(3, 1);
            Tensor error = x.matmul(column).subtract(y.reshape(20, 1));
            Tensor gradient = x.transpose().matmul(error).add(column.multiply(ridge));
            assertThat(gradient.abs().max().item()).isLessThan(1e-12);
        }
    }

    @Test
    void a_ridge_on_one_column_is_the_known_quotient() {
        var solution = LeastSquares.solve(design(3, i -> i + 1), Tensor.of(2.0, 4.0, 6.0), 14);
        assertThat(solution.coefficients().getFirst()).isCloseTo(1, within(1e-14));
        assertThat(solution.residualSumOfSquares()).isCloseTo(14, within(1e-12));
    }

    @Test
    void a_dependent_column_gets_zero_and_is_named() {
        var solution = LeastSquares.solve(design(4, i -> i, i -> 3 * i, _ -> 0, _ -> 1), Tensor.of(1.0, 3.0, 5.0, 7.0));
        assertThat(solution.rank()).isEqualTo(2);
        assertThat(solution.dependent()).containsExactly(1, 2);
        assertThat(solution.coefficients().get(0)).isCloseTo(2, within(1e-13));
        assertThat(solution.coefficients().get(1)).isZero();
        assertThat(solution.coefficients().get(2)).isZero();
        assertThat(solution.coefficients().get(3)).isCloseTo(1, within(1e-13));
    }

    @Test
    void more_columns_than_rows_leave_the_last_ones_out() {
        var solution = LeastSquares.solve(design(2, i -> i, _ -> 1, i -> i * i + 5), Tensor.of(3.0, 4.0));
        assertThat(solution.rank()).isEqualTo(2);
        assertThat(solution.dependent()).containsExactly(2);
        assertThat(solution.residualSumOfSquares()).isCloseTo(0, within(1e-24));
    }

    @Test
    void a_ridge_makes_equal_columns_share() {
        var solution = LeastSquares.solve(design(3, i -> i, i -> i), Tensor.of(0.0, 2.0, 4.0), 1e-6);
        assertThat(solution.rank()).isEqualTo(2);
        assertThat(solution.coefficients()).allSatisfy(c -> assertThat(c).isCloseTo(1, within(1e-6)));
    }

    @Test
    void numbers_near_the_ends_of_the_range_neither_overflow_nor_vanish() {
        assertThat(LeastSquares.solve(design(3, i -> 1e200 * (i + 1)), Tensor.of(1.0, 2.0, 3.0))
                        .coefficients())
                .allSatisfy(c -> assertThat(c).isCloseTo(1e-200, within(1e-213)));
        assertThat(LeastSquares.solve(design(3, i -> 1e-200 * (i + 1)), Tensor.of(1.0, 2.0, 3.0))
                        .coefficients())
                .allSatisfy(c -> assertThat(c).isCloseTo(1e200, within(1e187)));
    }

    @Test
    void what_does_not_fit_is_said() {
        Tensor x = design(2, i -> i);
        assertThatThrownBy(() -> LeastSquares.solve(x, Tensor.of(1.0, 2.0, 3.0)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("least squares: columns [rows, columns] and target [rows] must have as many rows,"
                        + " got [2, 1] and [3]");
        assertThatThrownBy(() -> LeastSquares.solve(x, Tensor.of(1.0, Double.NaN)))
                .hasMessage("least squares: the target must be finite, got NaN in row 1");
        assertThatThrownBy(() -> LeastSquares.solve(x, Tensor.of(1.0, 2.0), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("least squares: the ridge must be 0 or more, got -1.0");
        assertThatThrownBy(
                        () -> LeastSquares.solve(Tensor.of(new double[0][1]).reshape(0, 0), Tensor.of(new double[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("least squares: there must be a row, got none");
    }
}
