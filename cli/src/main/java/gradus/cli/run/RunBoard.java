package gradus.cli.run;

import gradus.cli.config.ImagePreparation;
import gradus.cli.config.Preparation;
import gradus.core.type.Shape;
import gradus.explain.chart.Histogram;
import gradus.explain.plot.LayerMoment;
import gradus.io.image.ImageGrid;
import gradus.io.tensorboard.Note;
import gradus.io.tensorboard.TensorBoard;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.layer.Layer;
import gradus.nn.summary.NetworkGraph;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.TrainListener;
import gradus.nn.train.Training;
import gradus.nn.train.TrainingParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What TensorBoard is told of a run: its course, its settings, the graph of the network, some training pictures, and
/// what layers are like where they are looked at.
final class RunBoard implements TrainListener, AutoCloseable {
    private static final int PICTURES = 16;

    private final Preparation prepared;
    private final Screen screen;
    private Optional<TensorBoard> told;
    private long step;

    private RunBoard(Optional<TensorBoard> told, Preparation prepared, Screen screen) {
        this.told = told;
        this.prepared = prepared;
        this.screen = screen;
    }

    /// @param folder where its files lie; empty: nothing is told
    /// @throws java.io.UncheckedIOException if it cannot be written
    static RunBoard open(Optional<Path> folder, Preparation prepared, Screen screen) {
        return new RunBoard(folder.map(TensorBoard::in), prepared, screen);
    }

    @Override
    public void on(TrainEvent event) {
        guarded(board -> hear(board, event));
    }

    /// A file that cannot be written takes nothing from the run.
    private void guarded(Consumer<TensorBoard> work) {
        try {
            told.ifPresent(work);
        } catch (RuntimeException e) {
            told = Optional.empty();
            screen.remark("TensorBoard is told no more: " + e.getMessage());
        }
    }

    private void hear(TensorBoard board, TrainEvent event) {
        board.on(event);
        switch (event) {
            case TrainEvent.Started started -> begin(board, started);
            case TrainEvent.StepDone done -> step = done.step();
            case TrainEvent.EpochDone _,
                    TrainEvent.Evaluated _,
                    TrainEvent.Saved _,
                    TrainEvent.Diverged _,
                    TrainEvent.Finished _ -> {}
        }
    }

    private void begin(TensorBoard board, TrainEvent.Started started) {
        step = started.step();
        Training<Layer, ?> training = prepared.training();
        TrainingParts<Layer> parts = TrainingParts.of(training);
        Shape sample = parts.loader().dataset().sampleTypes().getFirst().shape();
        board.events().write(NetworkGraph.of(parts.network(), Shape.of(1).append(sample)));
        board.events()
                .write(
                        step,
                        Note.Words.table("settings", training.settings()),
                        new Note.Words("network", prepared.architecture().describe()),
                        new Note.Settings(training.settings()));
        if (prepared instanceof ImagePreparation images) {
            board.events().write(step, picture(images.split().train()));
        }
        board.events().flush();
    }

    private static Note picture(ImageDataset train) {
        ImageDataset first = train.first(Math.min(PICTURES, train.size()));
        ImageSize size = first.imageSize();
        ImageGrid grid = ImageGrid.of(first.size()).add(first);
        return new Note.Picture("training", (int) grid.width(), (int) grid.height(), size.channels(), grid.png());
    }

    /// Writes what layers are like.
    void tell(LayerMoment moment) {
        List<Note> notes = new ArrayList<>();
        moment.parameters().forEach((path, numbers) -> {
            notes.add(spread("weights/" + path, numbers.weights()));
            notes.add(spread("gradients/" + path, numbers.gradients()));
            notes.add(new Note.Scalar("updates to weights/" + path, numbers.updateRatio()));
        });
        guarded(board -> board.events().write(step, notes));
    }

    /// Of a histogram only the bins are known; sums are those of the middles of bins.
    private static Note spread(String name, Histogram histogram) {
        List<Double> ends = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        double sum = 0;
        double squares = 0;
        for (int bin = 0; bin < histogram.counts().size(); bin++) {
            double count = histogram.counts().get(bin);
            double middle = histogram.low() + (bin + 0.5) * histogram.width();
            ends.add(histogram.low() + (bin + 1) * histogram.width());
            counts.add(count);
            sum += count * middle;
            squares += count * middle * middle;
        }
        Note.Moments moments = new Note.Moments(histogram.low(), histogram.high(), histogram.total(), sum, squares);
        return new Note.Spread(name, moments, ends, counts);
    }

    @Override
    public void close() {
        guarded(TensorBoard::close);
    }
}
