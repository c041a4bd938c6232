package gradus.nn.train;

import java.util.Arrays;
import java.util.List;

/// The errors of samples that an autoencoder did not learn from, which give an error its meaning. The validation
/// samples also chose the best epoch, so the true share of larger errors may be a little higher.
///
/// @param samples how many they are
/// @param origin which samples they are
/// @param quantiles their quantiles at equal steps of the share, from the smallest error to the largest: all errors in
///     order where there are at most 1001
public record HeldOutErrors(int samples, Origin origin, List<Double> quantiles) {
    private static final int MOST_STEPS = 1000;

    /// Which samples they are.
    public enum Origin {
        /// Validation samples, which only chose the best epoch.
        HELD_OUT("held-out"),
        /// Training samples, since none were held out: errors are too small.
        TRAINING("training");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        /// Gives the kind of samples as an adjective.
        public String words() {
            return words;
        }
    }

    /// Checks that the quantiles are finite, at least 0 and in order.
    ///
    /// @throws IllegalArgumentException if not
    public HeldOutErrors {
        quantiles = List.copyOf(quantiles);
        boolean fit = samples >= 1 && !quantiles.isEmpty() && quantiles.size() <= MOST_STEPS + 1;
        double last = 0;
        for (double quantile : quantiles) {
            fit &= quantile >= last && quantile < Double.POSITIVE_INFINITY;
            last = quantile;
        }
        if (!fit) {
            throw new IllegalArgumentException(
                    "held-out errors: 1 to " + (MOST_STEPS + 1) + " finite quantiles from the"
                            + " smallest to the largest are needed, none below 0, of at least one sample, got "
                            + quantiles.size() + " of " + samples + " samples");
        }
    }

    /// Takes the quantiles of errors; one that is not finite counts as the largest number.
    static HeldOutErrors of(double[] errors, Origin origin) {
        double[] sorted = Arrays.stream(errors)
                .map(error -> error < Double.MAX_VALUE ? error : Double.MAX_VALUE)
                .sorted()
                .toArray();
        int steps = Math.min(MOST_STEPS, sorted.length - 1);
        Double[] quantiles = new Double[steps + 1];
        Arrays.setAll(quantiles, i -> quantile(sorted, steps == 0 ? 0 : (double) i / steps));
        return new HeldOutErrors(sorted.length, origin, List.of(quantiles));
    }

    /// Gives the error that a share of sorted errors is below, on the line between two neighbours.
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        double part = place - below;
        return part == 0 ? sorted[below] : sorted[below] * (1 - part) + sorted[above] * part;
    }

    /// Gives the error that a share of the samples is below.
    ///
    /// @param share 0 to 1
    public double quantile(double share) {
        return quantile(quantiles.stream().mapToDouble(Double::doubleValue).toArray(), share);
    }

    /// Gives the share of the samples with a smaller error, 1 if the error is as large as the largest of theirs or
    /// larger.
    public double share(double error) {
        if (!(error < quantiles.getLast())) {
            return 1;
        }
        int steps = quantiles.size() - 1;
        int above = 0; // the first quantile that is not smaller
        while (quantiles.get(above) < error) {
            above++;
        }
        if (above == 0) {
            return 0;
        }
        double low = quantiles.get(above - 1);
        return (above - 1 + (error - low) / (quantiles.get(above) - low)) / steps;
    }

    /// Gives the score of a sample by its error.
    public AnomalyScore score(double error) {
        return new AnomalyScore(error, share(error));
    }
}
