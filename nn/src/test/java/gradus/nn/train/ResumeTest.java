package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that is killed at any step and continued gives the same bits as one that was not.
class ResumeTest {
    /// Keeps the state after every step in a list.
    private static Checkpoints everyStep(List<TrainState> states) {
        return new Checkpoints(
                state -> {
                    states.add(state);
                    return "state " + states.size();
                },
                1,
                Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource
    void killed_at_every_step_and_continued_the_last_state_has_the_same_bits(Scenario scenario) {
        List<TrainState> states = new ArrayList<>();
        Run<?> whole = scenario.training().checkpoints(everyStep(states)).fit();
        assertThat((long) states.size())
                .as("one state after each step")
                .isEqualTo(whole.state().progress().step());
        for (TrainState state : states) {
            Run<?> resumed = scenario.training().resume(state);
            String step = "continued after step " + state.progress().step();
            assertThat(resumed.reason()).as(step).isEqualTo(whole.reason());
            assertThat(resumed.state()).as(step).isEqualTo(whole.state());
            assertThat(Weights.of(resumed.network())).as(step).isEqualTo(Weights.of(whole.network()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void r3_killed_again_and_again_the_last_state_has_the_same_bits(Scenario scenario) {
        Run<?> whole = scenario.training().fit();
        Run<?> run = scenario.training().until(() -> true).fit();
        int starts = 1;
        while (run.reason() == StopReason.INTERRUPTED) {
            run = scenario.training().until(() -> true).resume(run.state());
            starts++;
        }
        assertThat(starts).isEqualTo((int) whole.state().progress().step());
        assertThat(run.state()).isEqualTo(whole.state());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void r4_r6_batches_read_ahead_change_no_bit_of_a_whole_or_a_continued_run(int ahead) {
        for (Scenario scenario : List.of(Scenario.DROPOUT_WITH_ADAM, Scenario.BATCH_NORM_WITH_ADAMW_AND_VALIDATION)) {
            List<TrainState> states = new ArrayList<>();
            Run<?> whole = scenario.training().fit();
            Run<?> ahead1 = scenario.training()
                    .prefetch(ahead)
                    .checkpoints(everyStep(states))
                    .fit();
            assertThat(ahead1.state()).isEqualTo(whole.state());
            for (TrainState state : states) {
                assertThat(scenario.training().prefetch(ahead).resume(state).state())
                        .isEqualTo(whole.state());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_seed_gives_the_same_bits_and_checkpoints_change_none(Scenario scenario) {
        Run<?> first = scenario.training().seed(7).fit();
        Run<?> second = scenario.training()
                .seed(7)
                .checkpoints(everyStep(new ArrayList<>()))
                .fit();
        assertThat(second.state()).isEqualTo(first.state());
    }

    @Test
    void another_seed_gives_other_bits() {
        for (Scenario scenario : List.of(Scenario.PLAIN, Scenario.DROPOUT_WITH_ADAM)) {
            Weights seven = scenario.training().seed(7).fit().state().weights();
            Weights eight = scenario.training().seed(8).fit().state().weights();
            assertThat(eight).isNotEqualTo(seven);
        }
    }

    @Test
    void r1_r2_order_dropout_and_epoch_come_from_the_state_not_from_where_the_process_began() {
        List<TrainEvent> whole = new ArrayList<>();
        List<TrainEvent> parts = new ArrayList<>();
        Scenario scenario = Scenario.DROPOUT_WITH_ADAM;
        scenario.training().listener(Small.into(whole)).fit();
        AtomicInteger asked = new AtomicInteger();
        Run<?> first = scenario.training()
                .listener(Small.into(parts))
                .until(() -> asked.incrementAndGet() == 7)
                .fit();
        scenario.training().listener(Small.into(parts)).resume(first.state());
        assertThat(Small.only(TrainEvent.StepDone.class, parts))
                .isEqualTo(Small.only(TrainEvent.StepDone.class, whole));
    }

    @Test
    void r5_steps_and_epochs_are_counted_on_after_a_resume() {
        Run<?> first = Scenario.PLAIN.training().steps(7).fit();
        List<TrainEvent> news = new ArrayList<>();
        Run<?> second = Scenario.PLAIN.training().listener(Small.into(news)).resume(first.state());
        assertThat(news.getFirst()).isInstanceOf(TrainEvent.Started.class);
        assertThat(((TrainEvent.Started) news.getFirst()).step()).isEqualTo(7);
        assertThat(Small.only(TrainEvent.StepDone.class, news).getFirst())
                .extracting(TrainEvent.StepDone::step, TrainEvent.StepDone::epoch)
                .containsExactly(8L, 2);
        assertThat(second.history()).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
        assertThat(second.history()).extracting(EpochReport::step).containsExactly(5L, 10L, 15L);
    }

    @Test
    void r9_a_state_can_be_continued_twice() {
        TrainState state = Scenario.EARLY_STOPPING.training().steps(6).fit().state();
        TrainState first = Scenario.EARLY_STOPPING.training().resume(state).state();
        assertThat(Scenario.EARLY_STOPPING.training().resume(state).state()).isEqualTo(first);
    }

    @Test
    void l1_l3_l4_the_rate_of_each_step_is_that_of_the_schedule_across_a_resume_at_each_step() {
        Schedule schedule = Schedule.OneCycle.of(0.2, 15).withWarmUp(4);
        List<Double> expected = new ArrayList<>();
        for (int step = 0; step < 15; step++) {
            expected.add(schedule.at(step));
        }
        assertThat(expected.getFirst()).as("the first step is not wasted").isPositive();
        List<TrainEvent> news = new ArrayList<>();
        var training = Scenario.NESTEROV_WITH_ONE_CYCLE
                .training()
                .optimizer(Sgd.of(1).schedule(schedule))
                .listener(Small.into(news))
                .until(() -> true);
        Run<?> run = training.fit();
        while (run.reason() == StopReason.INTERRUPTED) {
            run = training.resume(run.state());
        }
        assertThat(Small.only(TrainEvent.StepDone.class, news))
                .extracting(TrainEvent.StepDone::learningRate)
                .isEqualTo(expected);
        assertThat(run.history())
                .extracting(EpochReport::learningRate)
                .containsExactly(expected.get(4), expected.get(9), expected.get(14));
    }

    @Test
    void l5_validation_does_not_move_the_schedule() {
        var training = Scenario.NESTEROV_WITH_ONE_CYCLE.training();
        Weights without = training.fit().state().weights();
        Weights with = training.validation(Small.classes(9, 2)).fit().state().weights();
        assertThat(with).isEqualTo(without);
    }

    @Test
    void more_epochs_continue_a_run_that_is_done_as_if_they_had_been_asked_for_at_once() {
        Run<?> two = Scenario.PLAIN.training().epochs(2).fit();
        assertThat(Scenario.PLAIN.training().epochs(3).resume(two.state()).state())
                .isEqualTo(Scenario.PLAIN.training().fit().state());
    }

    @Test
    void a_state_of_another_network_is_refused() {
        TrainState other = Training.of(
                        Networks.mlp(5).build(Shape.of(2), 2, Key.of(1)), Small.classes(23, 1), Loss.CROSS_ENTROPY)
                .start();
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Scenario.STEPS.training().resume(other))
                .withMessageContaining("layers.0.weight")
                .withMessageContaining("layers.2.weight");
    }

    @Test
    void a_state_of_another_optimizer_is_refused() {
        TrainState plain =
                Scenario.STEPS.training().optimizer(Sgd.of(0.1)).steps(2).fit().state();
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(
                        () -> Scenario.STEPS.training().optimizer(Adam.of(0.1)).resume(plain))
                .withMessageContaining("optimizer")
                .withMessageContaining("m/layers.0.weight");
    }

    @Test
    void a_state_whose_place_does_not_exist_with_this_batch_size_is_refused() {
        TrainState state = Scenario.STEPS.training().steps(4).fit().state();
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Scenario.STEPS.training().batchSize(12).resume(state))
                .withMessage("training state: it must fit the data, but it stands after batch 4 of an epoch that has 2"
                        + " batches; go on with the data and the batch size it was made with");
    }

    @Test
    void the_last_state_of_a_run_is_kept_once() {
        List<TrainState> states = new ArrayList<>();
        Scenario.STEPS
                .training()
                .checkpoints(new Checkpoints(
                        state -> {
                            states.add(state);
                            return "";
                        },
                        3,
                        Duration.ZERO))
                .fit();
        assertThat(states).extracting(state -> state.progress().step()).containsExactly(3L, 6L, 8L);
        states.clear();
        Run<?> done = Scenario.STEPS
                .training()
                .checkpoints(everyStep(states))
                .steps(2)
                .fit();
        assertThat(states.size()).isEqualTo(2);
        assertThat(states.getLast()).isEqualTo(done.state());
    }
}
