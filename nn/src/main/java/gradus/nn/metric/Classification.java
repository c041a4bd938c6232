package gradus.nn.metric;

import java.util.Arrays;

/// Metrics of predicted classes and class probabilities.
///
/// Targets are class indices. Scores and probabilities are row-major `[samples, classes]`; the number of
/// classes follows from the two lengths. All means are exact over samples, and NaN where there is no sample.
/// All throw [IllegalArgumentException] where lengths do not fit or a target is no class.
///
/// {@snippet file="LossSnippets.java" region="Classification"}
public final class Classification {
    /// The least probability that log-loss counts, 2⁻⁵².
    public static final double LEAST_PROBABILITY = 0x1p-52;

    private Classification() {}

    /// Gives for each row of `scores` the class with the highest score; ties go to the first.
    ///
    /// A NaN is never the highest; a row of NaN alone gives class 0.
    public static int[] predictions(double[] scores, int classes) {
        if (classes < 1 || scores.length % classes != 0) {
            throw new IllegalArgumentException("predictions: the scores must be rows of one number for each class, got "
                    + scores.length + " numbers for " + classes + " classes");
        }
        int[] best = new int[scores.length / classes];
        for (int row = 0; row < best.length; row++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                if (scores[row * classes + c] > highest) {
                    highest = scores[row * classes + c];
                    best[row] = c;
                }
            }
        }
        return best;
    }

    /// Gives the share of samples whose prediction is the target.
    public static double accuracy(int[] targets, int[] predictions) {
        sameLength("accuracy", targets.length, predictions.length);
        long right = 0;
        for (int i = 0; i < targets.length; i++) {
            right += targets[i] == predictions[i] ? 1 : 0;
        }
        return targets.length == 0 ? Double.NaN : (double) right / targets.length;
    }

    /// Gives the share of samples whose target is among the `k` highest scores; of equal scores the first class
    /// wins.
    public static double topKAccuracy(int[] targets, double[] scores, int k) {
        int classes = classes("top-k accuracy", targets, scores);
        if (k < 1) {
            throw new IllegalArgumentException("top-k accuracy: k must be at least 1, got " + k);
        }
        long right = 0;
        for (int i = 0; i < targets.length; i++) {
            double own = scores[i * classes + targets[i]];
            int before = Double.isNaN(own) ? k : 0;
            for (int c = 0; c < classes; c++) {
                double other = scores[i * classes + c];
                before += other > own || other == own && c < targets[i] ? 1 : 0;
            }
            right += before < k ? 1 : 0;
        }
        return targets.length == 0 ? Double.NaN : (double) right / targets.length;
    }

    /// Gives the mean negative log-likelihood `−1/n Σ ln max(p(target), 2⁻⁵²)`, in nats.
    ///
    /// The bound keeps one confident mistake from making the mean infinite: no sample counts for more than
    /// 36.04.
    public static double logLoss(int[] targets, double[] probabilities) {
        int classes = classes("log-loss", targets, probabilities);
        SampleMean mean = new SampleMean();
        for (int i = 0; i < targets.length; i++) {
            mean.add(-Math.log(Math.max(probabilities[i * classes + targets[i]], LEAST_PROBABILITY)));
        }
        return mean.value();
    }

    /// Gives the Brier score `1/n Σ Σ_c (p_c − [c = target])²`, from 0 (certain and right) to 2 (certain and
    /// wrong).
    ///
    /// For two classes this is twice the form that looks at one probability only.
    public static double brier(int[] targets, double[] probabilities) {
        int classes = classes("Brier score", targets, probabilities);
        SampleMean mean = new SampleMean();
        for (int i = 0; i < targets.length; i++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                double error = probabilities[i * classes + c] - (c == targets[i] ? 1 : 0);
                sum += error * error;
            }
            mean.add(sum);
        }
        return mean.value();
    }

    /// Gives the expected calibration error: how far confidence and accuracy lie apart.
    ///
    /// Confidence is the highest probability of a row. Over `bins` equal intervals (lower, upper] of [0, 1] it
    /// is `Σ_b n_b/n · |accuracy_b − mean confidence_b|`.
    public static double calibrationError(int[] targets, double[] probabilities, int bins) {
        int classes = classes("calibration error", targets, probabilities);
        if (bins < 1) {
            throw new IllegalArgumentException("calibration error: there must be at least 1 bin, got " + bins);
        }
        int[] predictions = predictions(probabilities, classes);
        SampleMean[] gaps = new SampleMean[bins];
        Arrays.setAll(gaps, b -> new SampleMean());
        for (int i = 0; i < targets.length; i++) {
            double confidence = probabilities[i * classes + predictions[i]];
            if (Double.isNaN(confidence)) {
                return Double.NaN;
            }
            int bin = Math.clamp((long) Math.ceil(confidence * bins) - 1, 0, bins - 1);
            gaps[bin].add((predictions[i] == targets[i] ? 1 : 0) - confidence);
        }
        double sum = 0;
        for (SampleMean gap : gaps) {
            sum += Math.abs(gap.sum());
        }
        return sum / targets.length;
    }

    /// Gives the area under the ROC curve of a two-class problem: targets 0 and 1, a higher score means 1.
    ///
    /// It is the chance that a random sample of class 1 scores above one of class 0, ties counting half:
    /// `(#above + #ties / 2) / (n₁ n₀)`, counted exactly. NaN when one class is absent or a score is NaN.
    public static double rocAuc(int[] targets, double[] scores) {
        sameLength("ROC AUC", targets.length, scores.length);
        for (int target : targets) {
            if (target != 0 && target != 1) {
                throw new IllegalArgumentException("ROC AUC: the targets of two classes must be 0 and 1, got " + target
                        + "; for more classes use rocAucOneVersusRest");
            }
        }
        return rankAuc(targets, 1, scores, 1, 0);
    }

    /// Gives the mean over classes of the area under the ROC curve of "this class" against "any other".
    ///
    /// The score is the probability of the class. Classes without a target are left out; NaN when fewer than
    /// two occur.
    public static double rocAucOneVersusRest(int[] targets, double[] probabilities) {
        int classes = classes("ROC AUC", targets, probabilities);
        boolean[] occurs = new boolean[classes];
        for (int target : targets) {
            occurs[target] = true;
        }
        SampleMean mean = new SampleMean();
        for (int c = 0; c < classes; c++) {
            if (occurs[c]) {
                mean.add(rankAuc(targets, c, probabilities, classes, c));
            }
        }
        return mean.value();
    }

    private static double rankAuc(int[] targets, int positive, double[] scores, int stride, int column) {
        double[] above = new double[targets.length];
        double[] below = new double[targets.length];
        int positives = 0;
        int negatives = 0;
        for (int i = 0; i < targets.length; i++) {
            double score = scores[i * stride + column];
            if (Double.isNaN(score)) {
                return Double.NaN;
            }
            if (targets[i] == positive) {
                above[positives++] = score;
            } else {
                below[negatives++] = score;
            }
        }
        if (positives == 0 || negatives == 0) {
            return Double.NaN;
        }
        Arrays.sort(above, 0, positives);
        Arrays.sort(below, 0, negatives);
        long halves = 0; // twice the pairs won, once the ties
        int lower = 0;
        int upTo = 0;
        for (int i = 0; i < positives; i++) {
            while (lower < negatives && below[lower] < above[i]) {
                lower++;
            }
            upTo = Math.max(upTo, lower);
            while (upTo < negatives && below[upTo] == above[i]) {
                upTo++;
            }
            halves += lower + upTo;
        }
        return halves / (2.0 * positives * negatives);
    }

    static int classes(String metric, int[] targets, double[] scores) {
        if (targets.length == 0 && scores.length == 0) {
            return 1;
        }
        if (targets.length == 0 || scores.length == 0 || scores.length % targets.length != 0) {
            throw new IllegalArgumentException(metric + ": the scores must be rows of one number for each class, got "
                    + scores.length + " scores for " + targets.length + " targets");
        }
        int classes = scores.length / targets.length;
        for (int target : targets) {
            if (target < 0 || target >= classes) {
                throw new IllegalArgumentException(metric + ": a target must be one of the " + classes + " classes 0 … "
                        + (classes - 1) + ", got " + target);
            }
        }
        return classes;
    }

    static void sameLength(String metric, int targets, int predictions) {
        if (targets != predictions) {
            throw new IllegalArgumentException(metric + ": there must be one prediction for each target, got "
                    + predictions + " predictions for " + targets + " targets");
        }
    }
}
