package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.loss.SquaredError;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The reported loss is the exact mean over samples.
class LossReportingTest {
    /// A training that learns nothing, so that all batches are measured by the same network.
    private static <L extends Layer> Training<L, Run<L>> still(L network, ArrayDataset data, Loss loss) {
        return Training.of(network, data, loss).optimizer(Sgd.of(0)).epochs(1);
    }

    private static double reported(Training<?, ? extends Run<?>> training) {
        return training.fit().history().getFirst().trainingLoss();
    }

    private static Tensor outputs(Layer network, ArrayDataset data) {
        return network.forward(Hand.features(data), Context.inference());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 7, 22, 23, 1000})
    void m1_the_epoch_loss_is_the_mean_over_samples_whatever_the_last_batch_has(int batchSize) {
        ArrayDataset data = Small.values(23, 1);
        double[] predictions = outputs(Small.mlp(1), data).toDoubles();
        double sum = 0;
        for (int i = 0; i < 23; i++) {
            sum += Math.pow(predictions[i] - data.target(i), 2);
        }
        double loss =
                reported(still(Small.mlp(1), data, Loss.MEAN_SQUARED_ERROR).batchSize(batchSize));
        assertThat(loss).isCloseTo(sum / 23, within(1e-6 * sum / 23));
    }

    @ParameterizedTest
    @EnumSource
    void sums_are_reported_per_sample(SquaredError.Form form) {
        ArrayDataset data = Small.values(23, 1);
        double mean =
                reported(still(Small.mlp(1), data, Loss.MEAN_SQUARED_ERROR).batchSize(5));
        double factor = form == SquaredError.Form.HALF_SUM ? 0.5 : 1;
        double loss = reported(still(Small.mlp(1), data, new SquaredError(form)).batchSize(5));
        assertThat(loss).isCloseTo(factor * mean, within(1e-6 * mean));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 23})
    void class_weights_weigh_the_samples_of_the_whole_epoch(int batchSize) {
        ArrayDataset data = Small.classes(23, 1);
        double[] weights = {0.3, 4};
        double[] logits = outputs(Small.mlp(2), data).toDoubles();
        double sum = 0;
        double count = 0;
        for (int i = 0; i < 23; i++) {
            int label = (int) data.target(i);
            double other = logits[2 * i + 1 - label] - logits[2 * i + label];
            sum += weights[label] * Math.log1p(Math.exp(other));
            count += weights[label];
        }
        Loss loss = CrossEntropy.defaults().withClassWeights(List.of(0.3, 4.0));
        assertThat(reported(still(Small.mlp(2), data, loss).batchSize(batchSize)))
                .isCloseTo(sum / count, within(1e-6));
    }

    @Test
    void ignored_samples_do_not_count() {
        ArrayDataset data = Small.classes(23, 1);
        double[] logits = outputs(Small.mlp(2), data).toDoubles();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < 23; i++) {
            if (data.target(i) == 0) {
                sum += Math.log1p(Math.exp(logits[2 * i + 1] - logits[2 * i]));
                count++;
            }
        }
        Loss loss = CrossEntropy.defaults().withIgnoredClass(1);
        assertThat(reported(still(Small.mlp(2), data, loss).batchSize(1))).isCloseTo(sum / count, within(1e-6));
    }

    @Test
    void n4_an_epoch_in_which_nothing_counts_has_loss_0_and_changes_nothing() {
        ArrayDataset data = ArrayDataset.ofClasses(new float[] {1, 2, 3, 4}, 2, new int[] {1, 1});
        Run<? extends Layer> run = Training.of(
                        Small.mlp(2), data, CrossEntropy.defaults().withIgnoredClass(1))
                .epochs(2)
                .fit();
        assertThat(run.history()).extracting(EpochReport::trainingLoss).containsExactly(0.0, 0.0);
        assertThat(run.state().weights()).isEqualTo(Weights.of(Small.mlp(2)));
    }

    @Test
    void the_penalty_is_not_part_of_the_reported_loss() {
        ArrayDataset data = Small.values(23, 1);
        var training = still(Small.mlp(1), data, Loss.MEAN_SQUARED_ERROR);
        assertThat(reported(training.penalty(Penalty.l2(10)))).isEqualTo(reported(training));
    }

    @Test
    void the_loss_of_a_step_is_the_mean_of_its_batch() {
        List<TrainEvent> news = new ArrayList<>();
        ArrayDataset data = Small.values(23, 1);
        double whole = reported(
                still(Small.mlp(1), data, Loss.MEAN_SQUARED_ERROR).batchSize(5).listener(Small.into(news)));
        double sum = Small.only(TrainEvent.StepDone.class, news).stream()
                .mapToDouble(step -> step.loss() * step.samples())
                .sum();
        assertThat(sum / 23).isCloseTo(whole, within(1e-9));
    }

    @Test
    void m2_training_loss_is_measured_while_the_network_moves_and_validation_loss_after_it() {
        ArrayDataset data = Small.values(23, 1);
        Run<? extends Layer> run = Training.of(Small.mlp(1), data, Loss.MEAN_SQUARED_ERROR)
                .batchSize(5)
                .optimizer(Sgd.of(0.02))
                .validation(data)
                .epochs(1)
                .fit();
        EpochReport epoch = run.history().getFirst();
        double after = Loss.MEAN_SQUARED_ERROR
                .of(outputs(run.network(), data), Hand.targets(data))
                .item();
        assertThat(epoch.validation().get("loss")).isCloseTo(after, within(1e-6 * after));
        assertThat(epoch.trainingLoss()).isGreaterThan(epoch.validation().get("loss") * 1.05);
    }

    @Test
    void validation_does_not_depend_on_how_samples_are_grouped() {
        // 1300 samples are measured in groups of 512, 512 and 276
        ArrayDataset data = Small.values(1300, 4);
        Run<?> run = still(Small.mlp(1), Small.values(5, 1), Loss.MEAN_SQUARED_ERROR)
                .validation(data, (predictions, targets) -> {
                    assertThat(predictions).hasSize(1300);
                    double[] expected = outputs(Small.mlp(1), data).toDoubles();
                    for (int i = 0; i < 1300; i++) {
                        assertThat(predictions[i]).isEqualTo(expected[i]);
                        assertThat(targets[i]).isEqualTo(data.target(i));
                    }
                    return Map.of("seen", 1300.0);
                })
                .fit();
        double expected = Loss.MEAN_SQUARED_ERROR
                .of(outputs(Small.mlp(1), data), Hand.targets(data))
                .item();
        assertThat(run.history().getFirst().validation())
                .containsEntry("seen", 1300.0)
                .extractingByKey("loss")
                .satisfies(loss -> assertThat(loss).isCloseTo(expected, within(1e-6 * expected)));
    }

    @Test
    void validation_of_samples_with_several_targets_is_measured() {
        VectorTargets data = new VectorTargets(
                new float[][] {{1, 2}, {3, 4}, {5, 6}}, new float[][] {{1, 0, 2}, {0, 1, 2}, {1, 1, 2}});
        var network = Networks.mlp(4).build(Shape.of(2), 3, Key.of(1));
        Run<? extends Layer> run = Training.of(network, data, Loss.MEAN_SQUARED_ERROR)
                .optimizer(Sgd.of(0))
                .epochs(1)
                .validation(data, (predictions, targets) -> {
                    assertThat(predictions).hasSize(9);
                    assertThat(targets).containsExactly(1, 0, 2, 0, 1, 2, 1, 1, 2);
                    return Map.of();
                })
                .fit();
        EpochReport epoch = run.history().getFirst();
        assertThat(epoch.validation().get("loss")).isCloseTo(epoch.trainingLoss(), within(1e-6));
    }

    @Test
    void t_validation_drops_nothing_and_normalises_by_running_statistics() {
        ArrayDataset data = Small.classes(23, 1);
        var network =
                Networks.mlp(6).dropout(0.5).normalization(Normalization.BATCH).build(Shape.of(2), 2, Key.of(3));
        Run<? extends Layer> run = Training.of(network, data, Loss.CROSS_ENTROPY)
                .validation(data)
                .epochs(1)
                .fit();
        double after = Loss.CROSS_ENTROPY
                .of(outputs(run.network(), data), Hand.targets(data))
                .item();
        assertThat(run.history().getFirst().validation().get("loss")).isCloseTo(after, within(1e-6));
        assertThat(run.state().weights().statistics())
                .as("training moved them")
                .isNotEqualTo(Weights.of(network).statistics());
        assertThat(Weights.of(run.network()).statistics())
                .isEqualTo(run.state().weights().statistics());
    }

    @Test
    void r8_every_epoch_has_each_sample_once_in_an_order_of_its_own() {
        Loader loader = new Loader(Small.values(23, 1), 5, Loader.Order.SHUFFLED, Key.of(1));
        List<List<Integer>> orders = IntStream.range(0, 4)
                .mapToObj(epoch -> IntStream.range(0, 23)
                        .mapToObj(position -> loader.sample(epoch, position))
                        .toList())
                .toList();
        for (List<Integer> order : orders) {
            assertThat(order)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 23).boxed().toList());
        }
        assertThat(orders).doesNotHaveDuplicates();
    }

    @Test
    void r7_each_sample_has_a_key_of_its_own_in_each_epoch() {
        List<Key> keys = new ArrayList<>();
        VectorTargets data = new VectorTargets(new float[7][1], new float[7][1], keys::add);
        Loader loader = new Loader(data, 3, Loader.Order.SHUFFLED, Key.of(1));
        for (int epoch = 0; epoch < 3; epoch++) {
            for (int batch = 0; batch < loader.batchesPerEpoch(); batch++) {
                loader.fill(
                        epoch,
                        batch,
                        loader.types(loader.rows(batch)).stream()
                                .map(Literal::zeros)
                                .toList());
            }
        }
        assertThat(keys).hasSize(21).doesNotHaveDuplicates();
    }
}
