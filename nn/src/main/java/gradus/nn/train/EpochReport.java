package gradus.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one epoch came to.
///
/// @param epoch the epoch, from 1
/// @param step how many updates were done by its end
/// @param learningRate the rate of its last update
/// @param trainingLoss the exact mean of the sample losses, each measured by the network as it was at that moment of
/// the epoch
/// @param measures what else the goal measures of the training samples, by name, exact means as the loss
/// @param validation the validation loss (`loss`) and metrics, measured by the network as it was at the end; empty
/// without validation data
/// @param decisive the number that decides what is best, the smaller the better: [Scorer#decisive] of the validation,
///     or the training loss
public record EpochReport(
        int epoch,
        long step,
        double learningRate,
        double trainingLoss,
        Map<String, Double> measures,
        Map<String, Double> validation,
        double decisive) {
    /// Copies the maps, keeping their order.
    public EpochReport {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
        validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
    }

    /// An epoch of a goal that measures nothing but the loss.
    public EpochReport(
            int epoch,
            long step,
            double learningRate,
            double trainingLoss,
            Map<String, Double> validation,
            double decisive) {
        this(epoch, step, learningRate, trainingLoss, Map.of(), validation, decisive);
    }
}
