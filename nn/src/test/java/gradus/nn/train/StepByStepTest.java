package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Plateau;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A loop of one's own over single updates does what training does.
class StepByStepTest {
    @Test
    void updates_one_by_one_give_the_bits_of_a_training() {
        Training<Sequential, Run<Sequential>> training = FinalWeights.training();
        StepByStep<Sequential> steps = StepByStep.of(training);
        while (steps.step() < 8) { // epochs of 5 batches, the last of them smaller
            steps.read();
            steps.update();
        }
        Weights trained = training.steps(8).fit().state().weights();
        assertThat(FinalWeights.hash(Weights.of(steps.network()))).isEqualTo(FinalWeights.hash(trained));
    }

    @Test
    void updates_one_by_one_follow_schedules_and_are_made_of_parts() {
        Training<Sequential, Run<Sequential>> training = Training.of(
                        Small.mlp(2), Small.classes(40, 1), Loss.CROSS_ENTROPY)
                .optimizer(Sgd.of(0.1).momentum(0.9).schedule(Schedule.Exponential.of(0.1, 1, 0.8)))
                .batchSize(16)
                .microBatch(7);
        List<Double> told = new ArrayList<>();
        Weights trained = training.steps(7)
                .listener(event -> {
                    if (event instanceof TrainEvent.StepDone done) {
                        told.add(done.loss());
                    }
                })
                .fit()
                .state()
                .weights();
        StepByStep<Sequential> steps = StepByStep.of(training);
        List<Double> losses = new ArrayList<>();
        while (steps.step() < 7) {
            steps.read();
            losses.add(steps.update());
        }
        assertThat(losses).isEqualTo(told);
        assertThat(Weights.of(steps.network())).isEqualTo(trained);
    }

    @Test
    void an_update_tells_its_plans_one_for_each_part_of_the_batch_and_one_that_joins_them() {
        Training<Sequential, Run<Sequential>> training = Training.of(
                        Small.mlp(2), Small.classes(40, 1), Loss.CROSS_ENTROPY)
                .batchSize(16);
        assertThat(StepByStep.of(training).plans()).hasSize(1).allSatisfy(plan -> {
            assertThat(plan.arenaBytes()).isPositive();
            assertThat(plan.cost().flops()).isPositive();
        });
        assertThat(StepByStep.of(training.microBatch(7)).plans()).hasSize(3 + 1);
    }

    @Test
    void states_that_are_carried_end_with_the_epoch() {
        StepByStep<Scenario.Reader> steps = StepByStep.of(Scenario.streams());
        EpochReport epoch = Scenario.streams().epochs(1).fit().history().getFirst();
        long updates = 2 * epoch.step() + 1;
        while (steps.step() < updates) {
            steps.read();
            steps.update();
        }
        Weights trained =
                Scenario.streams().epochs(3).steps(updates).fit().state().weights();
        assertThat(Weights.of(steps.network())).isEqualTo(trained);
    }

    @Test
    void the_same_batch_is_seen_again_until_the_next_is_read() {
        StepByStep<Sequential> steps =
                StepByStep.of(Training.of(Small.mlp(2), Small.classes(640, 1), Loss.CROSS_ENTROPY)
                        .optimizer(Sgd.of(0.05)));
        double before = steps.update();
        for (int i = 0; i < 20; i++) {
            double after = steps.update();
            assertThat(after).isLessThan(before);
            before = after;
        }
    }

    @Test
    void updates_after_a_checkpoint_give_the_bits_of_those_from_the_start() {
        Training<Sequential, Run<Sequential>> training = FinalWeights.training(); // epochs of 5 batches
        TrainState kept = training.steps(7).fit().state();
        StepByStep<Sequential> fromStart = StepByStep.of(training);
        StepByStep<Sequential> fromState = StepByStep.of(training, kept);
        assertThat(fromState.step()).isEqualTo(7);
        for (int i = 0; i < 11; i++) {
            fromStart.read();
            fromStart.update();
            if (fromStart.step() > 7) {
                fromState.read();
                fromState.update();
            }
        }
        assertThat(fromState.samples()).isEqualTo(fromStart.samples());
        assertThat(fromState.epochLoss()).isEqualTo(fromStart.epochLoss());
        assertThat(FinalWeights.hash(Weights.of(fromState.network())))
                .isEqualTo(FinalWeights.hash(Weights.of(fromStart.network())));
    }

    @Test
    void the_rate_falls_where_training_lets_it_fall_and_a_moment_knows_it() {
        Training<Sequential, Run<Sequential>> training = Training.of(
                        Small.mlp(2), Small.classes(40, 1), Loss.CROSS_ENTROPY)
                .validation(Small.classes(20, 2))
                .optimizer(Sgd.of(5))
                .plateau(new Plateau(Plateau.Goal.MINIMISE, 0.5, 0, 0, 0, 0))
                .batchSize(16) // 3 updates an epoch
                .epochs(6);
        List<Double> rates = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        Run<Sequential> run = training.listener(event -> {
                    switch (event) {
                        case TrainEvent.StepDone done -> rates.add(done.learningRate());
                        case TrainEvent.EpochDone done ->
                            losses.add(done.report().trainingLoss());
                        default -> {}
                    }
                })
                .fit();
        assertThat(rates.getLast()).isLessThan(rates.getFirst());
        for (TrainState begin :
                List.of(training.start(), training.steps(8).fit().state())) {
            StepByStep<Sequential> steps = StepByStep.of(training, begin);
            while (steps.step() < rates.size()) {
                steps.read();
                Moment.Update update = steps.moment().update();
                assertThat(update.optimizer().schedule().at(update.step()))
                        .isEqualTo(rates.get(Math.toIntExact(steps.step())));
                steps.update();
                if (steps.step() % steps.stepsPerEpoch() == 0) {
                    assertThat(steps.epochLoss())
                            .isEqualTo(losses.get(Math.toIntExact(steps.step() / steps.stepsPerEpoch()) - 1));
                }
            }
            assertThat(Weights.of(steps.network())).isEqualTo(run.state().weights());
        }
    }

    @Test
    void the_samples_of_a_batch_are_known_by_their_numbers() {
        StepByStep<Sequential> steps = StepByStep.of(Training.of(Small.mlp(2), Small.classes(10, 1), Loss.CROSS_ENTROPY)
                .batchSize(4));
        List<Integer> seen = new ArrayList<>();
        while (steps.step() < 3) {
            steps.read();
            seen.addAll(steps.samples());
            steps.update();
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .isNotEqualTo(seen.stream().sorted().toList());
    }
}
