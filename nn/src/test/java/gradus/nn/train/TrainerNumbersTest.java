package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.RmsProp;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The trainer does what the formulas say: against steps done by hand, and against the worked examples.
class TrainerNumbersTest {
    static List<Optimizer> optimizers() {
        return List.of(
                Sgd.of(0.1),
                Sgd.of(0.1).momentum(0.9).dampening(0.1),
                Sgd.of(0.1).nesterov(0.9),
                RmsProp.of(0.01),
                Adam.of(0.01).amsgrad(),
                Adam.keras(0.01),
                AdamW.of(0.01).decay(Decay.of(0.1)),
                Adam.of(1).schedule(Schedule.OneCycle.of(0.1, 5)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void five_updates_are_those_done_by_hand(Optimizer optimizer) {
        ArrayDataset data = Small.classes(23, 1);
        List<Double> losses = new ArrayList<>();
        Map<String, Tensor> expected = Hand.updated(Small.mlp(2), Loss.CROSS_ENTROPY, optimizer, data, 5, losses);
        Run<Sequential> run = Training.of(Small.mlp(2), data, Loss.CROSS_ENTROPY)
                .batchSize(23)
                .order(Loader.Order.AS_STORED)
                .optimizer(optimizer)
                .epochs(5)
                .fit();
        run.state().weights().parameters().forEach((path, literal) -> {
            double[] byHand = expected.get(path).toDoubles();
            for (int i = 0; i < byHand.length; i++) {
                assertThat(literal.get(i)).as("%s, element %d", path, i).isCloseTo(byHand[i], within(2e-6));
            }
        });
        for (int epoch = 0; epoch < 5; epoch++) {
            assertThat(run.history().get(epoch).trainingLoss()).isCloseTo(losses.get(epoch), within(1e-6));
        }
    }

    private static Tensor matrix(int columns, float... values) {
        return Tensor.of(Literal.of(values, values.length / columns, columns));
    }

    @Test
    void example_a_steps_towards_two() {
        Linear line = new Linear(new Param(matrix(1, 1)), Optional.empty());
        float[] expected = {1.8f, 1.96f, 1.992f, 1.9984f};
        for (int steps = 1; steps <= 4; steps++) {
            Run<Linear> run = Training.of(line, Small.pairs(2, 4), Loss.SUM_SQUARED_ERROR)
                    .optimizer(Sgd.of(0.1))
                    .steps(steps)
                    .fit();
            assertThat((float) run.network().weight().value().item()).isEqualTo(expected[steps - 1]);
        }
        Run<Linear> overshoot = Training.of(line, Small.pairs(2, 4), Loss.SUM_SQUARED_ERROR)
                .optimizer(Sgd.of(1))
                .steps(1)
                .fit();
        assertThat(overshoot.network().weight().value().item()).isEqualTo(9);
    }

    /// An affine map whose bias is not trained.
    private record FixedBias(Linear linear, Tensor bias) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return linear.forward(input, context).add(bias);
        }
    }

    private static FixedBias layer(float bias, float... weightsByInput) {
        return new FixedBias(new Linear(new Param(matrix(2, weightsByInput)), Optional.empty()), Tensor.of(bias, bias));
    }

    private static Training<Sequential, Run<Sequential>> exampleC() {
        Sequential network = Sequential.of(
                layer(0.35f, 0.15f, 0.25f, 0.20f, 0.30f),
                new Activate(Activation.SIGMOID),
                layer(0.60f, 0.40f, 0.50f, 0.45f, 0.55f),
                new Activate(Activation.SIGMOID));
        VectorTargets data = new VectorTargets(new float[][] {{0.05f, 0.10f}}, new float[][] {{0.01f, 0.99f}});
        return Training.of(network, data, Loss.HALF_SUM_SQUARED_ERROR).optimizer(Sgd.of(0.5));
    }

    @Test
    void example_c_one_update() {
        Run<Sequential> run = exampleC().epochs(2).fit();
        assertThat(run.history().get(0).trainingLoss()).isCloseTo(0.298371109, within(5e-8));
        assertThat(run.history().get(1).trainingLoss()).isCloseTo(0.291027774, within(5e-8));
        Run<Sequential> one = exampleC().epochs(1).fit();
        Map<String, Literal> parameters = one.state().weights().parameters();
        assertThat(parameters.keySet()).containsExactly("layers.0.linear.weight", "layers.2.linear.weight");
        assertThat(parameters.get("layers.2.linear.weight").get(0)).isCloseTo(0.358916480, within(5e-8));
        assertThat(parameters.get("layers.0.linear.weight").get(0)).isCloseTo(0.149780716, within(5e-8));
    }

    @Test
    void example_c_ten_thousand_updates() {
        Run<Sequential> run = exampleC().epochs(10_001).fit();
        assertThat(run.history().getLast().epoch()).isEqualTo(10_001);
        // the loss after 10,000 updates is measured before the next one
        assertThat(run.history().getLast().trainingLoss()).isCloseTo(0.0000351, within(5e-8));
    }
}
