package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Each rule that ends training ends it for its own reason, at the right moment.
class StoppingRulesTest {
    /// `ŷ = kx` with k = 1, sample (2, 4), sum of squares: k → 1.8 → 1.96 → 1.992 at rate 0.1.
    private static Training<Linear, Run<Linear>> exampleA() {
        Linear line = new Linear(new Param(Tensor.of(Literal.of(new float[] {1}, 1, 1))), Optional.empty());
        return Training.of(line, Small.pairs(2, 4), Loss.SUM_SQUARED_ERROR)
                .optimizer(Sgd.of(0.1))
                .epochs(1000);
    }

    private static float k(Run<Linear> run) {
        return run.network().weight().value().literal().floats()[0];
    }

    /// 23 samples in batches of 5: five steps per epoch.
    private static Training<Sequential, Run<Sequential>> classes() {
        return Training.of(Small.mlp(2), Small.classes(23, 1), Loss.CROSS_ENTROPY)
                .batchSize(5);
    }

    private static void ended(Run<?> run, StopReason reason, long steps, int epochs) {
        assertThat(run.reason()).isEqualTo(reason);
        assertThat(run.state().progress().step()).as("steps").isEqualTo(steps);
        assertThat(run.history()).as("epochs").hasSize(epochs);
        assertThat(run.report())
                .contains("after " + counted(steps, "step") + " in " + counted(epochs, "epoch") + ": " + reason);
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    @Test
    void epochs_end_with_the_last_batch_of_the_last_epoch() {
        ended(classes().epochs(3).fit(), StopReason.EPOCHS_DONE, 15, 3);
    }

    @Test
    void steps_end_in_the_middle_of_an_epoch() {
        Run<Sequential> run = classes().epochs(10).steps(7).fit();
        ended(run, StopReason.STEPS_DONE, 7, 1);
        assertThat(run.state().progress().batch()).isEqualTo(2);
    }

    @Test
    void steps_that_end_with_an_epoch_count_the_epoch() {
        Run<Sequential> run = classes().epochs(10).steps(10).fit();
        ended(run, StopReason.STEPS_DONE, 10, 2);
        assertThat(run.state().progress().batch()).isZero();
    }

    @Test
    void a_single_step_is_one_update() {
        Run<Linear> run = exampleA().steps(1).fit();
        ended(run, StopReason.STEPS_DONE, 1, 1);
        assertThat(k(run)).isEqualTo(1.8f);
    }

    @Test
    void a_loss_below_the_limit_ends_training() {
        // losses 4, 0.16, 0.0064: measured before each update
        Run<Linear> run = exampleA()
                .stopping(Stopping.afterEpochs(1000).withLossBelow(0.01))
                .fit();
        ended(run, StopReason.LOSS_SMALL, 3, 3);
        assertThat(k(run)).isEqualTo(1.992f);
    }

    @Test
    void a_loss_at_the_limit_does_not_end_training() {
        Run<Linear> run =
                exampleA().stopping(Stopping.afterEpochs(2).withLossBelow(4)).fit();
        ended(run, StopReason.LOSS_SMALL, 2, 2);
    }

    @Test
    void a_change_below_the_limit_for_patience_epochs_ends_training() {
        // changes: 3.84, 0.15, 0.006, 0.0002, …
        ended(
                exampleA()
                        .stopping(Stopping.afterEpochs(1000).withChangeBelow(0.01, 1))
                        .fit(),
                StopReason.LOSS_UNCHANGED,
                4,
                4);
        ended(
                exampleA()
                        .stopping(Stopping.afterEpochs(1000).withChangeBelow(0.01, 3))
                        .fit(),
                StopReason.LOSS_UNCHANGED,
                6,
                6);
    }

    @Test
    void the_first_epoch_has_no_change() {
        Run<Linear> run = exampleA()
                .optimizer(Sgd.of(0))
                .stopping(Stopping.afterEpochs(1000).withChangeBelow(1e-9, 1))
                .fit();
        ended(run, StopReason.LOSS_UNCHANGED, 2, 2);
    }

    @Test
    void a_larger_change_starts_the_count_anew() {
        // a rate of zero in epochs 1 to 3 and 5 to 8, a step in epoch 4
        Schedule schedule = new Schedule.Piecewise(List.of(2L, 3L), List.of(0.0, 0.1, 0.0));
        Run<Linear> run = exampleA()
                .optimizer(Sgd.of(0.1).schedule(schedule))
                .stopping(Stopping.afterEpochs(1000).withChangeBelow(1e-9, 4))
                .fit();
        // unchanged after epochs 2, 3, 4 (the step shows in epoch 5), then 6, 7, 8, 9
        ended(run, StopReason.LOSS_UNCHANGED, 9, 9);
    }

    @Test
    void a_gradient_below_the_limit_ends_training_after_its_step() {
        // gradients −8, −1.6, −0.32
        Run<Linear> run = exampleA()
                .stopping(Stopping.afterEpochs(1000).withNormsBelow(0.5, 0))
                .fit();
        ended(run, StopReason.GRADIENT_SMALL, 3, 3);
    }

    @Test
    void a_step_below_the_limit_ends_training() {
        // steps 0.8, 0.16, 0.032
        Run<Linear> run = exampleA()
                .stopping(Stopping.afterEpochs(1000).withNormsBelow(0, 0.1))
                .fit();
        ended(run, StopReason.STEP_SMALL, 3, 3);
    }

    @Test
    void norms_are_measured_at_every_step_not_only_at_the_end_of_epochs() {
        Run<Sequential> run = classes()
                .stopping(Stopping.afterEpochs(10).withNormsBelow(1e9, 0))
                .fit();
        ended(run, StopReason.GRADIENT_SMALL, 1, 0);
    }

    @Test
    void the_norm_is_that_of_all_parameters_together() {
        double norm = Hand.gradientNorm(Small.mlp(2), Small.classes(23, 1));
        Stopping one = Stopping.afterEpochs(1);
        var whole = classes().batchSize(23);
        assertThat(whole.stopping(one.withNormsBelow(norm * 1.0001, 0)).fit().reason())
                .isEqualTo(StopReason.GRADIENT_SMALL);
        assertThat(whole.stopping(one.withNormsBelow(norm * 0.9999, 0)).fit().reason())
                .isEqualTo(StopReason.EPOCHS_DONE);
    }

    @Test
    void an_interruption_ends_training_after_the_step_in_which_it_is_seen() {
        AtomicInteger asked = new AtomicInteger();
        Run<Sequential> run =
                classes().until(() -> asked.incrementAndGet() == 8).fit();
        ended(run, StopReason.INTERRUPTED, 8, 1);
    }

    @Test
    void a_rule_that_holds_counts_before_an_interruption() {
        ended(classes().epochs(1).until(() -> false).fit(), StopReason.EPOCHS_DONE, 5, 1);
        AtomicInteger asked = new AtomicInteger();
        ended(classes().epochs(1).until(() -> asked.incrementAndGet() == 5).fit(), StopReason.EPOCHS_DONE, 5, 1);
    }

    /// Training pulls the weight away from what the validation samples want: epoch 1 is best.
    private static Training<Linear, Run<Linear>> overfitting() {
        return exampleA().validation(Small.pairs(1, 1.7f));
    }

    @Test
    void early_stopping_returns_the_weights_of_the_best_epoch() {
        Run<Linear> run = overfitting().earlyStopping(3).fit();
        ended(run, StopReason.NO_IMPROVEMENT, 4, 4);
        assertThat(run.bestEpoch()).isEqualTo(1);
        assertThat(k(run)).isEqualTo(1.8f);
        assertThat(run.state().weights().parameters().get("weight").floats()[0]).isGreaterThan(1.99f);
    }

    @Test
    void with_validation_the_best_weights_are_returned_without_early_stopping_too() {
        Run<Linear> run = overfitting().epochs(5).fit();
        ended(run, StopReason.EPOCHS_DONE, 5, 5);
        assertThat(k(run)).isEqualTo(1.8f);
    }

    @Test
    void without_validation_early_stopping_watches_the_training_loss() {
        Run<Linear> run = exampleA().optimizer(Sgd.of(0)).earlyStopping(2).fit();
        ended(run, StopReason.NO_IMPROVEMENT, 3, 3);
        assertThat(run.bestEpoch()).isEqualTo(1);
    }

    @Test
    void an_improvement_below_the_least_one_does_not_count() {
        Stopping rules = Stopping.afterEpochs(1000).withPatience(2).withLeastImprovement(0.05);
        Run<Linear> run = exampleA().stopping(rules).fit();
        // losses 4, 0.16, 0.0064, 0.000256: epoch 2 improves by 3.84, epoch 3 by 0.15, epochs 4 and 5 by too little
        ended(run, StopReason.NO_IMPROVEMENT, 5, 5);
        assertThat(run.bestEpoch()).isEqualTo(3);
    }

    @Test
    void patience_starts_anew_with_each_improvement() {
        List<TrainEvent> news = new ArrayList<>();
        Run<Linear> run =
                exampleA().earlyStopping(1).epochs(5).listener(Small.into(news)).fit();
        ended(run, StopReason.EPOCHS_DONE, 5, 5);
        assertThat(Small.only(TrainEvent.EpochDone.class, news))
                .extracting(TrainEvent.EpochDone::best)
                .containsOnly(true);
    }

    @Test
    void of_several_rules_the_one_that_holds_first_is_reported() {
        Stopping all = Stopping.afterEpochs(50)
                .withSteps(40)
                .withPatience(30)
                .withLossBelow(1e-4)
                .withChangeBelow(1e-3, 2)
                .withNormsBelow(1e-6, 1e-6);
        // losses 4, 0.16, 6.4e-3, 2.6e-4, 1.0e-5
        ended(exampleA().stopping(all).fit(), StopReason.LOSS_SMALL, 5, 5);
        ended(exampleA().stopping(all.withChangeBelow(1e-2, 1)).fit(), StopReason.LOSS_UNCHANGED, 4, 4);
        ended(exampleA().stopping(all.withSteps(2)).fit(), StopReason.STEPS_DONE, 2, 2);
        ended(exampleA().stopping(all.withEpochs(3)).fit(), StopReason.EPOCHS_DONE, 3, 3);
        ended(exampleA().stopping(all.withNormsBelow(0.5, 1e-6)).fit(), StopReason.GRADIENT_SMALL, 3, 3);
        ended(exampleA().stopping(all.withNormsBelow(1e-6, 0.2)).fit(), StopReason.STEP_SMALL, 2, 2);
    }

    @Test
    void a_goal_that_is_met_counts_before_a_limit_that_is_reached() {
        Stopping both = Stopping.afterEpochs(3).withSteps(3).withLossBelow(0.01);
        ended(exampleA().stopping(both).fit(), StopReason.LOSS_SMALL, 3, 3);
    }

    @Test
    void the_reason_is_told_with_the_last_news() {
        List<TrainEvent> news = new ArrayList<>();
        classes().epochs(2).listener(Small.into(news)).fit();
        assertThat(news.getFirst()).isInstanceOf(TrainEvent.Started.class);
        assertThat(news.getLast()).isEqualTo(new TrainEvent.Finished(StopReason.EPOCHS_DONE, 10));
        assertThat(Small.only(TrainEvent.StepDone.class, news))
                .extracting(TrainEvent.StepDone::samples)
                .containsExactly(5, 5, 5, 5, 3, 5, 5, 5, 5, 3);
    }

    @Test
    void a_batch_size_above_the_number_of_samples_gives_one_batch() {
        ended(classes().batchSize(Integer.MAX_VALUE).epochs(2).fit(), StopReason.EPOCHS_DONE, 2, 2);
        Loader loader = new Loader(
                ArrayDataset.ofValues(new float[10], 1, new float[10]),
                Integer.MAX_VALUE,
                Loader.Order.AS_STORED,
                Key.of(1));
        assertThat(loader.batchesPerEpoch()).isEqualTo(1);
        assertThat(loader.rows(0)).isEqualTo(10);
    }
}
