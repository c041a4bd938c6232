package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.nn.data.NearestName;
import gradus.nn.data.Table;
import gradus.nn.data.series.Series;
import gradus.nn.data.series.SeriesWindows;
import gradus.nn.layer.Layer;
import java.nio.file.Path;
import java.util.List;

/// A trained network that says how series of numbers go on, with their names, units and scaling. Thread-safe for
/// prediction.
///
/// {@snippet file="CourseSnippets.java" region="SeriesModel"}
public final class SeriesModel implements Model {
    private final Layer network;
    private final SeriesInput input;
    private final Provenance provenance;
    private final Predictor predictor;

    /// Joins the parts.
    ///
    /// @param network the trained network: standardised `[n, lookBack, channels]` to `[n, horizon, targets]`
    /// @param input what turns series into numbers
    /// @param provenance how it came to be
    /// @throws IllegalArgumentException if the network does not take such windows or give such forecasts
    public SeriesModel(Layer network, SeriesInput input, Provenance provenance) {
        this.network = network;
        this.input = input;
        this.provenance = provenance;
        List<Integer> answer = List.of(input.horizon(), input.targets().size());
        this.predictor = new Demand(
                        "series model", sample(), answer, "one output for each target at each time of the horizon")
                .predictor(network, Tensor::self);
    }

    /// Reads a model for series from a file; see [Model#load].
    ///
    /// @throws FormatException if it is not a whole and sound model file, or one for other data
    public static SeriesModel load(Path file) {
        return Model.load(file).as(SeriesModel.class, file);
    }

    @Override
    public Layer network() {
        return network;
    }

    /// Gives what turns series into numbers.
    public SeriesInput input() {
        return input;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Shape sample() {
        return Shape.of(input.lookBack(), input.scaling().names().size());
    }

    /// Gives how the targets go on after the last row of a table, in the units of the data: as many times as the
    /// horizon. The last `lookBack` rows count, oldest first.
    ///
    /// @throws FormatException if a column is missing, a cell among those rows is no number or empty, or there are
    ///     too few rows
    public Series forecast(Table recent) {
        return forecast(series(recent));
    }

    /// Gives how the targets go on after the last time of a series, in the units of the data.
    ///
    /// @throws FormatException if there are too few times, or a number among the last ones is missing
    /// @throws IllegalArgumentException if the channels are others
    public Series forecast(Series recent) {
        if (recent.length() < input.lookBack()) {
            throw new FormatException("forecast: the model looks back over " + input.lookBack()
                    + " times, but there are " + recent.length() + "; give at least as many rows, oldest first");
        }
        Series window = recent.range(recent.length() - input.lookBack(), recent.length());
        requireWhole(window, recent.length() - input.lookBack());
        Series scaled = input.scaling().apply(window);
        float[] features = new float[sample().count()];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) scaled.value(i / scaled.channels(), i % scaled.channels());
        }
        double[] values = predictor.predict(features);
        for (int i = 0; i < values.length; i++) {
            String target = input.targets().get(i % input.targets().size());
            values[i] = input.scaling().original(target, values[i]);
        }
        return Series.of(input.targets(), values);
    }

    private static void requireWhole(Series window, int begin) {
        for (int t = 0; t < window.length(); t++) {
            for (String name : window.names()) {
                if (Double.isNaN(window.value(t, window.channel(name)))) {
                    throw new FormatException("forecast: every number that the model looks back on must be there, but"
                            + " '" + name + "' has none in row " + (begin + t + 1) + "; fill it in");
                }
            }
        }
    }

    /// Measures the model on every window of a table: mean squared and absolute error of the standardised numbers,
    /// errors in the units of the data, and the same for the naive forecast, which says that nothing changes.
    ///
    /// @throws FormatException if a column is missing, a cell is no number or empty, or there are too few rows
    public Evaluation evaluate(Table table) {
        Series scaled = input.scaling().apply(series(table));
        return evaluate(SeriesWindows.of(scaled, input.windows()));
    }

    /// Measures the model on standardised windows.
    Evaluation evaluate(SeriesWindows windows) {
        return ForecastErrors.of(predictor, input, windows);
    }

    private Series series(Table table) {
        for (String name : input.scaling().names()) {
            if (!table.hasColumn(name)) {
                throw new FormatException("forecast: the model reads the columns "
                        + String.join(", ", input.scaling().names()) + ", but there is no '" + name
                        + "'; the columns are "
                        + String.join(", ", table.columnNames()) + NearestName.suggestion(name, table.columnNames()));
            }
        }
        return Series.of(table, input.scaling().names());
    }
}
