package gradus.nn.metric;

import java.util.Arrays;
import java.util.List;

/// A running [ClassificationReport]: takes samples in batches of any size and gives the same bits however they
/// were batched.
///
/// It keeps every probability (8 bytes for each sample and class), because the area under a ROC curve needs
/// them all. It has state and is not thread-safe.
///
/// {@snippet file="LossSnippets.java" region="ClassificationTally"}
public final class ClassificationTally {
    private final List<String> labels;
    private int[] targets = new int[0];
    private double[] probabilities = new double[0];
    private int samples;

    /// Makes a tally of no samples yet.
    public ClassificationTally(List<String> labels) {
        this.labels = List.copyOf(labels);
    }

    /// Adds samples: target indices and class probabilities, row-major `[samples, labels]`.
    ///
    /// @throws IllegalArgumentException if the lengths do not fit
    public void add(int[] moreTargets, double[] moreProbabilities) {
        int classes = labels.size();
        if (moreProbabilities.length != (long) moreTargets.length * classes) {
            throw new IllegalArgumentException("classification tally: the probabilities must be " + moreTargets.length
                    + " rows of one number for each of " + classes + " labels, got " + moreProbabilities.length
                    + " numbers");
        }
        int next = Math.addExact(samples, moreTargets.length);
        if (next > targets.length) {
            int room = Math.max(next, targets.length + targets.length / 2);
            targets = Arrays.copyOf(targets, room);
            probabilities = Arrays.copyOf(probabilities, Math.multiplyExact(room, classes));
        }
        System.arraycopy(moreTargets, 0, targets, samples, moreTargets.length);
        System.arraycopy(moreProbabilities, 0, probabilities, samples * classes, moreProbabilities.length);
        samples = next;
    }

    /// Gives the report over all samples so far.
    public ClassificationReport report() {
        return ClassificationReport.of(
                labels, Arrays.copyOf(targets, samples), Arrays.copyOf(probabilities, samples * labels.size()));
    }
}
