package gradus.explain.doctor;

import gradus.core.type.Literal;
import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.ProbabilityBinaryCrossEntropy;
import gradus.nn.loss.ProbabilityCrossEntropy;
import gradus.nn.loss.SoftCrossEntropy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be wrong with the answers of a network before it is trained, held against those of a network that knows
/// nothing.
final class StartRules {
    /// Two more than ln K: the true class has e² ≈ 7 times less than its share. Usual starts are about 0.5 above.
    private static final double NATS_ABOVE = 2;

    /// An error ten times that of the best constant: answers of usual starts err by two to three times as much.
    private static final double TIMES_CONSTANT = 10;

    /// Targets of this size need weights of this size, which small steps take long to make.
    private static final double LARGE_TARGET = 20;

    /// Targets that differ by less are a small loss from the beginning, whose gradients are small too.
    private static final double SMALL_TARGET = 0.02;

    /// Rounding of probabilities and of their sums.
    private static final double ROUNDING = 1e-3;

    private static final double TINY = 1e-9;

    /// Noise at the end of the range costs less of the variance than this.
    private static final double LEAST_LOST = 0.02;

    private final Probe.Reading reading;
    private final AnswerLosses marks;
    private final Optional<Loss> loss;

    StartRules(Probe.Reading reading, AnswerLosses marks, Optional<Loss> loss) {
        this.reading = reading;
        this.marks = marks;
        this.loss = loss;
    }

    /// Gives the findings about the first loss.
    ///
    /// @param constant the loss of the best constant answer
    List<Finding> first(double constant) {
        List<Finding> findings = new ArrayList<>();
        unscaled().ifPresent(findings::add);
        initial(constant).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> initial(double constant) {
        double first = reading.loss();
        boolean logits = loss.filter(StartRules::takesLogits).isPresent();
        double ignorant = logits ? marks.ofZeros() : constant;
        boolean high = logits ? first > ignorant + NATS_ABOVE : isDistance() && first > TIMES_CONSTANT * ignorant;
        if (!high || !(ignorant > 0)) {
            return Optional.empty();
        }
        String of = logits ? "of equal probabilities" : "of the best constant answer";
        return Optional.of(new Finding(
                Illness.INITIAL_LOSS,
                Place.training(),
                "the loss before the first update is " + Numbers.brief(first) + ", that " + of + " is "
                        + Numbers.brief(ignorant),
                Numbers.named("loss", first, "expected", ignorant)));
    }

    private static boolean takesLogits(Loss loss) {
        return loss instanceof CrossEntropy || loss instanceof SoftCrossEntropy || loss instanceof BinaryCrossEntropy;
    }

    private static boolean takesProbabilities(Loss loss) {
        return loss instanceof ProbabilityCrossEntropy || loss instanceof ProbabilityBinaryCrossEntropy;
    }

    /// A distance is 0 where the answer is the target.
    private boolean isDistance() {
        return loss.filter(l -> takesLogits(l) || takesProbabilities(l)).isEmpty()
                && marks.ofTargets().filter(none -> Math.abs(none) < TINY).isPresent();
    }

    private Optional<Finding> unscaled() {
        if (!isDistance()) {
            return Optional.empty();
        }
        double[] targets = marks.target().map(Literal::toDoubles).orElse(new double[0]);
        double deviation = Numbers.deviation(targets);
        double size = Numbers.rootMeanSquare(targets);
        if (size <= LARGE_TARGET && (deviation >= SMALL_TARGET || deviation == 0)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Illness.UNSCALED_TARGETS,
                Place.target(),
                "targets have mean " + Numbers.brief(Numbers.mean(targets)) + " and standard deviation "
                        + Numbers.brief(deviation),
                Numbers.named("mean", Numbers.mean(targets), "deviation", deviation)));
    }

    /// Gives the findings about what the end of the network can give.
    List<Finding> range() {
        double[] answers = reading.answer().map(Literal::toDoubles).orElse(new double[0]);
        if (answers.length == 0 || loss.isEmpty() || !Numbers.allFinite(answers)) {
            return List.of();
        }
        if (takesLogits(loss.get()) && (reading.end().givesProbabilities() || sumToOne(answers))) {
            return List.of(range(Illness.PROBABILITIES_FOR_LOGITS, answers, "takes logits"));
        }
        double past = largest(answers) - 1;
        if (takesProbabilities(loss.get()) && Math.max(past, -least(answers)) > ROUNDING) {
            return List.of(range(Illness.LOGITS_FOR_PROBABILITIES, answers, "takes probabilities"));
        }
        return isDistance() ? reach().stream().toList() : List.of();
    }

    private Finding range(Illness illness, double[] answers, String taken) {
        return new Finding(
                illness,
                Place.training(),
                "answers lie between " + Numbers.brief(least(answers)) + " and " + Numbers.brief(largest(answers))
                        + (sumToOne(answers) ? " and sum to 1" : "") + ", but "
                        + loss.map(Loss::name).orElse("the loss") + " " + taken,
                Numbers.named("least", least(answers), "largest", largest(answers)));
    }

    private Optional<Finding> reach() {
        double[] targets = marks.target().map(Literal::toDoubles).orElse(new double[0]);
        double[] beyond = Arrays.stream(targets).map(reading.end()::beyond).toArray();
        double lost = Math.pow(Numbers.rootMeanSquare(beyond), 2);
        if (lost <= LEAST_LOST * Math.pow(Numbers.deviation(targets), 2)) {
            return Optional.empty();
        }
        long outside = Arrays.stream(beyond).filter(distance -> distance > 0).count();
        double share = (double) outside / targets.length;
        return Optional.of(new Finding(
                Illness.TARGETS_OUT_OF_REACH,
                Place.target(),
                "the network ends with " + reading.end().name().toLowerCase(Locale.ROOT) + ", which gives numbers "
                        + reading.end().range() + ", and " + Numbers.percent(share) + " of the targets lie outside",
                Numbers.named("share", share, "squared distance", lost)));
    }

    private boolean sumToOne(double[] answers) {
        int rank = marks.shape().rank();
        int width = rank < 2 ? 1 : marks.shape().size(rank - 1);
        if (width == 1 || least(answers) < 0) {
            return false;
        }
        for (int row = 0; row < answers.length / width; row++) {
            double sum = Arrays.stream(answers, row * width, (row + 1) * width).sum();
            if (Math.abs(sum - 1) > ROUNDING) {
                return false;
            }
        }
        return true;
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }
}
