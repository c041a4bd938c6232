package gradus.explain.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.DivergedException;
import gradus.core.type.Key;
import gradus.explain.document.Phase;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Loader;
import gradus.nn.data.text.TextWindows;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Goal;
import gradus.nn.train.NonFinite;
import gradus.nn.train.Run;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.TrainState;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Trainings that were broken on purpose: the answer names what was done to them.
final class WhyTest {
    private static final int ROWS = 24;

    /// The natural logarithm, which nothing keeps from 0.
    record Logarithm() implements Layer {
        @Override
        public Tensor forward(Tensor x, Context context) {
            return x.log();
        }
    }

    /// `y = 2x₁ − x₂`, of numbers about 1; one row may be changed.
    private static ArrayDataset line(int changed, float target) {
        float[] features = new float[2 * ROWS];
        float[] values = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            features[2 * i] = 0.5f + (float) Key.of(1).uniform(2L * i);
            features[2 * i + 1] = 0.5f + (float) Key.of(1).uniform(2L * i + 1);
            values[i] = i == changed ? target : 2 * features[2 * i] - features[2 * i + 1];
        }
        return ArrayDataset.ofValues(features, 2, values);
    }

    private static Training<Sequential, Run<Sequential>> straight(ArrayDataset data, double rate) {
        return Training.of(Sequential.of(Linear.of(2, 1, Key.of(3))), data, Loss.MEAN_SQUARED_ERROR)
                .optimizer(Sgd.of(rate))
                .batchSize(8)
                .epochs(4);
    }

    private static long divergedAt(Training<?, ?> training) {
        List<Long> at = new ArrayList<>();
        assertThat(catchThrowableOfType(
                        DivergedException.class,
                        () -> training.listener(event -> {
                                    if (event instanceof TrainEvent.Diverged end) {
                                        at.add(end.step());
                                    }
                                })
                                .fit()))
                .isNotNull();
        return at.getFirst();
    }

    @Test
    void a_rate_that_is_too_high_is_blamed_on_the_update_before() {
        Account account = Why.of(straight(line(-1, 0), 1.5), 4).account();
        assertThat(account.breakdown()).isEmpty();
        assertThat(account.losses().raisedByUpdateBefore())
                .isGreaterThan(0.9 * account.losses().rise());
        assertThat(account.losses().after()).isGreaterThan(account.losses().now());
        assertThat(account.answer())
                .anySatisfy(sentence -> assertThat(sentence).contains("update 3 raised it"))
                .anySatisfy(sentence -> assertThat(sentence).contains("the step is too long"))
                .anySatisfy(sentence -> assertThat(sentence).contains("the rate is 1.5"));
        assertThat(account.motions().getFirst().norms().ratio()).isGreaterThan(0.5);
    }

    @Test
    void a_training_that_explodes_is_followed_to_the_first_number_that_is_not_finite() {
        Training<Sequential, Run<Sequential>> training =
                straight(line(-1, 0), 1e9).epochs(20);
        long end = divergedAt(training);
        Replayed<Sequential> worst = Replay.of(training).worst(1, end);
        assertThat(worst.step()).isLessThanOrEqualTo(end);
        Breakdown breakdown = Why.of(worst).account().breakdown().orElseThrow();
        assertThat(breakdown.cameIn()).isFalse();
        assertThat(breakdown.elements().getFirst().value()).isInfinite();
        assertThat(breakdown.operands())
                .isNotEmpty()
                .allSatisfy(operand -> assertThat(operand.largest()).isFinite());
    }

    @Test
    void the_logarithm_of_0_is_named_with_its_layer_and_its_row() {
        float[] features = new float[] {1, 2, 0, 3};
        Training<Sequential, Run<Sequential>> training = Training.of(
                        Sequential.of(new Logarithm(), Linear.of(1, 1, Key.of(1))),
                        ArrayDataset.ofValues(features, 1, new float[] {0, 1, 2, 3}),
                        Loss.MEAN_SQUARED_ERROR)
                .order(Loader.Order.AS_STORED)
                .batchSize(4);
        Account account = Why.of(training, 1).account();
        Breakdown breakdown = account.breakdown().orElseThrow();
        assertThat(breakdown.phase()).isEqualTo(Phase.FORWARD);
        assertThat(breakdown.operation()).isEqualTo("log");
        assertThat(breakdown.where().place()).startsWith("layers.0, Logarithm");
        assertThat(breakdown.notFinite()).isEqualTo(1);
        assertThat(breakdown.elements().getFirst())
                .isEqualTo(new Breakdown.Element(List.of(3, 1), Double.NEGATIVE_INFINITY, "ln 0"));
        assertThat(account.answer())
                .anySatisfy(sentence ->
                        assertThat(sentence).contains("made in the forward pass", "layers.0", "ln 0 is −∞"));
        assertThat(account.samples().getFirst().place()).isEqualTo("sample 3");
    }

    @Test
    void a_gradient_that_is_not_finite_is_told_as_one_of_the_backward_pass() {
        record Root() implements Layer {
            @Override
            public Tensor forward(Tensor x, Context context) {
                return x.abs().sqrt(); // whose slope at 0 is infinite
            }
        }
        Training<Sequential, Run<Sequential>> training = Training.of(
                        Sequential.of(Linear.withoutBias(1, 1, Initializer.glorotUniform(), Key.of(1)), new Root()),
                        ArrayDataset.ofValues(new float[] {0, 1}, 1, new float[] {1, 1}),
                        Loss.MEAN_SQUARED_ERROR)
                .batchSize(2);
        Account account = Why.of(training, 1).account();
        assertThat(account.losses().now()).isFinite();
        assertThat(account.breakdown().orElseThrow().phase()).isEqualTo(Phase.BACKWARD);
        assertThat(account.breakdown().orElseThrow().where().place()).startsWith("layers.1, Root");
    }

    @Test
    void what_came_in_broken_is_not_blamed_on_the_network() {
        ArrayDataset data = ArrayDataset.ofValues(new float[] {1, Float.NaN, 2, 3}, 2, new float[] {1, 2});
        Account account = Why.of(straight(data, 0.1).batchSize(2), 1).account();
        assertThat(account.breakdown().orElseThrow().cameIn()).isTrue();
        assertThat(account.answer()).anySatisfy(sentence -> assertThat(sentence).contains("look at the data"));
    }

    @Test
    void the_infinities_of_a_mask_are_no_finding() {
        int[] tokens = IntStream.range(0, 60).map(i -> i % 5).toArray();
        Layer reader = CausalLanguageModel.gpt(1, 2, 8).build(gradus.core.type.Shape.of(6), 5, Key.of(1));
        Account account = Why.of(
                        Training.of(reader, TextWindows.inOrder(tokens, 6), Loss.CROSS_ENTROPY)
                                .batchSize(3),
                        2)
                .account();
        assertThat(account.breakdown()).isEmpty();
        assertThat(account.samples()).hasSize(3);
        assertThat(account.samples().stream().mapToDouble(SampleLoss::loss).sum() / 3)
                .isCloseTo(account.losses().now(), within(1e-5));
    }

    @Test
    void a_row_with_a_wrong_target_is_the_worst_sample() {
        Account account =
                Why.of(straight(line(11, 50), 0.01).batchSize(ROWS), 3).top(2).account();
        assertThat(account.samples()).hasSize(2);
        assertThat(account.samples().getFirst().place()).isEqualTo("sample 12");
        assertThat(account.samples().getFirst().target()).isEqualTo("50");
        assertThat(account.samples().getFirst().share()).isGreaterThan(0.9);
        assertThat(account.answer())
                .anySatisfy(sentence ->
                        assertThat(sentence).contains("One of 24 samples, sample 12, makes", "it should be 50"));
    }

    @Test
    void of_two_samples_about_alike_none_stands_out() {
        Account account = Why.of(straight(line(-1, 0), 1e-4).batchSize(2), 2).account();
        assertThat(account.samples().getFirst().share()).isBetween(0.5, 0.8);
        assertThat(account.answer()).noneMatch(sentence -> sentence.contains("One of 2 samples"));
    }

    @Test
    void the_samples_of_an_autoencoder_are_held_against_themselves() {
        Account account = Why.of(
                        Training.of(
                                        Sequential.of(Linear.of(2, 2, Key.of(3))),
                                        line(11, 50),
                                        Goal.reconstruction(Loss.MEAN_SQUARED_ERROR))
                                .optimizer(Sgd.of(0.01))
                                .batchSize(ROWS),
                        2)
                .account();
        assertThat(account.samples())
                .allSatisfy(sample -> assertThat(sample.target()).isEmpty());
        assertThat(account.samples().getFirst().share()).isLessThan(0.5);
        assertThat(account.toText()).contains("The worst samples").doesNotContain("target");
    }

    @Test
    void a_batch_of_other_samples_is_not_blamed_on_the_update_before() {
        ArrayDataset data = line(11, 50);
        Training<Sequential, Run<Sequential>> training =
                straight(data, 1e-4).order(Loader.Order.AS_STORED).batchSize(4);
        Account account = Why.of(training, 3).account(); // rows 9 to 12
        assertThat(account.answer())
                .anySatisfy(sentence ->
                        assertThat(sentence).contains("not the update before, but the samples of this batch"));
    }

    @Test
    void an_update_is_the_product_of_its_causes() {
        Training<Sequential, Run<Sequential>> training =
                straight(line(-1, 0), 0.1).optimizer(Sgd.of(0.1).momentum(0.9).after(ClipGlobalNorm.of(0.01)));
        Motion motion = Why.of(training, 6).account().motions().getFirst();
        Motion.Causes causes = motion.causes();
        assertThat(causes.rate()).isEqualTo(0.1);
        assertThat(causes.rule()).isCloseTo(1, within(1e-5));
        assertThat(causes.clip()).isLessThan(0.1);
        assertThat(causes.memory()).isGreaterThan(2);
        assertThat(motion.norms().gradient() * causes.rate() * causes.rule() * causes.clip() * causes.memory())
                .isCloseTo(motion.norms().update(), within(1e-6));
    }

    @Test
    void a_step_after_which_the_loss_is_not_finite_is_told_as_too_long() {
        Account account = Why.of(straight(line(-1, 0), 1e22), 1).account();
        assertThat(account.breakdown()).isEmpty();
        assertThat(account.losses().after()).isNotFinite();
        assertThat(account.answer())
                .contains("After update 1 the loss of its own batch is not finite, so the step is too long.");
    }

    @Test
    void an_update_that_follows_its_memory_uphill_is_not_called_too_long() {
        float[] ones = new float[12];
        Arrays.fill(ones, 1);
        ArrayDataset turning = ArrayDataset.ofValues(ones, 2, new float[] {9, 9, 9, 9, 9, -1});
        Training<Sequential, Run<Sequential>> training = straight(turning, 0.01)
                .optimizer(Sgd.of(0.01).momentum(0.9))
                .order(Loader.Order.AS_STORED)
                .batchSize(1);
        Account account = Why.of(training, 6).account();
        assertThat(account.losses().after()).isGreaterThan(account.losses().now());
        assertThat(account.answer())
                .anySatisfy(sentence -> assertThat(sentence).contains("it goes against the gradient of this batch"))
                .noneSatisfy(sentence -> assertThat(sentence).contains("the step is too long"));
    }

    @Test
    void a_parameter_that_counts_as_larger_than_it_is_is_told_so() {
        Account account = Why.of(straight(line(-1, 0), 0.1), 1).account();
        assertThat(account.motions())
                .anySatisfy(motion -> assertThat(motion.norms().isSmall()).isTrue());
        assertThat(account.toText()).contains("(* numbers that are smaller than 0.01 on average count as 0.01)");
    }

    @Test
    void a_skipped_update_is_told_as_skipped() {
        ArrayDataset data = ArrayDataset.ofValues(new float[] {1, 1, Float.NaN, 1, 2, 3}, 2, new float[] {1, 1, 2});
        Training<Sequential, Run<Sequential>> training =
                straight(data, 0.1).order(Loader.Order.AS_STORED).batchSize(1).nonFinite(NonFinite.SKIP);
        assertThat(Why.of(training, 2).toText()).contains("Training skipped this update");
        assertThat(Why.of(training, 3).account().breakdown()).isEmpty();
    }

    @Test
    void a_replay_from_a_checkpoint_gives_the_bits_of_one_from_the_start() {
        Training<Sequential, Run<Sequential>> training =
                straight(line(-1, 0), 0.1).optimizer(Adam.of(0.1));
        TrainState state = training.steps(5).fit().state();
        String fromStart = Why.of(training, 9).toJson();
        assertThat(Why.of(Replay.of(training, state).to(9)).toJson()).isEqualTo(fromStart);
        Run<Sequential> whole = training.fit();
        Replay<Sequential> replay = Replay.of(training, state);
        replay.to(7);
        assertThat(replay.epochLoss(3)).isEqualTo(whole.history().get(2).trainingLoss());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay.to(2))
                .withMessageContaining("replay: it goes forward");
    }

    @Test
    void a_number_that_differs_from_the_recorded_one_is_told_with_usual_reasons() {
        Why why = Why.of(straight(line(-1, 0), 0.1), 2);
        double loss = why.account().losses().now();
        assertThat(why.compared(new Comparison("the loss of update 2", loss, loss))
                        .toText())
                .containsIgnoringWhitespaces("the replay gives the same, bit for bit");
        assertThat(why.compared(new Comparison("the loss of update 2", loss + 1e-7, loss))
                        .toMarkdown())
                .contains("Usual reasons", "another processor");
    }
}
