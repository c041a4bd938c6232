package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every activation against its formula, and its derivative against finite differences.
final class ActivationsTest {
    private static final double[] POINTS = {-7.3, -3.4, -2.2, -0.9, -0.21, 0.13, 0.7, 1.6, 2.9, 6.4};

    record Activation(UnaryOperator<Tensor> ours, DoubleUnaryOperator formula) {}

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Map<String, Activation> all() {
        Map<String, Activation> all = new LinkedHashMap<>();
        all.put("relu", new Activation(Tensor::relu, x -> Math.max(x, 0)));
        all.put("relu6", new Activation(Tensor::relu6, x -> Math.min(Math.max(x, 0), 6)));
        all.put("leakyRelu", new Activation(x -> x.leakyRelu(0.01), x -> x > 0 ? x : 0.01 * x));
        Tensor slope = Tensor.of(0.25);
        all.put("prelu", new Activation(x -> x.prelu(slope), x -> Math.max(x, 0) + 0.25 * Math.min(0, x)));
        all.put("thresholdedRelu", new Activation(x -> x.thresholdedRelu(1), x -> x > 1 ? x : 0));
        all.put("sigmoid", new Activation(Tensor::sigmoid, ActivationsTest::sigmoid));
        all.put("logSigmoid", new Activation(Tensor::logSigmoid, x -> Math.log(sigmoid(x))));
        all.put("tanh", new Activation(Tensor::tanh, Math::tanh));
        all.put("softplus", new Activation(Tensor::softplus, x -> Math.log1p(Math.exp(x))));
        all.put("softplus(2)", new Activation(x -> x.softplus(2), x -> Math.log1p(Math.exp(2 * x)) / 2));
        all.put("elu", new Activation(x -> x.elu(0.7), x -> x > 0 ? x : 0.7 * Math.expm1(x)));
        all.put("celu", new Activation(x -> x.celu(0.7), x -> x > 0 ? x : 0.7 * Math.expm1(x / 0.7)));
        all.put(
                "selu",
                new Activation(
                        Tensor::selu, x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))));
        all.put(
                "geluTanh",
                new Activation(
                        Tensor::geluTanh,
                        x -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))));
        all.put("silu", new Activation(Tensor::silu, x -> x * sigmoid(x)));
        all.put("mish", new Activation(Tensor::mish, x -> x * Math.tanh(Math.log1p(Math.exp(x)))));
        all.put("hardSigmoid", new Activation(x -> x.hardSigmoid(1.0 / 6, 0.5), x -> Math.clamp(x / 6 + 0.5, 0, 1)));
        all.put("hardTanh", new Activation(x -> x.hardTanh(-1, 2), x -> Math.clamp(x, -1, 2)));
        all.put("hardSwish", new Activation(Tensor::hardSwish, x -> x * Math.clamp(x / 6 + 0.5, 0, 1)));
        all.put("softsign", new Activation(Tensor::softsign, x -> x / (1 + Math.abs(x))));
        all.put("tanhShrink", new Activation(Tensor::tanhShrink, x -> x - Math.tanh(x)));
        all.put("sin", new Activation(Tensor::sin, Math::sin));
        all.put("cos", new Activation(Tensor::cos, Math::cos));
        all.put("square", new Activation(Tensor::square, x -> x * x));
        return all;
    }

    static Stream<Arguments> activations() {
        return all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("activations")
    void values_are_those_of_the_formula(String name, Activation activation) {
        double[] values = activation.ours().apply(Tensor.of(POINTS)).toDoubles();
        for (int i = 0; i < POINTS.length; i++) {
            assertThat(values[i])
                    .as("%s(%s)", name, POINTS[i])
                    .isCloseTo(activation.formula().applyAsDouble(POINTS[i]), within(1e-12));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("activations")
    void derivatives_are_those_of_finite_differences(String name, Activation activation) {
        Tensor point = Tensor.of(POINTS);
        double[] exact =
                Autodiff.gradient(x -> activation.ours().apply(x).sum(), point).toDoubles();
        double[] nudged = Autodiff.finiteDifference(
                        x -> activation.ours().apply(x).sum(), point)
                .toDoubles();
        for (int i = 0; i < POINTS.length; i++) {
            assertThat(exact[i]).as("%s'(%s)", name, POINTS[i]).isCloseTo(nudged[i], within(2e-8));
        }
    }

    @Test
    void gelu_is_the_product_with_the_normal_distribution_function() {
        // Φ(1) = 0.8413447460685429, Φ(−2) = 0.0227501319481792
        assertThat(Tensor.of(1.0, -2, 0).gelu().toDoubles())
                .containsExactly(new double[] {0.8413447460685429, -2 * 0.0227501319481792, 0}, within(1e-14));
    }

    @Test
    void a_gated_linear_unit_multiplies_one_half_with_the_sigmoid_of_the_other() {
        assertThat(Tensor.of(2.0, 3, 0, 1000).glu(0).toDoubles()).containsExactly(1, 3);
    }

    @Test
    void sigmoid_has_the_published_values_and_no_overflow() {
        assertThat(Tensor.of(1.0, 10, 2).sigmoid().toDoubles())
                .containsExactly(new double[] {0.731059, 0.999955, 0.880797}, within(5e-7));
        assertThat(Tensor.of(-1e4, 1e4).sigmoid().toDoubles()).containsExactly(0, 1);
    }

    @Test
    void derivatives_at_the_kinks_are_the_documented_ones() {
        Tensor zero = Tensor.of(0.0);
        assertThat(Autodiff.gradient(x -> x.relu().sum(), zero).item()).isZero();
        assertThat(Autodiff.gradient(x -> x.leakyRelu(0.1).sum(), zero).item()).isEqualTo(0.1);
        assertThat(Autodiff.gradient(x -> x.elu(0.7).sum(), zero).item()).isEqualTo(0.7);
        assertThat(Autodiff.gradient(x -> x.abs().sum(), zero).item()).isZero();
    }
}
