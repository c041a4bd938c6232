package gradus.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {
    static List<Activation> all() {
        List<Activation> all = new ArrayList<>(List.of(Activation.Fixed.values()));
        all.addAll(List.of(
                Activation.LEAKY_RELU,
                new Activation.Elu(1.5),
                new Activation.Celu(1.5),
                new Activation.Softplus(2),
                Activation.HARD_SIGMOID,
                Activation.HARD_TANH,
                new Activation.ThresholdedRelu(0.5)));
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void slopes_agree_with_finite_differences(Activation activation) {
        Tensor points = Tensor.of(-7.3, -2.9, -1.01, -0.2, 0.3, 0.99, 2.7, 5.5, 8.1);
        Tensor probe = Tensor.of(0.3, -1.0, 0.5, 2.0, -0.7, 1.0, 0.1, -0.4, 0.9);
        Tensor chain =
                Autodiff.gradient(x -> activation.apply(x).multiply(probe).sum(), points);
        Tensor nudged = Autodiff.finiteDifference(
                x -> activation.apply(x).multiply(probe).sum(), points);
        for (int i = 0; i < 9; i++) {
            double expected = nudged.literal().get(i);
            assertThat(chain.literal().get(i))
                    .as("at %s", points.literal().get(i))
                    .isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void an_activation_has_a_formula_and_finite_values_far_out(Activation activation) {
        assertThat(activation.formula()).isNotBlank();
        for (double x : new double[] {-1000, -88, 0, 88, 700}) {
            assertThat(activation.value(x)).as("value at %s", x).isNotNaN();
            assertThat(activation.slope(x)).as("slope at %s", x).isFinite();
        }
    }

    @Test
    void slopes_at_the_corner_are_as_documented() {
        assertThat(Activation.RELU.slope(0)).isZero();
        assertThat(Activation.LEAKY_RELU.slope(0)).isEqualTo(0.01);
        assertThat(new Activation.Elu(2).slope(0)).isEqualTo(2);
        assertThat(new Activation.Celu(2).slope(0)).isEqualTo(1);
    }

    @Test
    void names_find_activations() {
        assertThat(Activation.named("ReLU")).isEqualTo(Activation.RELU);
        assertThat(Activation.named("gelu_tanh")).isEqualTo(Activation.GELU_TANH);
        assertThat(Activation.named("leaky-relu")).isEqualTo(Activation.LEAKY_RELU);
        assertThatThrownBy(() -> Activation.named("rectify"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("activation: the name must be one of celu, cos, elu, ")
                .hasMessageEndingWith("; got \"rectify\"");
    }

    @Test
    void every_constant_is_there_whatever_loads_first() {
        assertThat(all()).doesNotContainNull();
        assertThat(Activation.SIGMOID).isSameAs(Activation.Fixed.SIGMOID);
    }

    @Test
    void absurd_options_are_errors() {
        assertThatThrownBy(() -> new Activation.Softplus(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Activation.LeakyRelu(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Activation.HardTanh(1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
