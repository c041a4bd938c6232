package gradus.nn.metric;

/// Metrics of predicted numbers. All are exact means over samples, NaN where there is no sample, and throw
/// [IllegalArgumentException] where the lengths differ.
///
/// {@snippet file="LossSnippets.java" region="Regression"}
public final class Regression {
    private Regression() {}

    /// Gives the mean squared error `1/n Σ (t − p)²`.
    public static double meanSquaredError(double[] targets, double[] predictions) {
        return RegressionReport.of(targets, predictions).meanSquaredError();
    }

    /// Gives the root of the mean squared error, in the unit of the target.
    public static double rootMeanSquaredError(double[] targets, double[] predictions) {
        return RegressionReport.of(targets, predictions).rootMeanSquaredError();
    }

    /// Gives the mean absolute error `1/n Σ |t − p|`, in the unit of the target.
    public static double meanAbsoluteError(double[] targets, double[] predictions) {
        return RegressionReport.of(targets, predictions).meanAbsoluteError();
    }

    /// Gives the share of the target's variance that is explained, `1 − Σ(t − p)² / Σ(t − mean t)²`.
    ///
    /// Where all targets are equal: 1 when every prediction is exact, else 0 (as in scikit-learn).
    public static double rSquared(double[] targets, double[] predictions) {
        return RegressionReport.of(targets, predictions).rSquared();
    }

    /// Gives the mean of `|t − p| / |t|`, a fraction (0.1 is 10 %); samples with target 0 are left out, NaN
    /// when all are.
    public static double meanAbsolutePercentageError(double[] targets, double[] predictions) {
        return RegressionReport.of(targets, predictions).meanAbsolutePercentageError();
    }
}
