package gradus.cli.run;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.explain.replay.Comparison;
import gradus.explain.replay.Replay;
import gradus.explain.replay.Replayed;
import gradus.explain.replay.Why;
import gradus.nn.layer.Layer;
import gradus.nn.train.EpochReport;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.StepByStep;
import gradus.nn.train.TrainState;
import gradus.nn.train.Training;
import gradus.nn.train.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A run that lies in its folder, of which updates can be done again: from its checkpoint where that lies before them,
/// else from its start.
public final class RecordedRun {
    private final RunFolder folder;
    private final Preparation prepared;
    private final RunHistory history;
    private final Optional<TrainState> checkpoint;
    private final String version;

    private RecordedRun(
            RunFolder folder,
            Preparation prepared,
            RunHistory history,
            Optional<TrainState> checkpoint,
            String version) {
        this.folder = folder;
        this.prepared = prepared;
        this.history = history;
        this.checkpoint = checkpoint;
        this.version = version;
    }

    /// Reads a run.
    ///
    /// @param command what is about to be done, for messages
    /// @throws gradus.core.type.FormatException if there is none, its files cannot be read, or its data have
    /// changed
    public static RecordedRun open(Path path, String command) {
        RunFolder folder = RunFolder.open(path, command);
        ConfigReader reader = ConfigReader.of(folder.config());
        String version = folder.checkOrigin(command, reader.config().files());
        Optional<TrainState> checkpoint = Files.exists(folder.state())
                ? Optional.of(ModelFormat.installed().loadState(folder.state()))
                : Optional.empty();
        return new RecordedRun(folder, Preparation.of(reader), RunHistory.read(folder), checkpoint, version);
    }

    /// Gives an update of this run, its batch read and not yet done.
    ///
    /// @param step which update, counted from 1
    /// @throws IllegalArgumentException if the run has not done it
    public StepByStep<Layer> before(long step) {
        requireDone(step);
        Training<Layer, ?> training = prepared.training();
        StepByStep<Layer> steps = checkpointBefore(step)
                .map(state -> StepByStep.of(training, state))
                .orElseGet(() -> StepByStep.of(training));
        while (steps.step() < step - 1) {
            steps.read();
            steps.update();
        }
        steps.read();
        return steps;
    }

    /// Asks about an update of this run.
    ///
    /// @param step which update, counted from 1
    /// @throws IllegalArgumentException if the run has not done it
    public Why why(long step) {
        requireDone(step);
        Replay<Layer> replay = replay(step - 1); // the update before is looked into, too
        return why(replay, replay.to(step));
    }

    /// Asks about the update that is worth it most: the first that meets or makes a number that is not finite; else
    /// that with the largest rise of the loss from one update to the next, of the epochs around the largest rise
    /// from
    /// one epoch to the next.
    ///
    /// @throws IllegalArgumentException if the run has done none
    public Why why() {
        requireDone(1);
        Replay<Layer> asked = Replay.of(prepared.training());
        int perEpoch = asked.stepsPerEpoch();
        if (history.diverged().isPresent()) {
            long end = history.diverged().getAsLong();
            long first = Math.max(1, end - perEpoch);
            Replay<Layer> replay = replay(first);
            Replayed<Layer> worst = replay.worst(first, end);
            return why(replay, worst)
                    .note("No step was asked for; update " + worst.step() + " is the first in which a number stops"
                            + " being finite.");
        }
        Optional<EpochReport> rise = largestRise();
        long last = rise.map(report -> (long) report.epoch()).orElse(1L);
        long first = Math.max(1, (last - 2) * perEpoch + 1);
        Replay<Layer> replay = replay(first);
        Replayed<Layer> worst = replay.worst(first, Math.min(done(), last * perEpoch));
        return why(replay, worst).note(chosen(rise, worst.step()));
    }

    private String chosen(Optional<EpochReport> rise, long step) {
        String what = "No step was asked for; update " + step
                + " has the largest rise of the loss from one update to the" + " next";
        if (rise.isEmpty()) {
            return what + ".";
        }
        int epoch = rise.get().epoch();
        double change = rise.get().trainingLoss()
                - history.epochs().get(before(rise.get())).trainingLoss();
        return String.format(
                Locale.ROOT,
                "%s, of the epochs %d and %d, between which the training loss %s.",
                what,
                epoch - 1,
                epoch,
                change > 0 ? "rose most" : "fell least, for it never rose");
    }

    private int before(EpochReport report) {
        return history.epochs().indexOf(report) - 1;
    }

    /// Gives the epoch whose training loss is highest above that of the epoch before.
    private Optional<EpochReport> largestRise() {
        List<EpochReport> epochs = history.epochs();
        Optional<EpochReport> most = Optional.empty();
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < epochs.size(); i++) {
            double rise = epochs.get(i).trainingLoss() - epochs.get(i - 1).trainingLoss();
            if (rise > largest) {
                largest = rise;
                most = Optional.of(epochs.get(i));
            }
        }
        return most;
    }

    private Why why(Replay<Layer> replay, Replayed<Layer> done) {
        Why why = Why.of(done)
                .title("Update " + done.step() + " of " + folder.path().getFileName())
                .samples(RunSamples.of(prepared));
        Optional<Comparison> comparison = compared(replay, done);
        if (comparison.isEmpty() || !comparison.get().isSame()) {
            for (String difference : differences()) {
                why = why.note(difference);
            }
        }
        return comparison.map(why::compared).orElse(why);
    }

    /// What the run wrote down of the update itself, or else of its epoch, beside the replay.
    private Optional<Comparison> compared(Replay<Layer> replay, Replayed<Layer> done) {
        OptionalDouble loss = history.loss(done.step());
        boolean isEnd = history.diverged().equals(OptionalLong.of(done.step()));
        if (loss.isPresent() || isEnd && (!Double.isFinite(done.loss()) || replay.isFinite())) {
            return Optional.of(
                    new Comparison("the loss of update " + done.step(), loss.orElse(Double.NaN), done.loss()));
        }
        long epoch = replay.epoch(done.step());
        return history.epochs().stream()
                .filter(report -> report.epoch() == epoch)
                .findFirst()
                .map(report -> new Comparison(
                        "the training loss of epoch " + epoch + ", to which this update belongs",
                        report.trainingLoss(),
                        replay.epochLoss(epoch)));
    }

    /// What is not as it was when the run was made, and may change bits.
    private List<String> differences() {
        Backend backend = Backends.standard();
        String now = backend.name() + ": " + backend.description();
        String versions = version.equals(Version.current())
                ? ""
                : "The run was made by Gradus " + version + ", this is " + Version.current() + ".";
        String machines = history.backend().isEmpty() || history.backend().equals(now)
                ? ""
                : "The run was made on " + history.backend() + "; this is " + now + ".";
        return List.of(versions, machines).stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private Replay<Layer> replay(long step) {
        Training<Layer, ?> training = prepared.training();
        return checkpointBefore(Math.max(1, step))
                .map(state -> Replay.of(training, state))
                .orElseGet(() -> Replay.of(training));
    }

    private Optional<TrainState> checkpointBefore(long step) {
        return checkpoint.filter(state -> state.progress().step() < step);
    }

    private long done() {
        return Math.max(
                history.done(), checkpoint.map(state -> state.progress().step()).orElse(0L));
    }

    private void requireDone(long step) {
        if (step < 1) {
            throw new IllegalArgumentException("--step: updates are counted from 1, got " + step);
        }
        if (step > done()) {
            throw new IllegalArgumentException("--step: the run has done " + done() + " updates, got " + step);
        }
    }
}
