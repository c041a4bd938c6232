package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The worked examples A to D of the mission, to the digits given.
class GoldenExamplesTest {
    private static Tensor vector(double... values) {
        return Tensor.of(values);
    }

    private static Tensor row(double... values) {
        return Tensor.of(Literal.of(values, 1, values.length));
    }

    private static void near(Tensor actual, double digits, double... expected) {
        assertThat(actual.toDoubles()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.toDoubles()[i]).as("element %d", i).isCloseTo(expected[i], within(digits));
        }
    }

    /// A linear layer whose weights are written one row per output, as on paper.
    private static Linear linear(double[][] rowPerOutput, double... bias) {
        Tensor weight = Tensor.of(rowPerOutput).transpose();
        return new Linear(
                new Param(weight), bias.length == 0 ? Optional.empty() : Optional.of(new Param(vector(bias))));
    }

    @Test
    void a_one_weight_steps_towards_two() {
        Linear line = linear(new double[][] {{1}});
        Tensor x = row(2);
        Tensor y = row(4);
        Tensor gradient = Autodiff.gradient(
                theta -> Loss.SUM_SQUARED_ERROR.of(
                        Parameters.restore(line, theta).forward(x, Context.inference()), y),
                Parameters.flatten(line));
        near(gradient, 1e-12, -8);
        CompiledStep step =
                new CompiledStep(line, Loss.SUM_SQUARED_ERROR, Penalty.none(), Sgd.of(0.1), x, y, _ -> true);
        for (double expected : new double[] {1.8, 1.96, 1.992, 1.9984}) {
            step.next(x, y);
            near(step.parameters().get("weight"), 1e-12, expected);
        }
    }

    @Test
    void a_a_rate_of_one_overshoots_to_nine() {
        Linear line = linear(new double[][] {{1}});
        CompiledStep step =
                new CompiledStep(line, Loss.SUM_SQUARED_ERROR, Penalty.none(), Sgd.of(1), row(2), row(4), _ -> true);
        step.next(row(2), row(4));
        near(step.parameters().get("weight"), 1e-12, 9);
    }

    private static final Tensor B_INPUT = row(2, 3, -1);
    private static final Tensor B_TARGET = row(1);

    private static Sequential exampleB() {
        return Sequential.of(
                linear(new double[][] {{0.2, -0.5, 0.1}, {-0.3, 0.4, 0.2}}, 0.3, -0.1),
                new Activate(Activation.SIGMOID),
                linear(new double[][] {{0.5, 0.2}}, 0.1),
                new Activate(Activation.SIGMOID));
    }

    private static double loss(Sequential network) {
        return Loss.SUM_SQUARED_ERROR
                .of(network.forward(B_INPUT, Context.inference()), B_TARGET)
                .item();
    }

    private static Map<String, Tensor> gradients(Sequential network) {
        Map<String, Tensor> parameters = Parameters.of(network);
        List<String> names = List.copyOf(parameters.keySet());
        var result = Autodiff.valueAndGradients(
                values -> {
                    Map<String, Tensor> all = new LinkedHashMap<>();
                    names.forEach(name -> all.put(name, values.get(names.indexOf(name))));
                    Tensor output = Parameters.with(network, all).forward(B_INPUT, Context.inference());
                    return Loss.SUM_SQUARED_ERROR.of(output, B_TARGET);
                },
                List.copyOf(parameters.values()));
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        names.forEach(name -> gradients.put(name, result.gradients().get(names.indexOf(name))));
        return gradients;
    }

    @Test
    void b_forward_pass() {
        List<Layer> layers = exampleB().layers();
        Context context = Context.inference();
        Tensor z1 = layers.get(0).forward(B_INPUT, context);
        near(z1, 1e-10, -0.9, 0.3);
        Tensor a1 = layers.get(1).forward(z1, context);
        near(a1, 1e-10, 0.2890504974, 0.5744425168);
        Tensor z2 = layers.get(2).forward(a1, context);
        near(z2, 1e-10, 0.3594137520);
        Tensor a2 = layers.get(3).forward(z2, context);
        near(a2, 1e-10, 0.5888985126);
        near(Loss.SUM_SQUARED_ERROR.of(a2, B_TARGET), 1e-10, 0.1690044330);
        near(Autodiff.gradient(a -> Loss.SUM_SQUARED_ERROR.of(a, B_TARGET), a2), 1e-10, -0.8222029749);
        assertThat(Activation.SIGMOID.slope(z2.item())).isCloseTo(0.2420970545, within(1e-10));
    }

    @Test
    void b_gradients_of_every_weight() {
        Map<String, Tensor> gradients = gradients(exampleB());
        near(gradients.get("layers.2.weight"), 1e-10, -0.0575363451, -0.1143444594);
        near(gradients.get("layers.2.bias"), 1e-10, -0.1990529184);
        near(
                gradients.get("layers.0.weight").transpose(),
                1e-10,
                -0.0409054359,
                -0.0613581539,
                0.0204527180,
                -0.0194640561,
                -0.0291960842,
                0.0097320281);
        near(gradients.get("layers.0.bias"), 1e-10, -0.0204527180, -0.0097320281);
    }

    @Test
    void b_updates_of_the_output_layer_alone_and_of_all() {
        Sequential network = exampleB();
        CompiledStep output = new CompiledStep(
                network,
                Loss.SUM_SQUARED_ERROR,
                Penalty.none(),
                Sgd.of(0.1),
                B_INPUT,
                B_TARGET,
                path -> path.startsWith("layers.2"));
        output.next(B_INPUT, B_TARGET);
        near(output.parameters().get("layers.2.weight"), 1e-10, 0.5057536345, 0.2114344459);
        near(output.parameters().get("layers.2.bias"), 1e-10, 0.1199052918);
        Map<String, Tensor> mixed = new LinkedHashMap<>(Parameters.of(network));
        mixed.putAll(output.parameters());
        Sequential changed = Parameters.with(network, mixed);
        near(changed.forward(B_INPUT, Context.inference()), 1e-10, 0.5956929093);
        assertThat(loss(changed)).isCloseTo(0.1634642236, within(1e-10));

        CompiledStep all = new CompiledStep(
                network, Loss.SUM_SQUARED_ERROR, Penalty.none(), Sgd.of(0.1), B_INPUT, B_TARGET, _ -> true);
        all.next(B_INPUT, B_TARGET);
        Sequential after = Parameters.with(network, all.parameters());
        near(after.forward(B_INPUT, Context.inference()), 1e-10, 0.5966469501);
        assertThat(loss(after)).isCloseTo(0.1626936828, within(1e-10));
    }

    @Test
    void c_ten_thousand_updates_with_fixed_biases() {
        Sequential network = Sequential.of(
                linear(new double[][] {{0.15, 0.20}, {0.25, 0.30}}, 0.35, 0.35),
                new Activate(Activation.SIGMOID),
                linear(new double[][] {{0.40, 0.45}, {0.50, 0.55}}, 0.60, 0.60),
                new Activate(Activation.SIGMOID));
        Tensor x = row(0.05, 0.10);
        Tensor t = row(0.01, 0.99);
        near(network.forward(x, Context.inference()), 1e-9, 0.751365070, 0.772928465);
        CompiledStep step = new CompiledStep(
                network,
                Loss.HALF_SUM_SQUARED_ERROR,
                Penalty.none(),
                Sgd.of(0.5),
                x,
                t,
                path -> path.endsWith("weight"));
        assertThat(step.next(x, t)).isCloseTo(0.298371109, within(1e-9));
        double w5 = step.parameters().get("layers.2.weight").get(0, 0);
        assertThat(w5).isCloseTo(0.358916480, within(1e-9));
        assertThat((0.40 - w5) / 0.5).isCloseTo(0.082167041, within(1e-9));
        assertThat(step.parameters().get("layers.0.weight").get(0, 0)).isCloseTo(0.149780716, within(1e-9));
        assertThat(step.next(x, t)).isCloseTo(0.291027774, within(1e-9));
        for (int update = 2; update < 10_000; update++) {
            step.next(x, t);
        }
        assertThat(step.next(x, t)).isCloseTo(0.0000351019, within(1e-10));
    }

    @Test
    void d_sigmoid_of_one_ten_and_two() {
        assertThat(Activation.SIGMOID.value(1)).isCloseTo(0.731059, within(5e-7));
        assertThat(Activation.SIGMOID.value(10)).isCloseTo(0.999955, within(5e-7));
        assertThat(Activation.SIGMOID.value(2)).isCloseTo(0.880797, within(5e-7));
    }
}
