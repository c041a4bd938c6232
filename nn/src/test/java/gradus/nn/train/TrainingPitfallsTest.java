package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Mistakes that other systems shipped, as far as they concern the loop of training.
class TrainingPitfallsTest {
    /// A layer with a parameter behind an operation without a derivative.
    private record Rounded(Linear inner, Param scale) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return inner.forward(input, context).multiply(scale.value().round());
        }
    }

    /// A layer with a parameter that it does not use.
    private record Forgetful(Linear inner, Param forgotten) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return inner.forward(input, context);
        }
    }

    private static Param param(float... values) {
        return new Param(Tensor.of(Literal.of(values, values.length)));
    }

    @Test
    void g1_every_parameter_of_a_network_moves() {
        Sequential network = Networks.mlp(6)
                .activation(Activation.TANH)
                .normalization(Normalization.LAYER)
                .build(Shape.of(2), 2, Key.of(1));
        Run<Sequential> run = Training.of(network, Small.classes(23, 1), Loss.CROSS_ENTROPY)
                .optimizer(Sgd.of(0.1))
                .steps(1)
                .fit();
        Map<String, Literal> before = Weights.of(network).parameters();
        run.state()
                .weights()
                .parameters()
                .forEach((path, literal) -> assertThat(literal).as(path).isNotEqualTo(before.get(path)));
    }

    @Test
    void g1_a_parameter_that_the_network_forgets_is_an_error_before_the_first_step() {
        Forgetful network = new Forgetful(Linear.of(2, 2, Key.of(1)), param(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.of(network, Small.classes(23, 1), Loss.CROSS_ENTROPY)
                        .fit())
                .withMessage("training: every parameter must influence the loss, these do not: forgotten; use them in"
                        + " forward, or make them no Param");
    }

    @Test
    void g1_a_parameter_behind_an_operation_without_a_derivative_is_an_error_before_the_first_step() {
        Rounded network = new Rounded(Linear.of(2, 2, Key.of(1)), param(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.of(network, Small.classes(23, 1), Loss.CROSS_ENTROPY)
                        .fit())
                .withMessage("training: every parameter must have a gradient, these have none: scale; the loss depends"
                        + " on them through operations without a derivative only (rounding, comparison, index,"
                        + " stopGradient); make them no Param, or use a smooth operation");
    }

    @Test
    void a_network_without_parameters_is_refused() {
        Sequential network = Sequential.of(new Activate(Activation.TANH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.of(
                                network, ArrayDataset.ofValues(new float[4], 1, new float[4]), Loss.MEAN_SQUARED_ERROR)
                        .fit())
                .withMessageContaining("training: the network must have at least one parameter");
    }

    @Test
    void n9_batch_norm_with_a_last_batch_of_one_sample_is_refused_before_the_first_step() {
        Sequential network = Networks.mlp(4).normalization(Normalization.BATCH).build(Shape.of(2), 2, Key.of(1));
        List<TrainEvent> news = new ArrayList<>();
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Training.of(network, Small.classes(21, 1), Loss.CROSS_ENTROPY)
                        .batchSize(5)
                        .listener(Small.into(news))
                        .fit())
                .withMessageContaining("batch norm: training needs at least two values per feature");
        assertThat(Small.only(TrainEvent.StepDone.class, news)).isEmpty();
    }

    @Test
    void b_targets_are_never_broadcast_against_predictions() {
        AtomicInteger steps = new AtomicInteger();
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Training.of(Small.mlp(3), Small.values(23, 1), Loss.MEAN_SQUARED_ERROR)
                        .listener(_ -> steps.incrementAndGet())
                        .fit())
                .withMessageContaining("prediction and target must have the same shape")
                .withMessageContaining("[23, 3]")
                .withMessageContaining("[23, 1]");
        assertThat(steps).as("only the news of the beginning").hasValue(1);
    }

    @Test
    void t_what_training_returns_predicts_the_same_every_time() {
        Run<? extends Layer> run = Scenario.DROPOUT_WITH_ADAM.training().fit();
        Tensor x = Hand.features(Small.classes(9, 2));
        Tensor first = run.network().forward(x, Context.inference());
        assertThat(run.network().forward(x, Context.inference()).literal()).isEqualTo(first.literal());
    }

    @Test
    void m4_the_best_weights_are_those_that_had_the_best_validation_loss() {
        Run<? extends Layer> run = Scenario.EARLY_STOPPING.training().fit();
        ArrayDataset validation = Small.classes(9, 2);
        double loss = Loss.CROSS_ENTROPY
                .of(run.network().forward(Hand.features(validation), Context.inference()), Hand.targets(validation))
                .item();
        double least =
                run.history().stream().mapToDouble(EpochReport::decisive).min().orElseThrow();
        assertThat((float) loss).isEqualTo((float) least);
        assertThat(run.history().getLast().decisive()).isGreaterThan(least);
    }

    @Test
    void m5_parameters_are_counted_once() {
        List<TrainEvent> news = new ArrayList<>();
        Training.of(Small.mlp(2), Small.classes(23, 1), Loss.CROSS_ENTROPY)
                .steps(1)
                .listener(Small.into(news))
                .fit();
        assertThat(((TrainEvent.Started) news.getFirst()).plan().parameters()).isEqualTo(2 * 6 + 6 + 6 * 2 + 2);
    }

    @Test
    void the_penalty_pulls_weights_but_not_biases() {
        Linear line = new Linear(new Param(Tensor.of(Literal.of(new float[] {1}, 1, 1))), Optional.of(param(1)));
        Run<Linear> run = Training.of(line, Small.pairs(0, 1), Loss.SUM_SQUARED_ERROR)
                .optimizer(Sgd.of(0.1))
                .penalty(Penalty.l2(2))
                .steps(1)
                .fit();
        assertThat(run.network().weight().value().item()).isEqualTo(1f - 0.1f * 2);
        assertThat(run.network().bias().orElseThrow().value().item()).isEqualTo(1);
    }
}
