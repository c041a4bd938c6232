package gradus.nn.train;

import gradus.nn.metric.Classification;
import java.util.Arrays;
import java.util.Map;

/// Turns predictions and targets of a whole data set into metrics by name, in the order to show.
@FunctionalInterface
public interface Scorer {
    /// How much loss weighs as much as all answers being wrong.
    double LOSS_PER_ERROR = 50;

    /// Gives the metrics.
    ///
    /// @param predictions what the network gives for each sample, row-major; places that do not count (a mask, an
    /// ignored class) are left out
    /// @param targets the targets of the same places, row-major: class indices or numbers
    Map<String, Double> score(double[] predictions, double[] targets);

    /// Gives the number that decides which epoch is best, the smaller the better: the loss or, where the accuracy
    /// is known, the share of wrong answers plus a fiftieth of the loss, which settles what is as good as a tie. A
    /// network may go on getting more answers right while a few confident errors spoil its loss.
    ///
    /// @param values what was measured, `loss` among it
    default double decisive(Map<String, Double> values) {
        double loss = values.getOrDefault("loss", Double.NaN);
        return values.containsKey("accuracy")
                ? 1 - values.getOrDefault("accuracy", Double.NaN) + loss / LOSS_PER_ERROR
                : loss;
    }

    /// Gives a scorer of `accuracy`: how many class indices the largest of the logits or probabilities names right.
    ///
    /// @param classes how many classes there are, the numbers in a row of predictions
    static Scorer accuracy(int classes) {
        return (predictions, targets) -> {
            int[] right =
                    Arrays.stream(targets).mapToInt(target -> (int) target).toArray();
            return Map.of("accuracy", Classification.accuracy(right, Classification.predictions(predictions, classes)));
        };
    }

    /// Gives a scorer that measures nothing but the loss.
    static Scorer none() {
        return new LossOnly();
    }
}
