package gradus.cli.config;

import gradus.core.type.FormatException;
import gradus.nn.data.NearestName;
import gradus.nn.data.Table;
import gradus.nn.data.series.Series;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.data.series.Windows;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TrainedModel;
import gradus.nn.train.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A training of forecasts on the columns of a table, whose rows are equally spaced times, oldest first.
///
/// @param config the configuration
/// @param split the series by part
/// @param windows what is seen and forecast
/// @param architecture the network
/// @param training the training
public record SeriesPreparation(
        TrainConfig config,
        SeriesSplit split,
        Windows windows,
        Architecture architecture,
        Training<Layer, TrainedModel<SeriesModel>> training)
        implements Preparation {
    private static final int SEEN_PER_FORECAST = 3;
    private static final int FEWEST_SEEN = 8;

    /// Reads the table and makes the rest of it.
    static SeriesPreparation of(TrainConfig config) {
        DataConfig data = config.data();
        int horizon = config.forecast()
                .horizon()
                .orElseThrow(() -> new IllegalArgumentException("forecast.horizon: a forecast needs the number of rows"
                        + " ahead, got none; for instance --horizon 12"));
        refuse(data);
        Architecture architecture = config.network().overSeries();
        Table table = Table.read(Path.of(data.file()), data.format().options());
        Series series = series(table, data);
        requireWhole(series, data.file());
        double test = data.split().testShare();
        double validation = data.split().validationShare(false);
        SeriesSplit split = SeriesSplit.of(series, 1 - validation - test, validation, test);
        int seen = config.forecast().lookBack().orElseGet(() -> lookBack(horizon, split.trainEnd()));
        Windows windows = data.target()
                .map(target -> Windows.of(seen, horizon).withTargets(target))
                .orElseGet(() -> Windows.of(seen, horizon));
        Training<Layer, TrainedModel<SeriesModel>> usual = Training.of(architecture, split, windows);
        int samples = split.train(windows).size();
        return new SeriesPreparation(
                config, split, windows, architecture, Tuning.of(usual, config.training(), samples));
    }

    /// Three times the horizon, at least 8, at most a third of the training part.
    private static int lookBack(int horizon, int rows) {
        int wanted = (int) Math.min(Integer.MAX_VALUE, (long) SEEN_PER_FORECAST * horizon);
        return Math.max(1, Math.min(Math.max(FEWEST_SEEN, wanted), rows / 3));
    }

    private static void refuse(DataConfig data) {
        if (data.split().validationFile().isPresent() || data.split().testFile().isPresent()) {
            throw new IllegalArgumentException("data.split: a series is cut by time, its last rows are held back; say"
                    + " validation and test as shares in place of files");
        }
        if (data.columns().types().isPresent() || data.columns().oneHotLimit().isPresent()) {
            throw new IllegalArgumentException("data.columns: a forecast reads columns of numbers as they are; leave"
                    + " types and oneHotLimit out, and leave columns out by --ignore");
        }
    }

    private static Series series(Table table, DataConfig data) {
        List<String> ignored = data.columns().ignore().orElse(List.of());
        ignored.forEach(name -> requireColumn(name, table, "data.columns.ignore"));
        data.target().ifPresent(target -> requireColumn(target, table, "data.target"));
        List<String> numeric = Series.of(table).names().stream()
                .filter(name -> !ignored.contains(name))
                .toList();
        Optional<String> strange = data.target().filter(target -> !numeric.contains(target));
        if (strange.isPresent()) {
            Series.of(table, List.of(strange.get())); // tells which cell is no number
            throw new FormatException("data.target: the column '" + strange.get() + "' has no numbers that can be"
                    + " forecast, or is left out by --ignore");
        }
        if (numeric.isEmpty()) {
            throw new IllegalArgumentException("data.columns.ignore: a column of numbers must be left");
        }
        return Series.of(table, numeric);
    }

    private static void requireColumn(String name, Table table, String key) {
        if (!table.hasColumn(name)) {
            throw new FormatException(key + ": there is no column '" + name + "'; the columns are "
                    + String.join(", ", table.columnNames()) + NearestName.suggestion(name, table.columnNames()));
        }
    }

    private static void requireWhole(Series series, String file) {
        for (int t = 0; t < series.length(); t++) {
            for (int c = 0; c < series.channels(); c++) {
                if (Double.isNaN(series.value(t, c))) {
                    throw new FormatException("forecast: every number of a series must be there, but "
                            + series.missing() + " in " + file + " are missing, the first in column '"
                            + series.names().get(c) + "' in row " + (t + 1) + " behind the header; fill the gaps, or"
                            + " leave the column out by --ignore");
                }
            }
        }
    }
}
