package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.nn.data.Dataset;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Layer;
import gradus.nn.metric.Classification;
import gradus.nn.metric.TemperatureScaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Chooses the temperature of a model's probabilities by samples that it did not learn from.
///
/// A temperature fitted to samples always fits those; so it is fitted to four fifths and judged by the log-loss of
/// the other fifth, five times over. Only if it lowers that by more than twice its standard error is it taken,
/// fitted to all then. Where every sample is answered right nothing says how confident answers may be: the more the
/// better for these, so there is none.
final class Calibration {
    private static final int FOLDS = 5;
    private static final double SURE = 2;
    private static final double LEAST = 1e-15;

    private final double[] logits;
    private final int[] targets;
    private final int classes;

    private Calibration(double[] logits, int[] targets) {
        this.logits = logits;
        this.targets = targets;
        this.classes = logits.length / Math.max(1, targets.length);
    }

    /// Gives the temperature of a network's answers to samples that judge it. There is nothing if there are no such
    /// samples, their targets are numbers, or no temperature lowers the log-loss.
    static Optional<TemperatureScaling> of(Layer network, Dataset judges, TargetEncoder target, Backend backend) {
        if (judges.size() == 0 || target instanceof TargetEncoder.Scaled) {
            return Optional.empty();
        }
        Measures.HeldOut heldOut = Measures.heldOut(network, judges, target, backend);
        return of(heldOut.answers(), heldOut.classes());
    }

    /// Gives the temperature, or nothing if none lowers the log-loss of samples that it was not fitted to.
    ///
    /// @param logits rows of logits, row-major, of samples that the network did not learn from
    /// @param targets the class of each row
    static Optional<TemperatureScaling> of(double[] logits, int[] targets) {
        if (targets.length < 2 * FOLDS) {
            return Optional.empty();
        }
        Calibration whole = new Calibration(logits, targets);
        if (Classification.accuracy(targets, Classification.predictions(logits, whole.classes)) == 1) {
            return Optional.empty();
        }
        List<Double> gains = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            Calibration others = whole.rows(row -> row % FOLDS != left);
            whole.rows(row -> row % FOLDS == left)
                    .addGains(TemperatureScaling.fit(others.logits, others.targets), gains);
        }
        return isSure(gains) ? Optional.of(TemperatureScaling.fit(logits, targets)) : Optional.empty();
    }

    private static boolean isSure(List<Double> gains) {
        double mean = gains.stream().mapToDouble(gain -> gain).sum() / gains.size();
        double squares = gains.stream()
                .mapToDouble(gain -> (gain - mean) * (gain - mean))
                .sum();
        return mean > SURE * Math.sqrt(squares / (gains.size() - 1) / gains.size());
    }

    private Calibration rows(IntPredicate kept) {
        int[] chosen = IntStream.range(0, targets.length).filter(kept).toArray();
        double[] rows = new double[chosen.length * classes];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(logits, chosen[i] * classes, rows, i * classes, classes);
        }
        return new Calibration(
                rows, Arrays.stream(chosen).map(row -> targets[row]).toArray());
    }

    /// Adds by how much the temperature lowers the log-loss of each row.
    private void addGains(TemperatureScaling scaling, List<Double> gains) {
        double[] plain = new TemperatureScaling(1).probabilities(logits, classes);
        double[] scaled = scaling.probabilities(logits, classes);
        for (int row = 0; row < targets.length; row++) {
            int at = row * classes + targets[row];
            gains.add(Math.log(Math.max(scaled[at], LEAST)) - Math.log(Math.max(plain[at], LEAST)));
        }
    }
}
