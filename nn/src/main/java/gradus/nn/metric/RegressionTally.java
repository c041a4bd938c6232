package gradus.nn.metric;

/// A running [RegressionReport]: takes samples in batches of any size and gives the same bits however they were
/// batched.
///
/// It has state and is not thread-safe.
///
/// {@snippet file="LossSnippets.java" region="ClassificationTally"}
public final class RegressionTally {
    private final SampleMean squares = new SampleMean();
    private final SampleMean absolutes = new SampleMean();
    private final SampleMean fractions = new SampleMean();
    private final SampleMean shifted = new SampleMean();
    private final SampleMean shiftedSquares = new SampleMean();
    private double first;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    /// Makes a tally of no samples yet.
    public RegressionTally() {}

    /// Adds samples.
    ///
    /// @throws IllegalArgumentException if the lengths differ
    public void add(double[] targets, double[] predictions) {
        Classification.sameLength("regression", targets.length, predictions.length);
        for (int i = 0; i < targets.length; i++) {
            add(targets[i], predictions[i]);
        }
    }

    /// Adds one sample.
    public void add(double target, double prediction) {
        if (squares.samples() == 0) {
            first = target;
        }
        double error = target - prediction;
        squares.add(error * error);
        absolutes.add(Math.abs(error));
        if (target != 0) {
            fractions.add(Math.abs(error / target));
        }
        double moved = target - first; // near the mean, so that the variance below keeps its digits
        shifted.add(moved);
        shiftedSquares.add(moved * moved);
        least = Math.min(least, target);
        greatest = Math.max(greatest, target);
    }

    /// Gives the report over all samples so far.
    public RegressionReport report() {
        return new RegressionReport(
                squares.samples(), squares.value(), absolutes.value(), rSquared(), fractions.value());
    }

    private double rSquared() {
        if (squares.samples() == 0) {
            return Double.NaN;
        }
        if (least == greatest) {
            return squares.sum() == 0 ? 1 : 0;
        }
        double total = shiftedSquares.sum() - shifted.sum() * shifted.value();
        return 1 - squares.sum() / total;
    }
}
