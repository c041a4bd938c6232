package gradus.nn.train;

import gradus.nn.layer.Layer;
import java.util.Locale;
import java.util.Optional;

/// What came of a training on a table.
///
/// {@snippet file="DataSnippets.java" region="TableModel"}
///
/// @param run the run itself
/// @param model the trained network with the table's preprocessing
/// @param validation the measurement on the validation rows, if there are any
/// @param test the measurement on the test rows, which took no part in training, if there are any
public record TableRun(Run<Layer> run, TableModel model, Optional<Evaluation> validation, Optional<Evaluation> test)
        implements ModelRun {
    private static final double GAP = 1.5;

    /// Over-fitting said in words, if the validation loss of the epoch that was kept is far above its training
    /// loss.
    static Optional<String> gap(EpochReport kept) {
        double loss = kept.validation().getOrDefault("loss", Double.NaN);
        boolean apart = loss >= GAP * kept.trainingLoss() && kept.trainingLoss() >= 0; // not for NaN
        if (!apart) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "The network learned the training data better than it generalises (in the best epoch training loss %.3g,"
                        + " validation loss %.3g): more data, a smaller network, dropout or a penalty may help.",
                kept.trainingLoss(),
                loss));
    }
}
