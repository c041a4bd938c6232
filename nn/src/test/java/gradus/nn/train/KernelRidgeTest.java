package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.layer.Context;
import gradus.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Kernel ridge regression solves its equations.
class KernelRidgeTest {
    private static double answer(Sequential network, double x) {
        return network.forward(Tensor.of(Literal.of(new float[] {(float) x}, 1, 1)), Context.inference())
                .toDoubles()[0];
    }

    @Test
    void two_rows_have_the_answer_that_is_worked_out_by_hand() {
        Sequential network = new KernelRidge(1, 0.5)
                .fit(List.of(new float[] {0}, new float[] {1}), List.of(new double[] {1}, new double[] {3}));
        // (1.5 k; k 1.5) α = (−1, 1) with k = e⁻¹, so α = (−1, 1) / (1.5 − k)
        double k = Math.exp(-1);
        double alpha = 1 / (1.5 - k);
        assertThat(answer(network, 0)).isCloseTo(2 - alpha + alpha * k, within(1e-5));
        assertThat(answer(network, 1)).isCloseTo(2 + alpha - alpha * k, within(1e-5));
    }

    @Test
    void with_a_small_ridge_a_curve_goes_through_its_points_and_between_them() {
        List<float[]> rows = new ArrayList<>();
        List<double[]> targets = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double x = 6 * Key.of(1).uniform(i);
            rows.add(new float[] {(float) x});
            targets.add(new double[] {Math.sin(x), 5});
        }
        Sequential network = new KernelRidge(1, 1e-4).fit(rows, targets);
        assertThat(answer(network, 2.5)).isCloseTo(Math.sin(2.5), within(0.02));
        assertThat(network.forward(Tensor.of(Literal.of(new float[] {1}, 1, 1)), Context.inference())
                        .toDoubles()[1])
                .isCloseTo(5, within(1e-5));
    }

    @Test
    void bells_with_a_tip_have_the_answer_that_is_worked_out_by_hand() {
        Sequential network = new KernelRidge(Bell.EXPONENTIAL, 1, 0.5)
                .fit(List.of(new float[] {0}, new float[] {2}), List.of(new double[] {1}, new double[] {3}));
        double k = Math.exp(-2);
        double alpha = 1 / (1.5 - k);
        assertThat(answer(network, 0)).isCloseTo(2 - alpha + alpha * k, within(1e-4));
        assertThat(answer(network, 1)).isCloseTo(2, within(1e-4));
    }

    @Test
    void a_decomposition_of_several_panels_gives_the_inverse() {
        int count = 120;
        double[][] whole = new double[count][count];
        double[][] lower = new double[count][];
        for (int i = 0; i < count; i++) {
            lower[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                lower[i][j] = Math.exp(-0.1 * (i - j)) + (i == j ? 0.2 : 0);
                whole[i][j] = lower[i][j];
                whole[j][i] = lower[i][j];
            }
        }
        Cholesky.decompose(lower, () -> false);
        double[][] inverse = Cholesky.inverse(lower);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    sum += whole[i][k] * (k >= j ? inverse[k][j] : inverse[j][k]);
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-10));
            }
        }
    }

    @Test
    void a_column_that_says_nothing_hardly_counts() {
        for (Bell bell : Bell.values()) {
            List<float[]> rows = new ArrayList<>();
            List<double[]> targets = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                float x = (float) Key.of(1).normal(i);
                rows.add(new float[] {x, (float) Key.of(2).normal(i)});
                targets.add(new double[] {Math.sin(2 * x) + 0.1 * Key.of(3).normal(i)});
            }
            KernelScales found = KernelScales.of(bell, rows, targets, () -> false);
            assertThat(found.scales().getLast()).isLessThan(0.3 * found.scales().getFirst());
            assertThat(found.ridge()).isLessThan(0.2);
        }
    }

    @Test
    void numbers_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new KernelRidge(0, 1)).hasMessageContaining("above 0, got 0.0 and 1.0");
        assertThatThrownBy(() -> new KernelRidge(1, 1).fit(List.of(), List.of()))
                .hasMessageContaining("got 0 rows");
    }
}
