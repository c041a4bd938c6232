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
    void numbers_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new KernelRidge(0, 1)).hasMessageContaining("above 0, got 0.0 and 1.0");
        assertThatThrownBy(() -> new KernelRidge(1, 1).fit(List.of(), List.of()))
                .hasMessageContaining("got 0 rows");
    }
}
