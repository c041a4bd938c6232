package gradus.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What one epoch came to.
///
/// {@snippet file="TrainingSnippets.java" region="Training"}
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

    /// Gives the epoch in a line, such as `epoch 2, step 40: training loss 0.31, validation loss 0.35, accuracy
    /// 0.9`.
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "epoch %d, step %d: training loss %.4g", epoch, step, trainingLoss));
        measures.forEach((name, value) -> line.append(String.format(Locale.ROOT, ", %s %.4g", name, value)));
        String part = ", validation";
        for (Map.Entry<String, Double> measured : validation.entrySet()) {
            line.append(String.format(Locale.ROOT, "%s %s %.4g", part, measured.getKey(), measured.getValue()));
            part = ",";
        }
        return line.toString();
    }
}
