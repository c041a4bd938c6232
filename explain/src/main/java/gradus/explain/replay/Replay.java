package gradus.explain.replay;

import gradus.nn.train.Moment;
import gradus.nn.train.StepByStep;
import gradus.nn.train.TrainState;
import gradus.nn.train.Training;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A training done again up to a step, from its start or from a checkpoint: the same data, order, rates and random
/// keys give the same bits.
///
/// Used by one thread at a time, and once: a replay goes forward only.
///
/// {@snippet file="PlotSnippets.java" region="Replay"}
///
/// @param <L> the type of the network
public final class Replay<L> {
    private final StepByStep<L> steps;
    private final Map<Long, Double> epochs = new HashMap<>();
    private Optional<Replayed<L>> last = Optional.empty();

    private Replay(StepByStep<L> steps) {
        this.steps = steps;
    }

    /// Begins at the start of a training.
    public static <L> Replay<L> of(Training<L, ?> training) {
        return new Replay<>(StepByStep.of(training));
    }

    /// Begins at a checkpoint of a training.
    ///
    /// @throws gradus.core.type.FormatException if the state is not one of this network, optimizer and batch size
    public static <L> Replay<L> of(Training<L, ?> training, TrainState state) {
        return new Replay<>(StepByStep.of(training, state));
    }

    /// Gives how many updates are done so far.
    public long step() {
        return steps.step();
    }

    /// Gives how many updates make an epoch.
    public int stepsPerEpoch() {
        return steps.stepsPerEpoch();
    }

    /// Goes on to an update and does it.
    ///
    /// @param step which update, counted from 1
    /// @throws IllegalArgumentException if it has been done already
    public Replayed<L> to(long step) {
        if (step <= steps.step()) {
            throw new IllegalArgumentException("replay: it goes forward, and update " + step
                    + " lies before the next, which is " + (steps.step() + 1) + "; begin a new one");
        }
        pass(step - 2);
        while (steps.step() < step) {
            one();
        }
        return last.orElseThrow();
    }

    /// Goes through some updates and gives the one to ask about: the first that meets or makes a number that is not
    /// finite, else the one whose loss rises most above that of the update before.
    ///
    /// @param first the first of them, counted from 1
    /// @param end the last of them
    /// @throws IllegalArgumentException if the last has been done already
    public Replayed<L> worst(long first, long end) {
        Replayed<L> worst = to(Math.max(first, steps.step() + 1));
        while (steps.step() < end && !isSpoilt(last.orElseThrow())) {
            Replayed<L> next = one();
            worst = isSpoilt(next) || next.rise() > worst.rise() ? next : worst;
        }
        return worst;
    }

    private boolean isSpoilt(Replayed<L> done) {
        return !Double.isFinite(done.loss()) || !isFinite();
    }

    /// Does updates that nobody looks into.
    private void pass(long until) {
        while (steps.step() < until) {
            steps.read();
            update();
            last = Optional.empty();
        }
    }

    private double update() {
        double loss = steps.update();
        if (steps.step() % steps.stepsPerEpoch() == 0) {
            epochs.put(steps.step() / steps.stepsPerEpoch(), steps.epochLoss());
        }
        return loss;
    }

    private Replayed<L> one() {
        steps.read();
        Moment<L> moment = steps.moment();
        Optional<Replayed.Before<L>> before =
                last.map(done -> new Replayed.Before<>(done.moment().network(), done.loss()));
        Replayed<L> done = new Replayed<>(moment, steps.samples(), update(), before);
        last = Optional.of(done);
        return done;
    }

    /// Gives the epoch of an update, counted from 1.
    public long epoch(long step) {
        return Math.ceilDiv(step, steps.stepsPerEpoch());
    }

    /// Gives the mean loss of an epoch, which training reports; goes on to its end if need be.
    ///
    /// @param epoch which epoch, counted from 1, that ended after this replay began
    public double epochLoss(long epoch) {
        pass(epoch * steps.stepsPerEpoch());
        Double loss = epochs.get(epoch);
        if (loss == null) {
            throw new IllegalArgumentException(
                    "replay: epoch " + epoch + " ended before this replay began; begin at an earlier state");
        }
        return loss;
    }

    /// Says whether all parameters and statistics are finite after the last update.
    public boolean isFinite() {
        return steps.notFinite().isEmpty();
    }
}
