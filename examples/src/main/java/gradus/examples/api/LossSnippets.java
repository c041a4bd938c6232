package gradus.examples.api;

import gradus.core.tensor.Tensor;
import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Ctc;
import gradus.nn.loss.Distances;
import gradus.nn.loss.Focal;
import gradus.nn.loss.GaussianNll;
import gradus.nn.loss.Huber;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Quantile;
import gradus.nn.loss.SoftCrossEntropy;
import gradus.nn.metric.Classification;
import gradus.nn.metric.ClassificationReport;
import gradus.nn.metric.ClassificationTally;
import gradus.nn.metric.Regression;
import gradus.nn.metric.RegressionReport;
import gradus.nn.metric.TemperatureScaling;
import java.io.PrintStream;
import java.util.List;

/// Snippets of losses and of what judges answers.
final class LossSnippets {
    private LossSnippets() {}

    /// Runs them.
    static void run(PrintStream out) {
        classes(out);
        numbers(out);
        distances(out);
        metrics(out);
        calibration(out);
    }

    private static void classes(PrintStream out) {
        Tensor logits = Tensor.of(new float[][] {{2, 0}, {0, 1}});
        // @start region="CrossEntropy"
        var smooth = CrossEntropy.defaults().withLabelSmoothing(0.1).withClassWeights(List.of(1.0, 3.0));
        Tensor each = smooth.each(logits, Tensor.of(new long[] {0, 1})); // [2]
        // @end
        // @start region="BinaryCrossEntropy"
        Tensor yesNo = BinaryCrossEntropy.defaults().each(Tensor.of(2.0, -1.0), Tensor.of(1.0, 0.0)); // of logits
        // @end
        // @start region="Focal"
        Tensor hard = Focal.defaults().each(Tensor.of(2.0, -1.0), Tensor.of(1.0, 0.0)); // the easy ones count less
        // @end
        // @start region="SoftCrossEntropy"
        Tensor soft = SoftCrossEntropy.defaults().each(logits, Tensor.of(new float[][] {{0.9f, 0.1f}, {0.5f, 0.5f}}));
        // @end
        // @start region="Ctc"
        var ctc = Ctc.defaults(); // logits of each step, the labels without their times
        // @end
        out.printf("%s%n", List.of(each, yesNo, hard, soft, ctc));
    }

    private static void numbers(PrintStream out) {
        Tensor prediction = Tensor.of(new float[][] {{2}, {5}});
        Tensor target = Tensor.of(new float[][] {{1}, {9}});
        // @start region="Huber"
        Tensor robust = Huber.of(1).each(prediction, target); // 0.5 and 3.5: squares near 0, straight beyond 1
        // @end
        // @start region="Quantile"
        Tensor upper = new Quantile(0.9).each(prediction, target); // learns what nine in ten stay below
        // @end
        // @start region="GaussianNll"
        Tensor meanAndVariance = Tensor.of(new float[][] {{2, 1}, {5, 4}});
        Tensor surprise = new GaussianNll().each(meanAndVariance, Tensor.of(1.0, 9.0));
        // @end
        // @start region="Objective"
        Tensor mean = Loss.MEAN_SQUARED_ERROR.each(prediction, target).mean(); // (1 + 16) / 2
        // @end
        out.printf("%s%n", List.of(robust, upper, surprise, mean));
    }

    private static void distances(PrintStream out) {
        // @start region="Distances"
        Tensor anchor = Tensor.of(new float[][] {{0, 0}});
        Tensor alike = Tensor.of(new float[][] {{0, 1}});
        Tensor other = Tensor.of(new float[][] {{3, 4}});
        Tensor triplet = Distances.triplet(anchor, alike, other, 1); // 0: the other is farther by more than 1
        // @end
        out.println(triplet);
    }

    private static void metrics(PrintStream out) {
        // @start region="Classification"
        double auc = Classification.rocAuc(new int[] {0, 1, 1}, new double[] {0.2, 0.7, 0.6}); // 1.0
        // @end
        // @start region="Regression"
        double error = Regression.rootMeanSquaredError(new double[] {1, 2}, new double[] {1, 4}); // √2
        // @end
        // @start region="ClassificationReport"
        var report =
                ClassificationReport.of(List.of("cat", "dog"), new int[] {0, 1}, new double[] {0.9, 0.1, 0.4, 0.6});
        out.println(report.confusion().accuracy() + " " + report.logLoss());
        // @end
        // @start region="RegressionReport"
        var errors = RegressionReport.of(new double[] {1, 2}, new double[] {1, 4});
        // @end
        // @start region="ClassificationTally"
        var tally = new ClassificationTally(List.of("cat", "dog"));
        tally.add(new int[] {0, 1}, new double[] {0.9, 0.1, 0.4, 0.6}); // batch by batch
        var all = tally.report();
        // @end
        out.printf("%s%n", List.of(auc, error, errors, all.confusion().accuracy()));
    }

    private static void calibration(PrintStream out) {
        double[] logits = {9, 0, 8, 0, 0, 7, 6, 0};
        int[] targets = {0, 0, 1, 1};
        // @start region="TemperatureScaling"
        var scaling = TemperatureScaling.fit(logits, targets); // of validation samples
        double[] honest = scaling.probabilities(new double[] {3, 0}, 2);
        // @end
        out.println(honest[0]);
    }
}
