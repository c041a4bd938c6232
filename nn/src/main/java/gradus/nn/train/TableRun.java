package gradus.nn.train;

import gradus.nn.layer.Layer;
import java.util.Locale;
import java.util.Optional;

/// What came of a training on a table.
///
/// @param run the run itself
/// @param model the trained network with the table's preprocessing
/// @param validation the measurement on the validation rows, if there are any
/// @param test the measurement on the test rows, which took no part in training, if there are any
public record TableRun(Run<Layer> run, TableModel model, Optional<Evaluation> validation, Optional<Evaluation> test) {
    private static final double GAP = 1.5;

    /// Gives everything in words and tables: why training ended, the best epoch, the metrics, and the gap between
    /// training and validation.
    public String report() {
        StringBuilder out = new StringBuilder(run.report());
        gap().ifPresent(words -> out.append('\n').append(words));
        validation.ifPresent(e -> out.append("\n\nValidation, ")
                .append(e.rows())
                .append(" rows\n")
                .append(e));
        test.ifPresent(
                e -> out.append("\n\nTest, ").append(e.rows()).append(" rows\n").append(e));
        return out.toString();
    }

    /// Over-fitting said in words, if the last epoch's validation loss is far above the training loss.
    private Optional<String> gap() {
        if (run.history().isEmpty() || validation.isEmpty()) {
            return Optional.empty();
        }
        EpochReport last = run.history().getLast();
        double loss = last.validation().getOrDefault("loss", Double.NaN);
        if (loss < GAP * last.trainingLoss() || last.trainingLoss() < 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "The network learned the training rows better than it generalises (last training loss %.3g, validation"
                        + " loss %.3g): more data, a smaller network, dropout or a penalty may help.",
                last.trainingLoss(),
                loss));
    }
}
