package gradus.cli;

import gradus.nn.train.Novelty;
import gradus.nn.train.Prediction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says which rows lie far from the training rows.
final class FarRows {
    /// The columns that `--distance` adds.
    static final List<String> COLUMNS = List.of("distance", "unseen", "missing");

    private FarRows() {}

    /// Gives a remark if there are such rows.
    static Optional<String> remark(List<Prediction> predictions) {
        int far = 0;
        int worst = 0;
        for (int row = 0; row < predictions.size(); row++) {
            far += predictions.get(row).novelty().filter(Novelty::isFar).isPresent() ? 1 : 0;
            worst = distance(predictions.get(row)) > distance(predictions.get(worst)) ? row : worst;
        }
        if (far == 0) {
            return Optional.empty();
        }
        String which = far == 1 ? "1 row, row " + (worst + 1) + "," : far + " rows, worst row " + (worst + 1) + ",";
        return Optional.of(String.format(
                Locale.ROOT,
                "far from the training data: %s %.3g times as far as 99.9 %% of the training rows lie at most; what"
                        + " the model says there is a guess",
                which,
                distance(predictions.get(worst))));
    }

    private static double distance(Prediction prediction) {
        return prediction.novelty().map(Novelty::distance).orElse(0.0);
    }

    /// Gives the cells of the columns.
    ///
    /// @throws IllegalArgumentException if the model does not know where its training rows lay
    static List<String> cells(Prediction prediction) {
        Novelty novelty = known(prediction);
        return List.of(
                String.format(Locale.ROOT, "%.4f", novelty.distance()),
                Integer.toString(novelty.unseen()),
                Integer.toString(novelty.missing()));
    }

    /// Gives what is known of the row.
    ///
    /// @throws IllegalArgumentException if the model does not know where its training rows lay
    static Novelty known(Prediction prediction) {
        return prediction
                .novelty()
                .orElseThrow(() -> new IllegalArgumentException("--distance: the model must know where its training"
                        + " rows lay, but its file does not say, as those of older versions; train it again"));
    }
}
