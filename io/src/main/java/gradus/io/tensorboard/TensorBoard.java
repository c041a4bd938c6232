package gradus.io.tensorboard;

import gradus.core.tensor.Tensor;
import gradus.nn.train.EpochReport;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.TrainListener;
import gradus.nn.train.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Writes the course of a training for TensorBoard: losses and metrics of each epoch, loss and learning rate of steps,
/// and if wanted histograms of the weights. Everything stands at the number of updates done.
///
/// | name | what |
/// |---|---|
/// | `loss/training`, `loss/validation` | of each epoch |
/// | `accuracy/validation`, … | what else is measured of each epoch |
/// | `step/loss`, `step/learning rate` | of a batch, at most ten times a second |
/// | `weights/PATH` | how the weights of a parameter are spread after each epoch |
///
/// {@snippet file="FileSnippets.java" region="TensorBoard"}
public final class TensorBoard implements TrainListener, AutoCloseable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventFile events;
    private final Weighing weighing;
    private Supplier<Weights> weights = () -> {
        throw new IllegalStateException("training tells that it has started before anything else");
    };
    private long told = System.nanoTime() - PAUSE;
    private long step;

    private enum Weighing {
        LEFT_OUT,
        EACH_EPOCH
    }

    private TensorBoard(EventFile events, Weighing weighing) {
        this.events = events;
        this.weighing = weighing;
    }

    /// Gives a listener that writes numbers into a new file in a folder.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public static TensorBoard in(Path folder) {
        return new TensorBoard(EventFile.in(folder), Weighing.LEFT_OUT);
    }

    /// Gives a listener that writes numbers, and histograms of the weights after each epoch.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public static TensorBoard withWeights(Path folder) {
        return new TensorBoard(EventFile.in(folder), Weighing.EACH_EPOCH);
    }

    /// Gives the file, for whoever writes something of their own into it.
    public EventFile events() {
        return events;
    }

    @Override
    public void on(TrainEvent event) {
        switch (event) {
            case TrainEvent.Started started -> {
                weights = started.weights();
                step = started.step();
                if (started.step() > 0) {
                    events.restart(started.step());
                }
            }
            case TrainEvent.StepDone done -> step(done);
            case TrainEvent.EpochDone done -> epoch(done.report());
            case TrainEvent.Evaluated(String data, var values) ->
                events.write(
                        step,
                        values.entrySet().stream()
                                .<Note>map(value -> new Note.Scalar(value.getKey() + "/" + data, value.getValue()))
                                .toList());
            case TrainEvent.Diverged _, TrainEvent.Finished _ -> events.flush();
            case TrainEvent.Saved _ -> {}
        }
    }

    private void step(TrainEvent.StepDone done) {
        step = done.step();
        long now = System.nanoTime();
        if (now - told >= PAUSE) {
            told = now;
            events.write(
                    done.step(),
                    new Note.Scalar("step/loss", done.loss()),
                    new Note.Scalar("step/learning rate", done.learningRate()));
        }
    }

    private void epoch(EpochReport report) {
        List<Note> notes = new ArrayList<>();
        notes.add(new Note.Scalar("loss/training", report.trainingLoss()));
        report.measures().forEach((name, value) -> notes.add(new Note.Scalar(name + "/training", value)));
        report.validation().forEach((name, value) -> notes.add(new Note.Scalar(name + "/validation", value)));
        notes.add(new Note.Scalar("epoch/number", report.epoch()));
        if (weighing == Weighing.EACH_EPOCH) {
            weights.get()
                    .parameters()
                    .forEach((path, value) -> notes.add(
                            Note.Spread.of("weights/" + path, Tensor.of(value).toDoubles())));
        }
        events.write(report.step(), notes);
    }

    @Override
    public void close() {
        events.close();
    }
}
