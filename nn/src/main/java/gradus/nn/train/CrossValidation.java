package gradus.nn.train;

import gradus.core.type.Key;
import gradus.nn.data.Folds;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetTable;
import gradus.nn.layer.Layer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How well a way of training does on rows that it did not learn from: it is trained once for each fold and measured on
/// the rows of the fold.
///
/// {@snippet file="CourseSnippets.java" region="CrossValidation"}
///
/// Within a fold nothing is taken from its judged rows: preprocessing, epochs and temperature follow from the other
/// rows. Which kind a column is and which classes there are is found out from the whole table.
///
/// @param target the table with its target
/// @param folds who learns and who is judged
/// @param validation the share of the rows of a fold that is set aside to choose the epoch by; 0 for none, as an
/// ensemble needs none
/// @param key the source of who is set aside
/// @param training makes the training of a fold
public record CrossValidation(
        TargetTable target,
        Folds folds,
        double validation,
        Key key,
        Function<TableSplit, Training<Layer, TableRun>> training) {
    /// Gives a cross-validation that sets no rows aside.
    ///
    /// @param training makes the training of a fold, whose judged rows are the test part
    public static CrossValidation of(
            TargetTable target, Folds folds, Function<TableSplit, Training<Layer, TableRun>> training) {
        return new CrossValidation(target, folds, 0, Key.of(0), training);
    }

    /// Gives this cross-validation with a share of the rows of each fold set aside to choose the epoch by.
    public CrossValidation validation(double share, Key source) {
        return new CrossValidation(target, folds, share, source, training);
    }

    /// Gives the parts of a fold: training, validation, and the judged rows as test.
    public TableSplit split(Folds.Fold fold) {
        return target.split(fold, validation, key.fold("validation").fold(fold.name()));
    }

    /// Trains and measures all folds, one after another.
    public Scores run() {
        List<Score> scores = new ArrayList<>();
        for (Folds.Fold fold : folds.all()) {
            TableRun run = training.apply(split(fold)).fit();
            scores.add(new Score(
                    fold,
                    run.test().orElseThrow().values(),
                    run.model().predict(split(fold).test())));
        }
        return new Scores(scores);
    }

    /// What came of one fold.
    ///
    /// @param fold the fold
    /// @param values the metrics of its judged rows, by name
    /// @param predictions the answers for its judged rows, in order
    public record Score(Folds.Fold fold, Map<String, Double> values, List<Prediction> predictions) {
        /// Copies, keeping the order.
        public Score {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            predictions = List.copyOf(predictions);
        }
    }

    /// What came of all folds.
    ///
    /// @param all the folds in order
    public record Scores(List<Score> all) {
        /// Copies the list.
        public Scores {
            all = List.copyOf(all);
        }

        /// Gives the metrics that every fold has, in order.
        public List<String> names() {
            return all.getFirst().values().keySet().stream()
                    .filter(name ->
                            all.stream().allMatch(score -> score.values().containsKey(name)))
                    .toList();
        }

        private double[] values(String name) {
            return all.stream()
                    .mapToDouble(score -> score.values().getOrDefault(name, Double.NaN))
                    .toArray();
        }

        /// Gives the mean of a metric over the folds.
        public double mean(String name) {
            double sum = 0;
            for (double value : values(name)) {
                sum += value;
            }
            return sum / all.size();
        }

        /// Gives the standard deviation of a metric over the folds, divided by their number less one; 0 of
        /// a single fold. It tells how much folds differ, not how sure the mean is: folds share rows to
        /// learn from.
        public double spread(String name) {
            double mean = mean(name);
            double sum = 0;
            for (double value : values(name)) {
                sum += (value - mean) * (value - mean);
            }
            return all.size() < 2 ? 0 : Math.sqrt(sum / (all.size() - 1));
        }
    }
}
