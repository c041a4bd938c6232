package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gradus.core.tensor.Tensor;
import gradus.core.type.DivergedException;
import gradus.core.type.Literal;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Plateau;
import gradus.nn.optim.Sgd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Training that diverges ends with an error that says where and what helps, and keeps nothing bad.
@Timeout(60)
class DivergenceTest {
    private static Training<Sequential, Run<Sequential>> diverging() {
        return Training.of(Small.mlp(1), Small.values(23, 1), Loss.MEAN_SQUARED_ERROR)
                .batchSize(5)
                .optimizer(Sgd.of(1e6))
                .epochs(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void the_error_names_step_tensor_and_cure_and_the_news_tell_it(int prefetch) {
        List<TrainEvent> news = new ArrayList<>();
        DivergedException error = catchThrowableOfType(
                DivergedException.class,
                () -> diverging().prefetch(prefetch).listener(Small.into(news)).fit());
        TrainEvent.Diverged told = (TrainEvent.Diverged) news.getLast();
        assertThat(told.step()).isBetween(2L, 20L);
        assertThat(told.tensor()).isIn("layers.0.weight", "loss");
        assertThat(error)
                .hasMessageStartingWith("training: every number must stay finite, but in step " + told.step() + " ")
                .hasMessageContaining(told.tensor())
                .hasMessageContaining("lower the learning rate (it was 1000000.0)");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("gradus-prefetch");
    }

    /// `ŷ = kx` with k = 1.
    private static Linear line() {
        return new Linear(new Param(Tensor.of(Literal.of(new float[] {1}, 1, 1))), Optional.empty());
    }

    /// `ŷ = kx` whose first update is infinite although the loss before it is finite.
    private static Training<Linear, Run<Linear>> bursting() {
        return Training.of(line(), Small.pairs(2, 4), Loss.SUM_SQUARED_ERROR).optimizer(Sgd.of(1e38));
    }

    @Test
    void a_last_update_that_spoils_the_weights_is_not_returned_as_a_result() {
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> bursting().epochs(1).fit())
                .withMessageContaining("in step 1 “weight” did not");
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> bursting().batchSize(1).steps(1).fit());
    }

    @Test
    void a_state_with_spoilt_weights_is_never_kept() {
        List<TrainState> kept = new ArrayList<>();
        Checkpoints every = new Checkpoints(
                state -> {
                    kept.add(state);
                    return "";
                },
                1,
                Duration.ZERO);
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> diverging().checkpoints(every).fit());
        assertThat(kept)
                .isNotEmpty()
                .allSatisfy(state -> state.weights()
                        .parameters()
                        .values()
                        .forEach(literal ->
                                assertThat(StateBuffers.isFinite(literal)).isTrue()));
    }

    @Test
    void n8_divergence_with_early_stopping_and_plateau_is_reported_as_such() {
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> diverging()
                        .validation(Small.values(9, 2))
                        .earlyStopping(1)
                        .plateau(Plateau.defaults())
                        .fit());
    }

    @Test
    void n8_a_validation_loss_that_is_not_finite_is_never_the_best() {
        Stopping rules = Stopping.afterEpochs(5).withPatience(2);
        Watch watch = Watch.start(Optional.empty());
        watch = watch.next(epoch(1, Double.NaN), Double.NaN, rules);
        assertThat(watch.bestEpoch()).isZero();
        watch = watch.next(epoch(2, Double.POSITIVE_INFINITY), Double.NaN, rules);
        assertThat(watch.bestEpoch()).isZero();
        assertThat(watch.waiting()).isEqualTo(2);
        watch = watch.next(epoch(3, 7), Double.POSITIVE_INFINITY, rules);
        assertThat(watch.bestEpoch()).isEqualTo(3);
        assertThat(watch.best()).isEqualTo(7);
        watch = watch.next(epoch(4, Double.NaN), 7, rules);
        assertThat(watch.bestEpoch()).isEqualTo(3);
        assertThat(watch.waiting()).isEqualTo(1);
    }

    @Test
    void n8_validation_samples_that_are_not_finite_end_by_patience_with_the_last_weights() {
        ArrayDataset strange = Small.pairs(Float.NaN, 1);
        Run<Linear> run = Training.of(line(), Small.pairs(2, 4), Loss.SUM_SQUARED_ERROR)
                .optimizer(Sgd.of(0.1))
                .validation(strange)
                .earlyStopping(3)
                .fit();
        assertThat(run.reason()).isEqualTo(StopReason.NO_IMPROVEMENT);
        assertThat(run.history()).hasSize(3);
        assertThat(run.bestEpoch()).isZero();
        assertThat(run.report()).contains("NaN");
        assertThat(run.network().weight().value().item()).isEqualTo(1.992f);
    }

    private static EpochReport epoch(int number, double loss) {
        return new EpochReport(number, number, 0.1, 1, Map.of("loss", loss), loss);
    }

    @Test
    void nan_and_infinity_in_the_data_are_named_as_the_cause() {
        float[] x = {1, 2, Float.NaN, 4};
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(
                        () -> Training.of(line(), ArrayDataset.ofValues(x, 1, new float[4]), Loss.MEAN_SQUARED_ERROR)
                                .batchSize(1)
                                .order(Loader.Order.AS_STORED)
                                .fit())
                .withMessage("training: every number must stay finite, but in step 3 “features” did not; look for NaN"
                        + " and infinity in the data");
        float[] y = {Float.POSITIVE_INFINITY, 1, 1, 1};
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(
                        () -> Training.of(line(), ArrayDataset.ofValues(new float[4], 1, y), Loss.MEAN_SQUARED_ERROR)
                                .fit())
                .withMessageContaining("“target”");
    }
}
