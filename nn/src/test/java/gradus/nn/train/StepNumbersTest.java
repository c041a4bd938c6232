package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.Loader;
import gradus.nn.loss.Loss;
import gradus.nn.optim.ClipValue;
import gradus.nn.optim.GradientTransform;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Muon;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Plateau;
import gradus.nn.optim.Sgd;
import gradus.nn.optim.WeightAverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The numbers that the host gives each step, and what is said of an epoch.
class StepNumbersTest {
    /// Multiplies gradients by a number of its own that ends like the optimizer's.
    private record Times(String name, int steps) implements GradientTransform {
        @Override
        public Map<String, Tensor> init(Map<String, Tensor> parameters) {
            return Map.of();
        }

        @Override
        public Map<String, Double> scalars(long step) {
            return step < steps ? Map.of(name, 1.0) : Map.of();
        }

        @Override
        public Update update(
                Map<String, Tensor> gradients,
                Map<String, Tensor> state,
                Map<String, Tensor> parameters,
                Map<String, Tensor> scalars) {
            Map<String, Tensor> changed = new LinkedHashMap<>();
            gradients.forEach((path, gradient) ->
                    changed.put(path, gradient.multiply(scalars.get(name).as(gradient.dtype()))));
            return new Update(changed, state);
        }
    }

    private static Map<String, Literal> trained(String name) {
        return trained(Sgd.of(0.5).after(new Times(name, 1000)));
    }

    @Test
    void the_plateau_rule_lowers_the_rate_and_no_number_whose_name_ends_like_it() {
        assertThat(trained("learningRate")).isEqualTo(trained("factor"));
    }

    private static Map<String, Literal> trained(Optimizer optimizer) {
        return Training.of(Small.mlp(1), Small.values(20, 1), Loss.MEAN_SQUARED_ERROR)
                .optimizer(optimizer)
                .plateau(new Plateau(Plateau.Goal.MINIMISE, 0.5, 0, 0.9, 0, 0))
                .batchSize(20)
                .epochs(4)
                .fit()
                .state()
                .weights()
                .parameters();
    }

    @Test
    void the_plateau_rule_lowers_the_rate_of_every_group() {
        Sgd rest = Sgd.of(0.25);
        Map<String, Literal> alike = trained(rest);
        assertThat(trained(Groups.of(rest).with("**.bias", Sgd.of(0.25)))).isEqualTo(alike);
        assertThat(trained(new WeightAverage(Groups.of(rest).with("**.bias", Sgd.of(0.25)), 0.9)))
                .isEqualTo(alike);
        assertThat(trained(Groups.of(Sgd.of(0.125)).scaled("**", 2).after(GradientTransform.chain(new ClipValue(1e9)))))
                .isEqualTo(alike);
    }

    @Test
    void the_plateau_rule_lowers_the_rate_of_what_muon_leaves_to_another() {
        Muon muon = Muon.of(0.25).rest(Sgd.of(0.5));
        Muon byHand = muon.rest(Groups.of(Sgd.of(0.1)).with("**", Sgd.of(0.5)));
        assertThat(muon.slowed(0.5).scalars(3))
                .containsEntry("learningRate", 0.125)
                .containsEntry("rest.learningRate", 0.25);
        assertThat(trained(muon)).isEqualTo(trained(byHand)).isNotEqualTo(trained(muon.rest(Sgd.of(0.25))));
    }

    @Test
    void a_number_that_a_later_step_lacks_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.of(Small.mlp(1), Small.values(20, 1), Loss.MEAN_SQUARED_ERROR)
                        .optimizer(Sgd.of(0.5).after(new Times("factor", 2)))
                        .epochs(4)
                        .fit())
                .withMessage("optimizer: every step needs the same numbers, those of step 0 were [0.factor,"
                        + " 1.gradientShare, 1.learningRate], got [1.gradientShare, 1.learningRate]; give each in"
                        + " every step");
    }

    @Test
    void the_last_batch_is_left_out_where_that_is_wanted() {
        List<TrainEvent> news = new ArrayList<>();
        Training.of(Small.mlp(1), Small.values(23, 1), Loss.MEAN_SQUARED_ERROR)
                .batchSize(5)
                .lastBatch(Loader.LastBatch.DROP)
                .epochs(2)
                .listener(Small.into(news))
                .fit();
        assertThat(Small.only(TrainEvent.StepDone.class, news))
                .hasSize(8)
                .allSatisfy(step -> assertThat(step.samples()).isEqualTo(5));
        Loader one = new Loader(Small.values(3, 1), 5, Loader.Order.AS_STORED, Loader.LastBatch.DROP, Key.of(1));
        assertThat(one.batchesPerEpoch()).isEqualTo(1);
        assertThat(one.rows(0)).isEqualTo(3);
    }

    @Test
    void rules_that_end_training_are_told_in_words() {
        assertThat(Stopping.afterEpochs(7).words()).isEqualTo("after 7 epochs");
        assertThat(Stopping.afterEpochs(7)
                        .withSteps(90)
                        .withPatience(3)
                        .withLeastImprovement(0.5)
                        .withLossBelow(0.25)
                        .withChangeBelow(0.125, 2)
                        .withNormsBelow(1, 2)
                        .words())
                .isEqualTo(
                        "after 7 epochs, or after 90 steps, or after 3 epochs without a better loss by more than 0.5,"
                                + " or when the training loss is below 0.25, or when the loss changes by less than 0.125 in 2"
                                + " epochs in a row, or when the gradient is shorter than 1.0, or when the step is shorter than"
                                + " 2.0");
    }

    @Test
    void over_fitting_is_told_of_the_epoch_that_was_kept() {
        List<EpochReport> history = List.of(epoch(1, 1.0, 1.1), epoch(2, 0.1, 2.0));
        assertThat(TableRun.gap(history.get(0))).isEmpty();
        assertThat(TableRun.gap(history.get(1)))
                .contains("The network learned the training data better than it generalises (in the best epoch training"
                        + " loss 0.100, validation loss 2.00): more data, a smaller network, dropout or a penalty may"
                        + " help.");
        assertThat(TableRun.gap(epoch(1, 1.0, Double.NaN))).isEqualTo(Optional.empty());
        assertThat(TableRun.gap(new EpochReport(1, 1, 0.1, 1.0, Map.of(), 1.0))).isEmpty();
    }

    private static EpochReport epoch(int number, double training, double validation) {
        return new EpochReport(number, number, 0.1, training, Map.of("loss", validation), validation);
    }
}
