package gradus.nn.metric;

/// Calibration by one number: probabilities `softmax(logits / T)`, where T makes the log-loss of samples that the
/// network did not learn from smallest (Guo et al. 2017). T above 1 takes confidence away; the most probable class
/// stays the same.
///
/// {@snippet file="LossSnippets.java" region="TemperatureScaling"}
///
/// @param temperature T, above 0; 1 changes nothing
public record TemperatureScaling(double temperature) {
    private static final double WIDEST = 6; // T between e⁻⁶ and e⁶
    private static final int HALVINGS = 60;

    /// Checks the number.
    ///
    /// @throws IllegalArgumentException if it is not above 0
    public TemperatureScaling {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "temperature scaling: the temperature must be above 0 and finite, got " + temperature);
        }
    }

    /// Gives the temperature of the smallest log-loss, between e⁻⁶ and e⁶. The loss is convex in 1/T, so the place
    /// where its slope changes sign is found by halving.
    ///
    /// @param logits rows of logits, row-major, as many rows as targets
    /// @param targets the class of each row
    /// @throws IllegalArgumentException if there are no targets, or the logits do not make whole rows
    public static TemperatureScaling fit(double[] logits, int[] targets) {
        if (targets.length == 0 || logits.length % targets.length != 0) {
            throw new IllegalArgumentException("temperature scaling: logits must be whole rows, one per target, got "
                    + logits.length + " logits for " + targets.length + " targets");
        }
        double low = StrictMath.exp(-WIDEST);
        double high = StrictMath.exp(WIDEST);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (slope(logits, targets, middle) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return new TemperatureScaling(1 / Math.sqrt(low * high));
    }

    /// Gives the derivative of the log-loss by β = 1/T: the expected logit less the true one, over all rows.
    private static double slope(double[] logits, int[] targets, double beta) {
        int classes = logits.length / targets.length;
        double slope = 0;
        double[] weights = new double[classes];
        for (int row = 0; row < targets.length; row++) {
            int at = row * classes;
            double sum = exponentials(logits, at, beta, weights);
            double expected = 0;
            for (int c = 0; c < classes; c++) {
                expected += weights[c] / sum * logits[at + c];
            }
            slope += expected - logits[at + targets[row]];
        }
        return slope;
    }

    private static double exponentials(double[] logits, int at, double beta, double[] into) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < into.length; c++) {
            largest = Math.max(largest, logits[at + c]);
        }
        double sum = 0;
        for (int c = 0; c < into.length; c++) {
            into[c] = StrictMath.exp(beta * (logits[at + c] - largest));
            sum += into[c];
        }
        return sum;
    }

    /// Gives the calibrated probabilities of rows of logits.
    ///
    /// @param logits rows of logits, row-major
    /// @param classes the logits in a row
    public double[] probabilities(double[] logits, int classes) {
        double[] probabilities = new double[logits.length];
        double[] weights = new double[classes];
        for (int at = 0; at + classes <= logits.length; at += classes) {
            double sum = exponentials(logits, at, 1 / temperature, weights);
            for (int c = 0; c < classes; c++) {
                probabilities[at + c] = weights[c] / sum;
            }
        }
        return probabilities;
    }
}
