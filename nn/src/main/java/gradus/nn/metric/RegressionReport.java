package gradus.nn.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// What a regression's predictions are worth on some samples; the formulas are those of [Regression].
///
/// {@snippet file="LossSnippets.java" region="RegressionReport"}
///
/// @param samples the number of samples
/// @param meanSquaredError in the squared unit of the target
/// @param meanAbsoluteError in the unit of the target
/// @param rSquared the share of the target's variance that is explained
/// @param meanAbsolutePercentageError a fraction, over the samples whose target is not 0
public record RegressionReport(
        long samples,
        double meanSquaredError,
        double meanAbsoluteError,
        double rSquared,
        double meanAbsolutePercentageError) {
    /// Measures predictions against targets.
    ///
    /// @throws IllegalArgumentException if the lengths differ
    public static RegressionReport of(double[] targets, double[] predictions) {
        RegressionTally tally = new RegressionTally();
        tally.add(targets, predictions);
        return tally.report();
    }

    /// Gives the root of the mean squared error, in the unit of the target.
    public double rootMeanSquaredError() {
        return Math.sqrt(meanSquaredError);
    }

    /// Gives the numbers by name, in a fixed order: `rmse`, `mae`, `r2`, `mse`, `mape`; one that is undefined
    /// here (NaN) is left out.
    public Map<String, Double> values() {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        values.put("rmse", rootMeanSquaredError());
        values.put("mae", meanAbsoluteError);
        values.put("r2", rSquared);
        values.put("mse", meanSquaredError);
        values.put("mape", meanAbsolutePercentageError);
        values.values().removeIf(value -> value.isNaN());
        return Collections.unmodifiableSequencedMap(values);
    }

    /// Gives the numbers as a table.
    @Override
    public String toString() {
        TextColumns table = new TextColumns();
        table.row(List.of("root mean squared error", number(rootMeanSquaredError())));
        table.row(List.of("mean absolute error", number(meanAbsoluteError)));
        table.row(List.of("R²", number(rSquared)));
        table.row(List.of("mean squared error", number(meanSquaredError)));
        table.row(List.of("mean absolute percentage error", percent(meanAbsolutePercentageError)));
        table.row(List.of("samples", Long.toString(samples)));
        return table.folded();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.5g", value);
    }

    private static String percent(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * value);
    }
}
