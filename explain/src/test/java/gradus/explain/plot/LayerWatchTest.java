package gradus.explain.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Markup;
import gradus.explain.chart.Point;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Sgd;
import gradus.nn.train.BatchGradients;
import gradus.nn.train.Run;
import gradus.nn.train.Training;
import gradus.nn.train.TrainingLength;
import gradus.nn.train.Weights;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LayerWatchTest {
    private static final Offset<Double> NEAR = Offset.offset(1e-5);

    private static Training<Sequential, Run<Sequential>> training(int batch) {
        float[] features = new float[8 * 2];
        float[] targets = new float[8];
        for (int i = 0; i < 8; i++) {
            features[2 * i] = i * 0.25f - 1;
            features[2 * i + 1] = (i % 3) * 0.5f;
            targets[i] = 2 * features[2 * i] - 1;
        }
        return Training.of(
                        Sequential.of(Linear.of(2, 1, Key.of(1))), dataset(features, targets), Loss.MEAN_SQUARED_ERROR)
                .optimizer(Sgd.of(0.1))
                .order(Loader.Order.AS_STORED)
                .batchSize(batch)
                .epochs(3);
    }

    private static ArrayDataset dataset(float[] features, float[] targets) {
        return ArrayDataset.ofValues(features, 2, targets);
    }

    @Test
    void watching_changes_no_number_and_sees_every_epoch() {
        List<LayerMoment> history = new ArrayList<>();
        var watched = training(4);
        Run<Sequential> with =
                watched.listener(LayerWatch.of(watched, history::add)).fit();
        Run<Sequential> without = training(4).fit();
        assertThat(Weights.of(with.network())
                        .parameters()
                        .get("layers.0.weight")
                        .array())
                .isEqualTo(Weights.of(without.network())
                        .parameters()
                        .get("layers.0.weight")
                        .array());
        assertThat(history).extracting(LayerMoment::epoch).containsExactly(1, 2, 3);
        assertThat(history.getLast().parameters().keySet()).containsExactly("layers.0.weight", "layers.0.bias");
        var last = history.getLast().parameters().get("layers.0.weight");
        assertThat(last.weights().total()).isEqualTo(2);
        assertThat(last.gradients().total()).isEqualTo(2);
    }

    @Test
    void the_ratio_is_that_of_the_last_update_of_an_epoch() {
        for (int batch : new int[] {4, 8}) { // two updates an epoch, and one
            List<LayerMoment> history = new ArrayList<>();
            var watched = training(batch);
            watched.listener(LayerWatch.of(watched, history::add)).fit();
            int perEpoch = 8 / batch;
            double[] old = weights(training(batch).steps(2L * perEpoch - 1).fit());
            double[] now = weights(training(batch).steps(2L * perEpoch).fit());
            double change = Math.hypot(now[0] - old[0], now[1] - old[1]);
            assertThat(history.get(1).parameters().get("layers.0.weight").updateRatio())
                    .isCloseTo(change / Math.hypot(old[0], old[1]), NEAR);
        }
    }

    private static double[] weights(Run<Sequential> run) {
        return Tensor.of(run.state().weights().parameters().get("layers.0.weight"))
                .toDoubles();
    }

    @Test
    void gradients_are_those_of_the_first_batch() {
        var training = training(8);
        Weights start = Weights.of(training.network());
        Tensor slope = BatchGradients.of(training).at(start).get("layers.0.bias");
        assertThat(slope.get(0)).isCloseTo(slopeByBias(training.network()), NEAR);
        assertThat(TrainingLength.of(training(4))).isEqualTo(new TrainingLength(2, 6));
    }

    /// `∂C/∂b = Σ 2(z − t)/8` for `C = Σ (z − t)²/8`.
    private static double slopeByBias(Sequential network) {
        Linear linear = (Linear) network.layers().getFirst();
        double bias = linear.bias().orElseThrow().value().get(0);
        double sum = 0;
        for (int i = 0; i < 8; i++) {
            double x = i * 0.25 - 1;
            double y = (i % 3) * 0.5;
            double z = linear.weight().value().get(0, 0) * x
                    + linear.weight().value().get(1, 0) * y
                    + bias;
            sum += 2 * (z - (2 * x - 1)) / 8;
        }
        return sum;
    }

    @Test
    void a_history_is_a_plot_of_weights_of_gradients_and_of_ratios() throws Exception {
        List<LayerMoment> history = new ArrayList<>();
        var watched = training(4).epochs(40);
        watched.listener(LayerWatch.of(watched, history::add)).fit();
        assertThat(Markup.of(HistoryPlot.weights(history)).ofClass("path", "hill"))
                .hasSize(60);
        assertThat(HistoryPlot.weights(history).description()).endsWith("; 30 of 40 epochs are shown.");
        assertThat(Markup.of(HistoryPlot.gradients(history)).words()).contains("layers.0.bias", "gradient", "40");
        Chart ratios = (Chart) HistoryPlot.ratios(history).panels().getFirst();
        Mark.Line line = (Mark.Line) ratios.marks().get(1);
        assertThat(line.points()).hasSize(40).allMatch(Point::isFinite);
        assertThatThrownBy(() -> HistoryPlot.ratios(List.of())).hasMessageContaining("got none");
    }
}
