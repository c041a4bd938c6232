package gradus.explain.doctor;

import gradus.nn.train.EpochReport;
import gradus.nn.train.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// What can be wrong with the course of a training, read from the losses of its epochs. Changes are measured beside a
/// scale: what the loss of the best constant answer lies above the least possible, or where it is not known the loss of
/// the first epoch. So a loss that triples from 0.001 to 0.003 is no change.
///
/// @param epochs the reports of the epochs
/// @param reason why training ended
/// @param bestEpoch the best epoch, from 1
/// @param constant the loss of the best constant answer, if it is known
/// @param possible the least loss that is possible, 0 if it is not known
/// @param ratio looks how large an update is beside the weights, if that can be known
/// @param reducible whether something shows that the training loss can be lower
record Course(
        List<EpochReport> epochs,
        StopReason reason,
        int bestEpoch,
        OptionalDouble constant,
        double possible,
        Supplier<OptionalDouble> ratio,
        boolean reducible) {
    /// Of fewer epochs no course can be read.
    private static final int FEWEST = 4;

    /// An epoch's loss that changes by so much of the scale, up as often as down, is no way downhill.
    private static final double JUMP = 0.05;

    /// A falling loss rises in fewer epochs than this.
    private static final double RISES = 0.3;

    /// An end this far above where the loss had been.
    private static final double RISEN = 0.25;

    /// A quarter of the epochs that still brings a tenth of the scale.
    private static final double STILL_FALLING = 0.1;

    /// Where it is known that the loss can be lower, less is enough.
    private static final double STILL_FALLING_REDUCIBLE = 0.03;

    /// log₁₀ of update by weight is about −3 where training goes well; a third of that is little.
    private static final double SMALL_RATIO = 3e-4;

    /// All updates together that change the weights by less leave them as they are.
    private static final double UNMOVED = 0.01;

    /// Where the ratio is not known: in so many updates a network gets somewhere.
    private static final long MANY_UPDATES = 300;

    /// What is left when an end is too early.
    private static final double LEFT = 0.2;

    /// A training that came less than a third of the way, evenly all the time, goes too slowly.
    private static final double SHORT_WAY = 0.3;

    /// So little of the scale is no way at all.
    private static final double LEAST_WAY = 1e-3;

    /// An even fall: the second half brings at least so much of what the first does.
    private static final double EVEN = 0.5;

    /// Between training and validation loss, beside the scale: what noise and chance make of small data is less.
    private static final double GAP = 0.25;

    /// What a training set must be learned by to say that it is.
    private static final double LEARNED = 0.8;

    /// Nearly as bad as a constant.
    private static final double AS_CONSTANT = 0.97;

    /// The best epoch lies in this first part of the epochs.
    private static final double EARLY = 0.1;

    private static final int FEWEST_EARLY = 10;

    /// So small a change between two quarters of the epochs is none.
    private static final double STILL = 0.01;

    /// The validation loss stays above its best by so much of the scale.
    private static final double AFTERWARDS = 0.2;

    List<Finding> examine() {
        if (epochs.stream().anyMatch(epoch -> !Double.isFinite(epoch.trainingLoss()))) {
            return List.of(new Finding(
                    Illness.DIVERGED, Place.training(), "the loss of an epoch is not finite", Numbers.named()));
        }
        List<Finding> findings = new ArrayList<>();
        if (epochs.size() < FEWEST) {
            return findings;
        }
        high().or(this::slow).or(this::unfinished).ifPresent(findings::add);
        overFitting().ifPresent(findings::add);
        if (findings.stream().noneMatch(f -> f.illness() == Illness.OVER_FITTING)) {
            early().ifPresent(findings::add);
        }
        return findings;
    }

    private double training(int index) {
        return epochs.get(index).trainingLoss();
    }

    private double last() {
        return epochs.getLast().trainingLoss();
    }

    /// Gives the validation loss of an epoch, NaN if there is none.
    private double validation(int index) {
        return epochs.get(index).validation().getOrDefault("loss", Double.NaN);
    }

    private boolean isValidated() {
        return epochs.stream()
                .allMatch(epoch -> Double.isFinite(epoch.validation().getOrDefault("loss", Double.NaN)));
    }

    /// What a loss is measured beside.
    double scale() {
        double first = training(0) - possible;
        double scale = constant.isPresent() ? constant.getAsDouble() - possible : first;
        return Math.max(scale, Double.MIN_NORMAL);
    }

    private Optional<Finding> high() {
        int half = epochs.size() / 2;
        int rises = 0;
        double[] jumps = new double[epochs.size() - half];
        double least = training(0);
        for (int i = 1; i < epochs.size(); i++) {
            double change = training(i) - training(i - 1);
            least = Math.min(least, training(i));
            if (i >= half) {
                jumps[i - half] = Math.abs(change);
                rises += change > 0 ? 1 : 0;
            }
        }
        double jump = Numbers.median(jumps) / scale();
        double share = (double) rises / jumps.length;
        boolean jumpy = jump > JUMP && share >= RISES && moves();
        boolean risen = last() - least > RISEN * scale();
        if (!jumpy && !risen) {
            return Optional.empty();
        }
        String words = jumpy
                ? "in the second half the training loss changes by " + Numbers.percent(jump)
                        + " of its scale from epoch to epoch and rises in " + Numbers.percent(share) + " of them"
                : "the training loss rises from " + Numbers.brief(least) + " to " + Numbers.brief(last());
        return Optional.of(new Finding(
                Illness.LEARNING_RATE_TOO_HIGH,
                Place.training(),
                words,
                Numbers.named("jump", jump, "rises", share, "least", least, "last", last())));
    }

    /// Says whether updates can make a course: weights that stay as they are leave only the chance of dropout.
    private boolean moves() {
        OptionalDouble known = ratio.get();
        return known.isEmpty() || known.getAsDouble() * epochs.getLast().step() >= UNMOVED;
    }

    private Optional<Finding> slow() {
        int half = epochs.size() / 2;
        double firstHalf = training(0) - training(half);
        double secondHalf = training(half) - last();
        double way = training(0) - last();
        double left = last() - possible;
        boolean even = secondHalf > EVEN * firstHalf * (epochs.size() - 1 - half) / half;
        boolean slow = wasStopped()
                && left > (1 - SHORT_WAY) * scale()
                && way < SHORT_WAY * (training(0) - possible)
                && way > LEAST_WAY * scale()
                && even
                && !isRuffled();
        return slow
                ? Optional.of(new Finding(
                        isSmall() ? Illness.LEARNING_RATE_TOO_LOW : Illness.NOT_FINISHED,
                        Place.training(),
                        "the training loss fell evenly from " + Numbers.brief(training(0)) + " to "
                                + Numbers.brief(last()) + " in "
                                + epochs.getLast().epoch()
                                + " epochs, and was still falling as fast at the end",
                        Numbers.named("first", training(0), "last", last(), "way", way / training(0))))
                : Optional.empty();
    }

    private boolean isSmall() {
        OptionalDouble known = ratio.get();
        return known.isPresent()
                ? known.getAsDouble() < SMALL_RATIO
                : epochs.getLast().step() >= MANY_UPDATES;
    }

    /// A loss that hardly moves and moves up and down is not falling slowly, it stands still.
    private boolean isRuffled() {
        int rises = 0;
        for (int i = 1; i < epochs.size(); i++) {
            rises += training(i) > training(i - 1) ? 1 : 0;
        }
        return rises > RISES * (epochs.size() - 1);
    }

    private boolean wasStopped() {
        return reason == StopReason.EPOCHS_DONE || reason == StopReason.STEPS_DONE;
    }

    private Optional<Finding> unfinished() {
        int from = epochs.size() - 1 - Math.max(1, epochs.size() / 4);
        boolean validated = isValidated();
        double before = validated ? Math.min(validation(from), validation(from + 1)) : training(from);
        double now = validated ? validation(epochs.size() - 1) : last();
        double quarter = epochs.size() / 4.0 / (epochs.size() - 1 - from);
        double gained = quarter * (before - now);
        double much = (reducible ? STILL_FALLING_REDUCIBLE : STILL_FALLING) * scale();
        boolean falling = quarter * (training(from) - last()) > much && gained > much;
        boolean few = reducible && epochs.getLast().step() < MANY_UPDATES && before > now;
        if (!wasStopped() || !falling && !few || !(now - possible > LEFT * scale())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Illness.NOT_FINISHED,
                Place.training(),
                "after " + epochs.getLast().step() + " updates; in the last quarter of the epochs the "
                        + (validated ? "validation" : "training") + " loss fell from " + Numbers.brief(before) + " to "
                        + Numbers.brief(now),
                Numbers.named("before", before, "last", now)));
    }

    private int best() {
        for (int i = 0; i < epochs.size(); i++) {
            if (epochs.get(i).epoch() == bestEpoch) {
                return i;
            }
        }
        return epochs.size() - 1;
    }

    private Optional<Finding> overFitting() {
        if (!isValidated()) {
            return Optional.empty();
        }
        int kept = best();
        double least = validation(kept);
        for (int i = 0; i < epochs.size(); i++) {
            least = Math.min(least, validation(i));
        }
        int end = epochs.size() - 1;
        boolean gap = validation(kept) - training(kept) > GAP * scale();
        boolean rises = reason != StopReason.NO_IMPROVEMENT
                && validation(end) - least > GAP * scale()
                && validation(end) - last() > GAP * scale();
        boolean nothing = constant.isPresent()
                && least > AS_CONSTANT * constant.getAsDouble()
                && last() - possible < LEARNED * scale();
        if (!gap && !rises && !nothing) {
            return Optional.empty();
        }
        int at = gap ? kept : end;
        String words = "in epoch " + epochs.get(at).epoch() + " the training loss is " + Numbers.brief(training(at))
                + ", the validation loss " + Numbers.brief(validation(at)) + "; the least validation loss was "
                + Numbers.brief(least)
                + (constant.isPresent() ? ", a constant answer has " + Numbers.brief(constant.getAsDouble()) : "");
        return Optional.of(new Finding(
                Illness.OVER_FITTING,
                Place.training(),
                words,
                Numbers.named("training", training(at), "validation", validation(at), "least validation", least)));
    }

    private Optional<Finding> early() {
        int done = epochs.getLast().epoch();
        int kept = best();
        boolean early = isValidated() && done >= FEWEST_EARLY && bestEpoch >= 1 && bestEpoch <= EARLY * done;
        if (!early || kept + 1 >= epochs.size()) {
            return Optional.empty();
        }
        double[] after = new double[epochs.size() - kept - 1];
        for (int i = 0; i < after.length; i++) {
            after[i] = validation(kept + 1 + i);
        }
        double median = Numbers.median(after);
        return median - validation(kept) > AFTERWARDS * scale()
                ? Optional.of(new Finding(
                        Illness.BEST_EPOCH_EARLY,
                        Place.training(),
                        "the best of " + done + " epochs is number " + bestEpoch + " with a validation loss of "
                                + Numbers.brief(validation(kept)) + "; later ones have about " + Numbers.brief(median),
                        Numbers.named(
                                "best epoch", bestEpoch, "epochs", done, "best", validation(kept), "later", median)))
                : Optional.empty();
    }

    /// Says whether the training loss stood still in the second half.
    boolean standsStill() {
        if (epochs.size() < 2 * FEWEST) {
            return false;
        }
        int half = epochs.size() / 2;
        double[] early = new double[epochs.size() / 4];
        double[] late = new double[epochs.size() / 4];
        for (int i = 0; i < early.length; i++) {
            early[i] = training(half + i);
            late[i] = training(epochs.size() - 1 - i);
        }
        return Math.abs(Numbers.mean(early) - Numbers.mean(late)) < STILL * scale();
    }
}
