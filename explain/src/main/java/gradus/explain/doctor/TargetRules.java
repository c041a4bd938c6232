package gradus.explain.doctor;

import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.CosineDistance;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Ctc;
import gradus.nn.loss.Dice;
import gradus.nn.loss.Focal;
import gradus.nn.loss.GaussianNll;
import gradus.nn.loss.Hinge;
import gradus.nn.loss.Huber;
import gradus.nn.loss.KlDivergence;
import gradus.nn.loss.LogCosh;
import gradus.nn.loss.Loss;
import gradus.nn.loss.MeanAbsoluteError;
import gradus.nn.loss.MeanAbsolutePercentageError;
import gradus.nn.loss.PoissonNll;
import gradus.nn.loss.ProbabilityBinaryCrossEntropy;
import gradus.nn.loss.ProbabilityCrossEntropy;
import gradus.nn.loss.Quantile;
import gradus.nn.loss.SmoothL1;
import gradus.nn.loss.SoftCrossEntropy;
import gradus.nn.loss.SquaredError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/// What can be wrong with targets: none to learn, few of one class, none that the loss knows.
final class TargetRules {
    /// At ten to one a network that never names the rare class is right in nine of ten samples.
    private static final double IMBALANCED = 10;

    /// Classes of so few samples in all cannot be told from chance.
    private static final int FEWEST = 20;

    /// Rows of probabilities sum to 1 but for rounding.
    private static final double ROUNDING = 1e-3;

    private final Rows rows;
    private final Columns columns;

    TargetRules(Rows rows, Columns columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /// Gives the findings about the distribution of targets.
    ///
    /// @param weighted whether the loss weighs samples by their class
    List<Finding> distribution(boolean weighted) {
        if (!rows.hasTarget() || rows.count() < 2) {
            return List.of();
        }
        double[] targets = rows.targets();
        if (Arrays.stream(targets).allMatch(target -> target == targets[0])) {
            return List.of(new Finding(
                    Illness.CONSTANT_TARGET,
                    Place.target(),
                    "it is " + Numbers.brief(targets[0]) + " in all of " + rows.count() + " training samples",
                    Numbers.named("value", targets[0], "samples", rows.count())));
        }
        boolean classes = rows.hasClasses() || Arrays.stream(targets).allMatch(t -> t == 0 || t == 1);
        return classes && !weighted && rows.count() >= FEWEST ? imbalance(targets) : List.of();
    }

    private List<Finding> imbalance(double[] targets) {
        Map<Double, Integer> counts = new TreeMap<>();
        Arrays.stream(targets).forEach(target -> counts.merge(target, 1, Integer::sum));
        Map.Entry<Double, Integer> rarest =
                counts.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        Map.Entry<Double, Integer> commonest =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        double ratio = (double) commonest.getValue() / rarest.getValue();
        return ratio < IMBALANCED
                ? List.of()
                : List.of(new Finding(
                        Illness.CLASS_IMBALANCE,
                        Place.target(),
                        "class " + columns.className(rarest.getKey()) + " has " + rarest.getValue() + " of "
                                + targets.length
                                + " training samples, class "
                                + columns.className(commonest.getKey()) + " has " + commonest.getValue() + ", "
                                + Numbers.brief(ratio) + " times as many",
                        Numbers.named("rarest", rarest.getValue(), "commonest", commonest.getValue(), "ratio", ratio)));
    }

    /// Gives the finding about targets that a loss is not defined for.
    ///
    /// @param answer the shape of the answers
    List<Finding> domain(Loss loss, Shape answer) {
        if (rows.count() == 0) {
            return List.of();
        }
        Literal targets = rows.parts().get(Math.min(1, rows.parts().size() - 1));
        return strange(loss, targets, answer).stream()
                .map(words -> new Finding(Illness.TARGET_OUT_OF_DOMAIN, Place.target(), words, Map.of()))
                .toList();
    }

    private static Optional<String> strange(Loss loss, Literal targets, Shape answer) {
        return switch (loss) {
            case CrossEntropy entropy -> classes(entropy, targets, answer);
            case BinaryCrossEntropy _, ProbabilityBinaryCrossEntropy _, Focal _, Dice _ ->
                outside(loss, targets, y -> y >= 0 && y <= 1, "between 0 and 1");
            case SoftCrossEntropy _, ProbabilityCrossEntropy _, KlDivergence _ ->
                outside(loss, targets, y -> y >= 0 && y <= 1 + ROUNDING, "probabilities")
                        .or(() -> sums(loss, targets));
            case Hinge _ -> outside(loss, targets, y -> y == 1 || y == -1, "1 or −1");
            case PoissonNll _ -> outside(loss, targets, y -> y >= 0, "at least 0");
            case MeanAbsolutePercentageError _ -> outside(loss, targets, y -> y != 0, "other than 0");
            case SquaredError _,
                    MeanAbsoluteError _,
                    Huber _,
                    SmoothL1 _,
                    LogCosh _,
                    Quantile _,
                    GaussianNll _,
                    CosineDistance _,
                    Ctc _ -> Optional.empty();
        };
    }

    private static Optional<String> classes(CrossEntropy loss, Literal targets, Shape answer) {
        int classes = answer.rank() == 0 ? 1 : answer.size(answer.rank() - 1);
        return outside(
                loss,
                targets,
                y -> y >= 0 && y < classes
                        || loss.ignoredClass().isPresent()
                                && y == loss.ignoredClass().getAsLong(),
                "a class number from 0 to " + (classes - 1));
    }

    private static Optional<String> outside(Loss loss, Literal targets, DoublePredicate fits, String words) {
        List<Double> strange = new ArrayList<>();
        for (int i = 0; i < targets.count(); i++) {
            double y = targets.get(i);
            if (Double.isFinite(y) && !fits.test(y)) {
                strange.add(y);
            }
        }
        return strange.isEmpty()
                ? Optional.empty()
                : Optional.of("targets of " + loss.name() + " must be " + words + ", but " + strange.size() + " of "
                        + targets.count() + " are not, such as " + Numbers.brief(strange.getFirst()));
    }

    private static Optional<String> sums(Loss loss, Literal targets) {
        int rank = targets.type().shape().rank();
        int width = rank == 0 ? 1 : targets.type().shape().size(rank - 1);
        int strange = 0;
        for (int row = 0; row < targets.count() / width; row++) {
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += targets.get(row * width + i);
            }
            strange += Math.abs(sum - 1) > ROUNDING && Double.isFinite(sum) ? 1 : 0;
        }
        return strange == 0
                ? Optional.empty()
                : Optional.of("targets of " + loss.name() + " must sum to 1, but " + strange + " of "
                        + targets.count() / width + " do not");
    }
}
