package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.plan.Plan;
import gradus.core.tree.Surgery;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.FineTuned;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Networks that learn on: what is frozen, how fast the rest learns, and another head.
class FreezingTest {
    private static Sequential normalised() {
        return Networks.mlp(16, 16)
                .activation(Activation.TANH)
                .normalization(Normalization.BATCH)
                .build(Shape.of(2), 2, Key.of(3));
    }

    private static Training<Sequential, Run<Sequential>> training(Sequential network) {
        return Training.of(network, Small.classes(64, 1), Loss.CROSS_ENTROPY)
                .batchSize(16)
                .epochs(4);
    }

    private static long flops(Training<?, ?> training) {
        return StepByStep.of(training).plans().stream()
                .map(Plan::cost)
                .mapToLong(cost -> cost.flops())
                .sum();
    }

    @Test
    void frozen_parameters_cost_no_backward_pass_and_no_state() {
        var all = Training.of(
                        Networks.mlp(64, 64).build(Shape.of(2), 2, Key.of(3)), Small.classes(64, 1), Loss.CROSS_ENTROPY)
                .optimizer(Sgd.of(0.1).momentum(0.9));
        var head = all.freeze("!layers.4.*");
        // forward of the middle 2·64·64·32, backward twice as much, the update 64·64 a few times: only forward is left
        assertThat(flops(head)).isLessThan(flops(all) / 2);
        assertThat(head.start().optimizer()).hasSize(2);
        assertThat(all.start().optimizer()).hasSize(6);
    }

    @Test
    void frozen_statistics_stay_and_are_what_a_layer_normalises_by() {
        Sequential before = training(normalised()).fit().network();
        var run = training(before).freeze("!layers.6.**").fit();
        assertThat(run.state().weights().statistics())
                .isEqualTo(Weights.of(before).statistics());
        assertThat(Weights.of(run.network()).parameters().get("layers.6.weight"))
                .isNotEqualTo(Weights.of(before).parameters().get("layers.6.weight"));
        // the loss of a training step without an update is that of a prediction
        var still = training(before)
                .freeze("!layers.6.**")
                .batchSize(64)
                .optimizer(Sgd.of(1e-12))
                .epochs(1);
        var moving = training(before)
                .freeze("**.weight")
                .batchSize(64)
                .optimizer(Sgd.of(1e-12))
                .epochs(1);
        double asPredicted = still.validation(Small.classes(64, 1))
                .fit()
                .history()
                .getFirst()
                .decisive();
        assertThat(still.fit().history().getFirst().trainingLoss()).isCloseTo(asPredicted, within(1e-5));
        assertThat(moving.fit().history().getFirst().trainingLoss()).isNotCloseTo(asPredicted, within(1e-5));
    }

    @Test
    void statistics_move_unless_their_own_path_is_frozen() {
        Sequential before = normalised();
        Weights moved = training(before).freeze("layers.0.weight").fit().state().weights();
        assertThat(moved.statistics().get("layers.1.mean"))
                .isNotEqualTo(Weights.of(before).statistics().get("layers.1.mean"));
        Weights kept = training(before).freeze("layers.1.mean").fit().state().weights();
        assertThat(kept.statistics().get("layers.1.variance"))
                .isEqualTo(Weights.of(before).statistics().get("layers.1.variance"));
        assertThat(kept.parameters().get("layers.1.scale"))
                .isNotEqualTo(Weights.of(before).parameters().get("layers.1.scale"));
    }

    @Test
    void a_run_with_a_frozen_body_and_rates_by_layer_goes_on_to_the_bit() {
        Sequential start = normalised();
        var moving = new ArrayList<>(Parameters.of(start).keySet());
        moving.removeIf(path -> path.startsWith("layers.1."));
        var rule = Groups.byDepth(Adam.of(1e-2), moving, 0.5);
        var training = training(start).optimizer(rule).freeze("layers.1.**");
        TrainState whole = training.fit().state();
        AtomicInteger steps = new AtomicInteger();
        TrainState half =
                training.until(() -> steps.incrementAndGet() >= 5).fit().state();
        TrainState resumed = training.resume(half).state();
        assertThat(half.progress().step()).isEqualTo(5);
        assertThat(resumed.weights()).isEqualTo(whole.weights());
        assertThat(resumed.optimizer()).isEqualTo(whole.optimizer());
    }

    @Test
    void rates_by_depth_shrink_from_the_head_to_the_first_layer() {
        var paths = List.of("front.weight", "layers.0.weight", "layers.0.bias", "layers.2.weight", "head");
        Groups groups = Groups.byDepth(Sgd.of(1), paths, 0.5);
        assertThat(groups.groups())
                .extracting(group ->
                        group.pattern() + " " + group.optimizer().schedule().at(0))
                .containsExactly("front.** 0.125", "layers.0.** 0.25", "layers.2.** 0.5");
        assertThat(groups.rest().schedule().at(0)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Groups.byDepth(Sgd.of(1), paths, 2))
                .withMessageContaining("must lie in (0, 1], got 2.0");
    }

    @Test
    void a_pattern_may_mean_all_others_and_must_leave_something() {
        var training = training(normalised());
        assertThat(training.freeze("!layers.6.bias").start().optimizer().keySet())
                .allMatch(name -> name.endsWith("layers.6.bias"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> training.freeze("**.mean").freeze("!**.variance").fit())
                .withMessageStartingWith("training: freeze must leave a parameter that moves");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.freeze("encoder.**").fit())
                .withMessageContaining("! in front for all others");
    }

    @Test
    void a_network_learns_on_with_a_head_for_other_classes() {
        Sequential base = training(normalised()).fit().network();
        Sequential tuned = (Sequential) new FineTuned(base, FineTuned.Head.NEW).build(Shape.of(2), 5, Key.of(1));
        assertThat(Surgery.at(tuned, "layers.0")).isSameAs(Surgery.at(base, "layers.0"));
        assertThat(((Linear) Surgery.at(tuned, "layers.6")).outFeatures()).isEqualTo(5);
        assertThat(new FineTuned(base, FineTuned.Head.KEPT).build(Shape.of(2), 5, Key.of(1)))
                .isSameAs(base);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuned(Sequential.of(), FineTuned.Head.NEW).build(Shape.of(2), 5, Key.of(1)))
                .withMessageContaining("this network has none");
    }
}
