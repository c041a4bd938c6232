package gradus.nn.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// How often each class (row) was predicted as each class (column), and the metrics that follow from these
/// counts.
///
/// Where a denominator is 0 (a class never predicted, or without samples) precision, recall and F1 are 0, as in
/// scikit-learn. Means over classes take the classes that occur as target or prediction. Immutable; add batches
/// by [#plus].
///
/// {@snippet file="TrainingSnippets.java" region="ConfusionMatrix"}
public final class ConfusionMatrix {
    private final List<String> labels;
    private final long[][] counts;

    private ConfusionMatrix(List<String> labels, long[][] counts) {
        this.labels = labels;
        this.counts = counts;
    }

    /// Counts the pairs of class indices `targets[i]`, `predictions[i]`.
    ///
    /// @throws IllegalArgumentException if the lengths differ or an index has no label
    public static ConfusionMatrix of(List<String> labels, int[] targets, int[] predictions) {
        Classification.sameLength("confusion matrix", targets.length, predictions.length);
        long[][] counts = new long[labels.size()][labels.size()];
        for (int i = 0; i < targets.length; i++) {
            requireClass(labels, targets[i]);
            requireClass(labels, predictions[i]);
            counts[targets[i]][predictions[i]]++;
        }
        return new ConfusionMatrix(List.copyOf(labels), counts);
    }

    /// Gives the sum of two matrices over the same labels.
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if (!labels.equals(other.labels)) {
            throw new IllegalArgumentException("confusion matrix: only matrices over the same labels can be added, got "
                    + labels + " and " + other.labels);
        }
        long[][] sum = new long[counts.length][];
        for (int row = 0; row < sum.length; row++) {
            sum[row] = counts[row].clone();
            for (int column = 0; column < sum.length; column++) {
                sum[row][column] += other.counts[row][column];
            }
        }
        return new ConfusionMatrix(labels, sum);
    }

    /// Gives the names of the classes, in order.
    public List<String> labels() {
        return labels;
    }

    /// Gives how many samples of class `target` were predicted as class `prediction`.
    public long count(int target, int prediction) {
        requireClass(labels, target);
        requireClass(labels, prediction);
        return counts[target][prediction];
    }

    /// Gives the number of samples.
    public long samples() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /// Gives the number of samples of class `target`.
    public long support(int target) {
        requireClass(labels, target);
        return Arrays.stream(counts[target]).sum();
    }

    /// Gives how often class `prediction` was predicted.
    public long predicted(int prediction) {
        requireClass(labels, prediction);
        return Arrays.stream(counts).mapToLong(row -> row[prediction]).sum();
    }

    /// Gives the share of samples predicted right, NaN when there is no sample.
    public double accuracy() {
        long right = 0;
        for (int c = 0; c < counts.length; c++) {
            right += counts[c][c];
        }
        long samples = samples();
        return samples == 0 ? Double.NaN : (double) right / samples;
    }

    /// Gives of the predictions of class `c` the share that is right.
    public double precision(int c) {
        return share(count(c, c), predicted(c));
    }

    /// Gives of the samples of class `c` the share that was found.
    public double recall(int c) {
        return share(count(c, c), support(c));
    }

    /// Gives the harmonic mean of precision and recall of class `c`, `2·right / (samples + predictions)`.
    public double f1(int c) {
        return share(2 * count(c, c), support(c) + predicted(c));
    }

    /// Gives the plain mean over classes of a metric such as `matrix::recall`.
    public double macro(IntToDoubleFunction metric) {
        SampleMean mean = new SampleMean();
        for (int c = 0; c < counts.length; c++) {
            if (support(c) + predicted(c) > 0) {
                mean.add(metric.applyAsDouble(c));
            }
        }
        return mean.value();
    }

    /// Gives the mean over classes of a metric such as `matrix::f1`, weighted by the samples of each class.
    public double weighted(IntToDoubleFunction metric) {
        SampleMean mean = new SampleMean();
        for (int c = 0; c < counts.length; c++) {
            mean.addBatch(metric.applyAsDouble(c), support(c));
        }
        return mean.value();
    }

    /// Gives the share of the most frequent class: the accuracy of always predicting it. NaN when there is no
    /// sample.
    public double majorityShare() {
        long samples = samples();
        return samples == 0 ? Double.NaN : (double) support(majority()) / samples;
    }

    /// Gives the index of the class with the most samples, the first of equals.
    public int majority() {
        int most = 0;
        for (int c = 1; c < counts.length; c++) {
            most = support(c) > support(most) ? c : most;
        }
        return most;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix that
                && labels.equals(that.labels)
                && Arrays.deepEquals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * labels.hashCode() + Arrays.deepHashCode(counts);
    }

    /// Gives the matrix as text of at most 120 columns.
    ///
    /// Up to 20 classes it is a table, its columns folded into blocks where they do not fit; of more classes it
    /// lists the commonest mistakes.
    @Override
    public String toString() {
        return ConfusionText.of(this);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static void requireClass(List<String> labels, int index) {
        if (index < 0 || index >= labels.size()) {
            throw new IllegalArgumentException("confusion matrix: a class must be one of 0 … " + (labels.size() - 1)
                    + ", got " + index + "; the labels are " + labels);
        }
    }
}
