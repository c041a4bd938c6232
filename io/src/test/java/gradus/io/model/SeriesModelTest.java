package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.nn.data.Table;
import gradus.nn.data.series.Series;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.data.series.Windows;
import gradus.nn.network.Networks;
import gradus.nn.train.Evaluation;
import gradus.nn.train.ImageModel;
import gradus.nn.train.SeriesInput;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TrainedModel;
import gradus.nn.train.Training;
import gradus.testkit.Shared;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forecasts of real series, and the file of such a model.
final class SeriesModelTest {
    @TempDir
    private Path folder;

    @Test
    void passengers_of_the_next_year_are_forecast_better_than_by_the_last_month() {
        Series series = Series.of(Table.readCsv(Shared.path("data/airline/airline-passengers.csv")));
        SeriesSplit split = SeriesSplit.ofLengths(series, 108, 12, 24);
        TrainedModel<SeriesModel> run = Training.of(Networks.series(), split, Windows.of(36, 12))
                .epochs(150)
                .fit();
        Evaluation test = run.test().orElseThrow();
        assertThat(test.rows()).isEqualTo(13);
        assertThat(test.values().get("naive MAE of Passengers")).isGreaterThan(70);
        assertThat(test.values().get("MAE of Passengers")).isLessThan(45);
        assertThat(run.report()).contains("MAE of Passengers", "naive: the last value stays; 12 times ahead");
    }

    @Test
    void seven_series_of_a_transformer_are_forecast_near_the_published_error_after_two_epochs() {
        Series series = Series.of(Table.readCsv(Shared.path("data/ett/ETTh1.csv")));
        SeriesSplit split = SeriesSplit.ofLengths(series, 8640, 2880, 2880);
        TrainedModel<SeriesModel> run = Training.of(
                        Networks.series(), split, Windows.of(96, 24).withStride(2))
                .epochs(2)
                .fit();
        SeriesModel model = run.model();
        Evaluation test = run.test().orElseThrow();
        assertThat(test.values().get("MSE")).isLessThan(0.45);
        assertThat(test.values().get("naive MSE")).isGreaterThan(1.2);
        Series next = model.forecast(series);
        assertThat(next.names()).isEqualTo(series.names());
        assertThat(next.length()).isEqualTo(24);
        double last = series.value(series.length() - 1, 6);
        assertThat(next.value(0, 6)).isBetween(last - 5, last + 5);
    }

    private static SeriesModel small() {
        double[] values = new double[120];
        Arrays.setAll(values, i -> i % 2 == 0 ? Math.sin(i * 0.3) * 50 : i);
        Series series = Series.of(List.of("a", "b"), values);
        SeriesSplit split = SeriesSplit.of(series, 0.7, 0.3, 0);
        return Training.of(Networks.series(), split, Windows.of(6, 3).withTargets("b"))
                .epochs(2)
                .fit()
                .model();
    }

    @Test
    void a_series_model_comes_back_from_its_file_as_it_was() {
        SeriesModel model = small();
        Path file = folder.resolve("s.gradus");
        model.save(file);
        SeriesModel read = SeriesModel.load(file);
        assertThat(read.input()).isEqualTo(model.input());
        assertThat(read.provenance()).isEqualTo(model.provenance());
        Table rows = Table.of(
                List.of("b", "extra", "a"),
                List.of(1, 2, 3, 4, 5, 6, 7).stream()
                        .map(i -> List.of(Integer.toString(i), "x", Integer.toString(i * i)))
                        .toList());
        Series expected = model.forecast(rows);
        assertThat(expected.names()).containsExactly("b");
        for (int t = 0; t < 3; t++) {
            assertThat(read.forecast(rows).value(t, 0)).isEqualTo(expected.value(t, 0));
        }
        assertThatThrownBy(() -> ImageModel.load(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("an image model is needed, but this file holds a series model");
    }

    @Test
    void a_network_that_does_not_fit_its_series_is_refused() {
        SeriesModel model = small();
        SeriesInput other = new SeriesInput(model.input().scaling(), 6, 4, List.of("b"));
        SeriesInput both = new SeriesInput(model.input().scaling(), 6, 3, List.of("b", "a"));
        assertThatThrownBy(() -> new SeriesModel(model.network(), both, model.provenance()))
                .hasMessageContaining(
                        "the network must give [2, 3, 2], one output for each target at each time of the" + " horizon");
        assertThatThrownBy(() -> new SeriesModel(model.network(), other, model.provenance()))
                .hasMessageContaining("the network must give [2, 4, 1]");
        assertThatThrownBy(() -> new SeriesInput(model.input().scaling(), 6, 3, List.of("c")))
                .hasMessageContaining("the targets must be different channels of [a, b], at least one, got [c]");
    }
}
