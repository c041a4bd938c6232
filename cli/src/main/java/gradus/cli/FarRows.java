package gradus.cli;

import gradus.nn.train.Novelty;
import gradus.nn.train.Prediction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/// Says which rows or pictures lie far from those of training.
final class FarRows {
    /// The column that `--distance` adds to answers for pictures.
    static final String DISTANCE = "distance";

    /// The columns that it adds to a table.
    static final List<String> COLUMNS = List.of(DISTANCE, "unseen", "missing");

    private FarRows() {}

    /// Gives a remark if there are such rows or pictures.
    ///
    /// @param thing what each is, such as `row`
    /// @param name what one is called by its place
    static Optional<String> remark(List<? extends Prediction> predictions, String thing, IntFunction<String> name) {
        int far = 0;
        int worst = 0;
        for (int row = 0; row < predictions.size(); row++) {
            far += predictions.get(row).novelty().filter(Novelty::isFar).isPresent() ? 1 : 0;
            worst = distance(predictions.get(row)) > distance(predictions.get(worst)) ? row : worst;
        }
        if (far == 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "far from the training data: %d %s%s, %.3g times as far as 99.9 %% of the training %ss lie at most;"
                        + " what the model says there is a guess",
                far,
                thing + (far == 1 ? ", " : "s, worst "),
                name.apply(worst),
                distance(predictions.get(worst)),
                thing));
    }

    private static double distance(Prediction prediction) {
        return prediction.novelty().map(Novelty::distance).orElse(0.0);
    }

    /// Gives the cells of the columns.
    ///
    /// @throws IllegalArgumentException if the model does not know where its training rows lay
    static List<String> cells(Prediction prediction) {
        Novelty novelty = known(prediction);
        return List.of(cell(novelty), Integer.toString(novelty.unseen()), Integer.toString(novelty.missing()));
    }

    /// Gives the cell of the distance.
    static String cell(Novelty novelty) {
        return String.format(Locale.ROOT, "%.4f", novelty.distance());
    }

    /// Gives what is known of the row or picture.
    ///
    /// @throws IllegalArgumentException if the model does not know where its training data lay
    static Novelty known(Prediction prediction) {
        return prediction
                .novelty()
                .orElseThrow(() -> new IllegalArgumentException("--distance: the model must know where its training"
                        + " data lay, but its file does not say, as those of older versions; train it again"));
    }
}
