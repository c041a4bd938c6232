package gradus.cli.study;

import gradus.cli.config.OutputConfig;
import gradus.cli.run.Interruption;
import gradus.cli.run.Screen;
import gradus.io.file.FileProblem;
import gradus.nn.layer.Layer;
import gradus.nn.train.Checkpoints;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.ModelRun;
import gradus.nn.train.StopReason;
import gradus.nn.train.TrainState;
import gradus.nn.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Trains what a study asks for, each from its last checkpoint, until it is told to end or the time is over.
public final class Worker implements AutoCloseable {
    private static final double MILLIS = 1000;

    private final StudyFolder folder;
    private final Duration between;
    private final Interruption interruption;
    private long deadline = Long.MAX_VALUE;

    /// Begins to listen to signals.
    ///
    /// @param output says how often states are kept
    public Worker(StudyFolder folder, OutputConfig output, Screen screen) {
        this.folder = folder;
        double seconds = output.checkpointSeconds().orElse(OutputConfig.CHECKPOINT_SECONDS);
        this.between = Duration.ofMillis(Math.round(MILLIS * seconds));
        this.interruption = Interruption.listen(
                () -> screen.remark("finishing this step; the same command goes on later, once more to leave at once"));
    }

    /// Ends trainings after so much time from now on.
    public void within(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /// Says whether no further training should begin.
    public boolean isOver() {
        return interruption.isAsked() || isLate();
    }

    /// Says whether a signal was heard.
    public boolean isInterrupted() {
        return interruption.isAsked();
    }

    private boolean isLate() {
        return deadline != Long.MAX_VALUE && System.nanoTime() - deadline >= 0;
    }

    /// Gives the status of the process.
    public int code() {
        return interruption.code();
    }

    /// Trains from the checkpoint of this name, or from the beginning; empty if a signal ended it. A training that
    /// was
    /// out of time gives what it has come to, for the reason [StopReason#INTERRUPTED].
    public <R extends ModelRun> Optional<R> train(String name, Training<Layer, R> training) {
        Path file = folder.state(name);
        Optional<TrainState> state =
                Files.exists(file) ? Optional.of(ModelFormat.installed().loadState(file)) : Optional.empty();
        Training<Layer, R> kept = training.until(this::isOver)
                .checkpoints(new Checkpoints(
                        last -> {
                            ModelFormat.installed().save(last, file);
                            return file.toString();
                        },
                        1,
                        between));
        R run = state.isPresent() ? kept.resume(state.get()) : kept.fit();
        boolean stopped = run.run().reason() == StopReason.INTERRUPTED && interruption.isAsked();
        return stopped ? Optional.empty() : Optional.of(run);
    }

    /// Forgets the checkpoint of a training whose outcome is recorded.
    public void forget(String name) {
        try {
            Files.deleteIfExists(folder.state(name));
        } catch (IOException e) {
            throw FileProblem.writing(folder.state(name), e);
        }
    }

    @Override
    public void close() {
        interruption.close();
    }
}
