package gradus.nn.data.series;

import java.util.List;

/// A series cut by time into training, validation and test, standardised by the numbers of the training part.
///
/// No target of one part lies in another. Inputs of validation and test windows may reach back into the part before,
/// as they would when a forecast is asked for, and as in the published results on the ETT series; so their first
/// targets are the first times of their part.
///
/// {@snippet file="TableSnippets.java" region="SeriesSplit"}
///
/// @param series the whole series, standardised
/// @param scaling how it was standardised
/// @param trainEnd the first time after training
/// @param validationEnd the first time after validation
/// @param testEnd the first time after the test; later times are not used
public record SeriesSplit(Series series, SeriesScaling scaling, int trainEnd, int validationEnd, int testEnd) {
    /// Cuts a series by shares.
    ///
    /// @throws IllegalArgumentException if the shares are negative, their sum is not 1, or that of training is 0
    public static SeriesSplit of(Series series, double train, double validation, double test) {
        if (!(train > 0) || !(validation >= 0) || !(test >= 0) || Math.abs(train + validation + test - 1) > 1e-9) {
            throw new IllegalArgumentException(
                    "series split: the shares of training, validation and test must be at least 0 and sum to 1, that of"
                            + " training above 0, got " + List.of(train, validation, test));
        }
        int first = (int) Math.round(train * series.length());
        int second = (int) Math.round((train + validation) * series.length());
        return ofLengths(series, first, second - first, series.length() - second);
    }

    /// Cuts a series by numbers of times; what is left over at the end is not used.
    ///
    /// @throws IllegalArgumentException if the series is shorter or the training part is empty
    public static SeriesSplit ofLengths(Series series, int train, int validation, int test) {
        if (train < 1 || validation < 0 || test < 0 || (long) train + validation + test > series.length()) {
            throw new IllegalArgumentException("series split: the parts must fit into " + series.length()
                    + " times and training must not be empty, got " + train + " + " + validation + " + " + test);
        }
        SeriesScaling scaling = SeriesScaling.fit(series.range(0, train));
        return new SeriesSplit(scaling.apply(series), scaling, train, train + validation, train + validation + test);
    }

    /// Gives the training windows.
    ///
    /// @throws gradus.core.type.FormatException if the part is too short or has gaps that are refused
    public SeriesWindows train(Windows windows) {
        return SeriesWindows.of(series.range(0, trainEnd), windows, "training part");
    }

    /// Gives the validation windows; their inputs may begin in the training part.
    ///
    /// @throws gradus.core.type.FormatException if the part is too short or has gaps that are refused
    public SeriesWindows validation(Windows windows) {
        return part(trainEnd, validationEnd, windows, "validation part");
    }

    /// Gives the test windows; their inputs may begin in the parts before.
    ///
    /// @throws gradus.core.type.FormatException if the part is too short or has gaps that are refused
    public SeriesWindows test(Windows windows) {
        return part(validationEnd, testEnd, windows, "test part");
    }

    private SeriesWindows part(int begin, int end, Windows windows, String what) {
        return SeriesWindows.of(series.range(Math.max(0, begin - windows.lookBack()), end), windows, what);
    }
}
