package gradus.nn.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What a classifier's predictions are worth on some samples.
///
/// {@snippet file="LossSnippets.java" region="ClassificationReport"}
///
/// @param confusion the counts, and from them accuracy, precision, recall and F1
/// @param logLoss mean negative log-likelihood of the targets in nats, see [Classification#logLoss]
/// @param rocAuc area under the ROC curve; of more than two classes the mean of one against the rest; may be NaN
/// @param brier Brier score over all classes
/// @param calibrationError expected calibration error over 15 bins
public record ClassificationReport(
        ConfusionMatrix confusion, double logLoss, double rocAuc, double brier, double calibrationError) {
    private static final int BINS = 15;
    private static final int MOST_CLASSES = 30;
    private static final int WEAKEST = 20;
    private static final int LONGEST_LABEL = 40;

    /// Measures class probabilities, row-major `[samples, labels]`, against target indices; the prediction of a
    /// sample is its most probable class, the first of equals.
    ///
    /// @throws IllegalArgumentException if lengths do not fit or a target has no label
    public static ClassificationReport of(List<String> labels, int[] targets, double[] probabilities) {
        if (probabilities.length != (long) targets.length * labels.size()) {
            throw new IllegalArgumentException("classification report: the probabilities must be " + targets.length
                    + " rows of one number for each of " + labels.size() + " labels, got " + probabilities.length
                    + " numbers");
        }
        int[] predictions = targets.length == 0 ? targets : Classification.predictions(probabilities, labels.size());
        return new ClassificationReport(
                ConfusionMatrix.of(labels, targets, predictions),
                Classification.logLoss(targets, probabilities),
                auc(labels.size(), targets, probabilities),
                Classification.brier(targets, probabilities),
                Classification.calibrationError(targets, probabilities, BINS));
    }

    private static double auc(int classes, int[] targets, double[] probabilities) {
        if (classes != 2) {
            return Classification.rocAucOneVersusRest(targets, probabilities);
        }
        double[] second = new double[targets.length];
        for (int i = 0; i < second.length; i++) {
            second[i] = probabilities[2 * i + 1];
        }
        return Classification.rocAuc(targets, second);
    }

    /// Gives the share of samples predicted right.
    public double accuracy() {
        return confusion.accuracy();
    }

    /// Gives the headline numbers by name, in a fixed order; a number that is undefined here (NaN) is left out.
    ///
    /// Names: `accuracy`, `logLoss`, `rocAuc`, `brier`, `calibrationError`, then `precision`, `recall` and `f1`
    /// each with `Macro` and `Weighted`.
    public Map<String, Double> values() {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        values.put("accuracy", accuracy());
        values.put("logLoss", logLoss);
        values.put("rocAuc", rocAuc);
        values.put("brier", brier);
        values.put("calibrationError", calibrationError);
        values.put("precisionMacro", confusion.macro(confusion::precision));
        values.put("recallMacro", confusion.macro(confusion::recall));
        values.put("f1Macro", confusion.macro(confusion::f1));
        values.put("precisionWeighted", confusion.weighted(confusion::precision));
        values.put("recallWeighted", confusion.weighted(confusion::recall));
        values.put("f1Weighted", confusion.weighted(confusion::f1));
        values.values().removeIf(value -> value.isNaN());
        return Collections.unmodifiableSequencedMap(values);
    }

    /// Gives precision, recall, F1 and samples of each class as a table, their means, and the headline numbers.
    ///
    /// Of more than 30 classes the 20 with the lowest F1 are shown.
    @Override
    public String toString() {
        TextColumns table = new TextColumns();
        table.row(List.of("class", "precision", "recall", "f1", "samples"));
        for (int c : shown()) {
            row(table, TextColumns.label(confusion.labels().get(c), LONGEST_LABEL), c);
        }
        mean(table, "mean over classes", confusion::macro);
        mean(table, "mean over samples", confusion::weighted);
        String left = confusion.labels().size() > MOST_CLASSES
                ? "the " + WEAKEST + " weakest of " + confusion.labels().size() + " classes\n"
                : "";
        return left + table.folded() + headline();
    }

    private List<Integer> shown() {
        List<Integer> classes = new ArrayList<>(
                IntStream.range(0, confusion.labels().size()).boxed().toList());
        if (classes.size() <= MOST_CLASSES) {
            return classes;
        }
        classes.sort(Comparator.comparingDouble(confusion::f1));
        return classes.subList(0, WEAKEST);
    }

    private void row(TextColumns table, String name, int c) {
        table.row(List.of(
                name,
                TextColumns.number(confusion.precision(c)),
                TextColumns.number(confusion.recall(c)),
                TextColumns.number(confusion.f1(c)),
                Long.toString(confusion.support(c))));
    }

    private void mean(TextColumns table, String name, ToDoubleFunction<IntToDoubleFunction> mean) {
        table.row(List.of(
                name,
                TextColumns.number(mean.applyAsDouble(confusion::precision)),
                TextColumns.number(mean.applyAsDouble(confusion::recall)),
                TextColumns.number(mean.applyAsDouble(confusion::f1)),
                Long.toString(confusion.samples())));
    }

    private String headline() {
        if (confusion.samples() == 0) {
            return "no samples\n";
        }
        String majority = TextColumns.label(confusion.labels().get(confusion.majority()), LONGEST_LABEL);
        return "accuracy " + TextColumns.number(accuracy()) + " (always \"" + majority + "\" gives "
                + TextColumns.number(confusion.majorityShare()) + ")\n"
                + "log-loss " + TextColumns.number(logLoss) + ", ROC AUC " + TextColumns.number(rocAuc) + ", Brier "
                + TextColumns.number(brier) + ", calibration error " + TextColumns.number(calibrationError) + "\n";
    }
}
