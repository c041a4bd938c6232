package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.DivergedException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.CrossFit;
import gradus.nn.data.Loader;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Adam;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Sgd;
import gradus.nn.optim.WeightAverage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Batches in parts, averages of weights, groups, frozen parameters and updates that are not finite.
class UpdatesTest {
    private static final CrossEntropy WEIGHTED = new CrossEntropy(0.1, List.of(1.0, 3.0), OptionalLong.empty());

    private static void requireClose(TrainState a, TrainState b) {
        a.weights().parameters().forEach((path, value) -> {
            Literal other = b.weights().parameters().get(path);
            for (int i = 0; i < value.count(); i++) {
                assertThat(other.get(i)).as(path).isCloseTo(value.get(i), within(2e-5));
            }
        });
        for (int i = 0; i < a.progress().history().size(); i++) {
            assertThat(b.progress().history().get(i).trainingLoss())
                    .isCloseTo(a.progress().history().get(i).trainingLoss(), within(2e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 11})
    void m3_micro_batches_of_any_size_make_the_update_of_the_whole_batch_and_report_its_loss(int size) {
        for (Loss loss :
                List.of(Loss.CROSS_ENTROPY, WEIGHTED, CrossEntropy.defaults().withIgnoredClass(1))) {
            var training = Training.of(Small.mlp(2), Small.classes(26, 1), loss)
                    .batchSize(11) // batches of 11, 11 and 4
                    .penalty(Penalty.elastic(1e-3, 1e-2))
                    .optimizer(Sgd.of(0.1).momentum(0.9).after(ClipGlobalNorm.of(0.3)))
                    .epochs(3);
            requireClose(training.fit().state(), training.microBatch(size).fit().state());
        }
    }

    @Test
    void m3_micro_batches_of_a_sum_add_up() {
        var training = Training.of(Small.mlp(1), Small.values(23, 1), Loss.SUM_SQUARED_ERROR)
                .batchSize(10)
                .optimizer(Sgd.of(1e-3))
                .epochs(2);
        requireClose(training.fit().state(), training.microBatch(4).fit().state());
    }

    @Test
    void n4_a_part_without_a_known_target_adds_nothing() {
        ArrayDataset data = ArrayDataset.ofClasses(new float[] {1, 2, 3, 4, 5, 6}, 1, new int[] {0, 1, 2, 2, 2, 2});
        var training = Training.of(
                        Linear.of(1, 2, Key.of(1)),
                        data,
                        CrossEntropy.defaults().withIgnoredClass(2))
                .order(Loader.Order.AS_STORED)
                .batchSize(6)
                .optimizer(Sgd.of(0.1))
                .epochs(2);
        requireClose(training.fit().state(), training.microBatch(2).fit().state());
    }

    @Test
    void norms_are_watched_over_the_whole_batch() {
        Stopping rules = Stopping.afterEpochs(50).withNormsBelow(0.5, 0);
        var training = Training.of(Small.mlp(1), Small.values(23, 1), Loss.MEAN_SQUARED_ERROR)
                .batchSize(23)
                .optimizer(Adam.of(0.05))
                .stopping(rules);
        Run<?> whole = training.fit();
        Run<?> parts = training.microBatch(5).fit();
        assertThat(parts.state().progress().step())
                .isEqualTo(whole.state().progress().step());
        assertThat(parts.reason()).isEqualTo(whole.reason());
    }

    @Test
    void micro_batches_that_make_no_sense_are_refused() {
        var training = Training.of(Small.mlp(2), Small.classes(23, 1), Loss.CROSS_ENTROPY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.microBatch(0))
                .withMessage("micro-batch: there must be at least 1 sample, got 0");
        CrossFit folds = new CrossFit(Small.classes(23, 1), 3, Key.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Training.of(Small.mlp(2), folds, Loss.CROSS_ENTROPY).microBatch(4))
                .withMessageStartingWith("micro-batch: samples with folds are computed as whole batches");
    }

    private static Linear line(float k) {
        return new Linear(new Param(Tensor.of(Literal.of(new float[] {k}, 1, 1))), Optional.empty());
    }

    @Test
    void the_average_of_weights_follows_its_formula_and_is_the_result() {
        // y = kx with (2, 4): the gradient is 8(k − 2), so the weights are 1.8, 1.96, 1.992
        Run<Linear> run = Training.of(line(1), Small.pairs(2, 4), Loss.SUM_SQUARED_ERROR)
                .optimizer(new WeightAverage(Sgd.of(0.1), 0.15))
                .epochs(3)
                .fit();
        double average = 1;
        double[] weights = {1.8, 1.96, 1.992};
        for (int t = 0; t < 3; t++) {
            double d = Math.min(0.15, (1 + t) / (10.0 + t));
            average = d * average + (1 - d) * weights[t];
        }
        assertThat(run.network().weight().value().item()).isCloseTo(average, within(1e-6));
        assertThat(run.state().weights().parameters().get("weight").get(0)).isCloseTo(1.992, within(1e-6));
        assertThat(run.state().optimizer()).containsKey("average/weight");
    }

    @Test
    void validation_and_the_best_epoch_use_the_average() {
        Run<Linear> run = Training.of(line(1), Small.pairs(2, 4), Loss.SUM_SQUARED_ERROR)
                .optimizer(new WeightAverage(Sgd.of(0.1), 0.9).after(ClipGlobalNorm.of(100)))
                .validation(Small.pairs(2, 4))
                .epochs(1)
                .fit();
        double average = 0.1 * 1 + 0.9 * 1.8;
        assertThat(run.history().getFirst().validation().get("loss"))
                .isCloseTo(Math.pow(2 * average - 4, 2), within(1e-5));
        assertThat(run.network().weight().value().item()).isCloseTo(average, within(1e-6));
        assertThat(run.state().best().parameters().get("weight").get(0)).isCloseTo(average, within(1e-6));
    }

    @Test
    void frozen_parameters_keep_their_bits_and_have_no_state_nor_part_in_the_norm() {
        Sequential network = Small.mlp(2);
        var training = Training.of(network, Small.classes(23, 1), Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(0.1))
                .freeze("layers.0.**");
        Run<Sequential> run = training.fit();
        Map<String, Literal> before = Weights.of(network).parameters();
        Map<String, Literal> after = Weights.of(run.network()).parameters();
        assertThat(after.get("layers.0.weight")).isEqualTo(before.get("layers.0.weight"));
        assertThat(after.get("layers.2.weight")).isNotEqualTo(before.get("layers.2.weight"));
        assertThat(run.state().optimizer().keySet()).noneMatch(name -> name.contains("layers.0"));
        assertThat(training.settings()).containsEntry("frozen", "[layers.0.**]");
        requireClose(run.state(), training.microBatch(9).fit().state());
    }

    @Test
    void freezing_nothing_or_all_is_refused() {
        var training = Training.of(Small.mlp(2), Small.classes(23, 1), Loss.CROSS_ENTROPY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.freeze("head.*").fit())
                .withMessageStartingWith("training: freeze: the pattern “head.*” must mean at least one parameter,"
                        + " there are [layers.0.weight,")
                .withMessageEndingWith("; * stands for one name, ** for any rest, ! in front for all others");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.freeze("**").fit())
                .withMessageStartingWith("training: freeze must leave a parameter that moves, got [**] for [layers.0");
    }

    @Test
    void each_group_moves_by_its_own_rule() {
        Sequential network = Small.mlp(2);
        var training = Training.of(network, Small.classes(23, 1), Loss.CROSS_ENTROPY)
                .batchSize(23)
                .epochs(1);
        Map<String, Literal> start = Weights.of(network).parameters();
        Map<String, Literal> plain = moved(training.optimizer(Sgd.of(0.1)).fit());
        Map<String, Literal> grouped = moved(training.optimizer(
                        Groups.of(Sgd.of(0.1)).scaled("*.0.weight", 10).with("**.bias", Sgd.of(0)))
                .fit());
        assertThat(grouped.get("layers.0.bias")).isEqualTo(start.get("layers.0.bias"));
        assertThat(grouped.get("layers.2.weight")).isEqualTo(plain.get("layers.2.weight"));
        double from = start.get("layers.0.weight").get(0);
        assertThat(grouped.get("layers.0.weight").get(0) - from)
                .isCloseTo(10 * (plain.get("layers.0.weight").get(0) - from), within(1e-6));
    }

    private static Map<String, Literal> moved(Run<? extends Layer> run) {
        return run.state().weights().parameters();
    }

    /// Batches of 1 of which the third has NaN.
    private static Training<Linear, Run<Linear>> spoilt(float... xy) {
        return Training.of(line(1), Small.pairs(xy), Loss.SUM_SQUARED_ERROR)
                .optimizer(Sgd.of(0.1).momentum(0.5))
                .order(Loader.Order.AS_STORED)
                .batchSize(1)
                .epochs(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void n6_a_skipped_update_changes_nothing_and_its_share_is_reported(int batch) {
        Run<Linear> clean = spoilt(2, 4, 1, 3).batchSize(batch).fit();
        Run<Linear> skipped = spoilt(2, 4, 1, 3, Float.NaN, 4, 1, 1)
                .batchSize(batch)
                .steps(batch == 1 ? 3 : 2)
                .nonFinite(NonFinite.SKIP)
                .fit();
        assertThat(skipped.state().weights()).isEqualTo(clean.state().weights());
        assertThat(skipped.state().optimizer()).isEqualTo(clean.state().optimizer());
    }

    @Test
    void n6_the_share_of_skipped_updates_and_the_loss_of_the_others_are_reported() {
        for (int most : new int[] {1, 2}) {
            Run<Linear> run = spoilt(2, 4, 2, 4, Float.NaN, 4, 1, 9, 1, 3, 2, 4)
                    .batchSize(2)
                    .microBatch(most)
                    .optimizer(Sgd.of(0))
                    .nonFinite(NonFinite.SKIP)
                    .fit();
            EpochReport epoch = run.history().getFirst();
            assertThat(epoch.measures().get("skipped")).isCloseTo(1.0 / 3, within(1e-7));
            assertThat(epoch.trainingLoss()).isCloseTo((4 + 4 + 4 + 4) / 4.0, within(1e-6));
        }
    }

    @Test
    void n6_an_epoch_without_a_finite_update_ends_training() {
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> spoilt(Float.NaN, 4, 2, Float.NaN)
                        .nonFinite(NonFinite.SKIP)
                        .fit())
                .withMessage("training: some update of an epoch must be finite, but all of epoch 1 were left out; lower"
                        + " the learning rate (it was 0.1), or look for NaN and infinity in the data");
    }
}
