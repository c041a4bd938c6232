package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.data.CrossFit;
import gradus.nn.data.Dataset;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.metric.Classification;
import gradus.nn.metric.ClassificationReport;
import gradus.nn.metric.Regression;
import gradus.nn.metric.RegressionReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metrics that fit a target.
final class Measures {
    private Measures() {}

    /// Gives the full measurement of a model's answers.
    ///
    /// @param target what the numbers mean
    /// @param results probabilities per class, or standardised numbers
    /// @param targets class indices, or standardised numbers
    static Evaluation of(TargetEncoder target, double[] results, double[] targets) {
        return switch (target) {
            case TargetEncoder.Classes classes -> {
                ClassificationReport report = ClassificationReport.of(classes.labels(), indices(targets), results);
                yield new Evaluation(targets.length, report.values(), report.toString());
            }
            case TargetEncoder.Scaled scaled -> {
                RegressionReport report = RegressionReport.of(values(scaled, targets), values(scaled, results));
                yield new Evaluation(targets.length, report.values(), report.toString());
            }
        };
    }

    /// Gives the few metrics that are shown after every epoch, from what the network itself gives.
    static Scorer scorer(TargetEncoder target) {
        return switch (target) {
            case TargetEncoder.Classes classes ->
                (logits, targets) -> {
                    int[] predicted =
                            Classification.predictions(logits, classes.labels().size());
                    return Map.of("accuracy", Classification.accuracy(indices(targets), predicted));
                };
            case TargetEncoder.Scaled scaled ->
                (results, targets) -> {
                    double[] truth = values(scaled, targets);
                    double[] answers = values(scaled, results);
                    Map<String, Double> values = new LinkedHashMap<>();
                    values.put("RMSE", Regression.rootMeanSquaredError(truth, answers));
                    values.put("R²", Regression.rSquared(truth, answers));
                    return values;
                };
        };
    }

    /// Gives the measurement of an ensemble on its own training samples, each answered by the member that did not
    /// learn from it.
    static Evaluation crossFitted(Layer network, CrossFit samples, TargetEncoder target, Backend backend) {
        HeldOut heldOut = heldOut(network, samples, target, backend);
        return of(target, probabilities(target, heldOut.answers()), heldOut.targets());
    }

    /// What a network gives for samples that it did not learn from.
    ///
    /// @param answers logits per class or standardised numbers, row-major
    /// @param targets class indices or standardised numbers
    @SuppressWarnings("ArrayRecordComponent")
    record HeldOut(double[] answers, double[] targets) {
        int[] classes() {
            return indices(targets);
        }
    }

    /// Gives what a network says of samples; of samples with folds, what the member says that did not learn from
    /// it.
    static HeldOut heldOut(Layer network, Dataset samples, TargetEncoder target, Backend backend) {
        List<HeldOut> kept = new ArrayList<>();
        Scorer scorer = (answers, targets) -> {
            kept.add(new HeldOut(answers, targets));
            return Map.of();
        };
        Weights weights = Weights.of(network);
        StateBuffers buffers = StateBuffers.of(backend, weights);
        Loss loss = target instanceof TargetEncoder.Classes ? Loss.CROSS_ENTROPY : Loss.MEAN_SQUARED_ERROR;
        new Evaluator<>(network, Goal.of(loss), weights, buffers.weights(), samples, scorer, backend).evaluate();
        return kept.getFirst();
    }

    static double[] probabilities(TargetEncoder target, double[] answers) {
        return switch (target) {
            case TargetEncoder.Scaled _ -> answers;
            case TargetEncoder.Classes classes -> {
                int width = classes.labels().size();
                Tensor logits = Tensor.of(Literal.of(answers, answers.length / width, width));
                yield logits.softmax(-1).toDoubles();
            }
        };
    }

    private static int[] indices(double[] targets) {
        return Arrays.stream(targets).mapToInt(target -> (int) target).toArray();
    }

    private static double[] values(TargetEncoder.Scaled scaled, double[] numbers) {
        return Arrays.stream(numbers).map(scaled::value).toArray();
    }
}
