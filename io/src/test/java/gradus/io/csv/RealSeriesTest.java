package gradus.io.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Table;
import gradus.nn.data.series.Series;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.data.series.SeriesWindows;
import gradus.nn.data.series.Windows;
import gradus.testkit.Shared;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealSeriesTest {
    @Test
    void hourly_series_is_cut_as_in_the_published_results() {
        Series series = Series.of(Table.readCsv(Shared.path("data/ett/ETTh1.csv")));
        assertThat(series.names()).containsExactly("HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT");
        SeriesSplit data = SeriesSplit.ofLengths(series, 8640, 2880, 2880);
        Windows windows = Windows.of(336, 96);
        SeriesWindows train = data.train(windows);
        assertThat(train.size()).isEqualTo(8640 - 336 - 96 + 1);
        assertThat(data.validation(windows).size()).isEqualTo(2880 - 96 + 1);
        assertThat(data.test(windows).size()).isEqualTo(2880 - 96 + 1);
        assertThat(train.sampleTypes()).containsExactly(TensorType.float32(336, 7), TensorType.float32(96, 7));
        assertThat(data.scaling().mean().getLast()).isCloseTo(17.128, within(0.01));
        assertThat(data.scaling().original("OT", data.series().value(0, 6))).isCloseTo(30.531, within(1e-3));
    }

    @Test
    void passengers_are_forecast_from_a_year() {
        Series series = Series.of(Table.readCsv(Shared.path("data/airline/airline-passengers.csv")));
        SeriesSplit data = SeriesSplit.ofLengths(series, 108, 0, 36);
        SeriesWindows test = data.test(Windows.of(12, 1));
        assertThat(test.size()).isEqualTo(36);
        List<Literal> parts = test.sampleTypes().stream().map(Literal::zeros).toList();
        test.read(35, Key.of(0), parts, 0);
        assertThat(data.scaling().original("Passengers", parts.get(1).floats()[0]))
                .isCloseTo(432, within(1e-3));
        assertThat(data.scaling().original("Passengers", parts.get(0).floats()[11]))
                .isCloseTo(390, within(1e-3));
    }
}
