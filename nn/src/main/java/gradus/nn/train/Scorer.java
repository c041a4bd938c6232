package gradus.nn.train;

import java.util.Map;

/// Turns predictions and targets of a whole data set into metrics by name, in the order to show.
@FunctionalInterface
public interface Scorer {
    /// Gives the metrics.
    ///
    /// @param predictions row-major, `targets.length` rows of what the network gives
    /// @param targets class indices or numbers
    Map<String, Double> score(double[] predictions, double[] targets);

    /// Gives a scorer that measures nothing but the loss.
    static Scorer none() {
        return (_, _) -> Map.of();
    }
}
