package gradus.cli;

import gradus.cli.run.RunFolder;
import gradus.cli.run.RunHistory;
import gradus.explain.chart.Figure;
import gradus.explain.plot.HistoryPlot;
import gradus.explain.plot.LayerMoment;
import gradus.explain.plot.WeightPlot;
import gradus.nn.layer.Layer;
import gradus.nn.optim.PathPattern;
import gradus.nn.train.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus plot weights`.
@Command(
        name = "weights",
        mixinStandardHelpOptions = true,
        description = {
            "Draws the weights of a model as histograms, or of a run that was trained with --histograms what became of",
            "weights, gradients and updates over its epochs."
        })
final class PlotWeights implements Callable<Integer> {
    /// What of a run is drawn.
    enum Shown {
        /// The weights.
        WEIGHTS,
        /// The gradients on the first batch.
        GRADIENTS,
        /// The norm of updates beside that of weights.
        RATIOS
    }

    private final Session session;

    @Mixin
    private PlotOutput output = new PlotOutput();

    @Parameters(paramLabel = "FILE", description = "A model file, or the folder of a run.")
    private Path file = Path.of("");

    @Option(
            names = "--show",
            paramLabel = "WHAT",
            description = "What of a run is drawn over its epochs: weights, gradients or ratios. Default: weights.")
    private Optional<Shown> shown = Optional.empty();

    @Option(
            names = "--layer",
            paramLabel = "PATTERN",
            description = "Only parameters whose paths fit, such as 'layers.0.**'. Default: all.")
    private String pattern = "**";

    PlotWeights(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return output.write(Files.isDirectory(file) ? ofRun() : ofModel(), session.screen());
    }

    private Figure ofModel() {
        if (shown.isPresent()) {
            throw new IllegalArgumentException("--show: it chooses what of a run is drawn, and " + file
                    + " is no folder; leave it out, or name the folder of a run");
        }
        Layer network = Model.load(file).network();
        return WeightPlot.of(network, new PathPattern(pattern));
    }

    private Figure ofRun() {
        List<LayerMoment> moments =
                RunHistory.read(RunFolder.open(file, "plot")).moments(new PathPattern(pattern));
        return switch (shown.orElse(Shown.WEIGHTS)) {
            case WEIGHTS -> HistoryPlot.weights(moments);
            case GRADIENTS -> HistoryPlot.gradients(moments);
            case RATIOS -> HistoryPlot.ratios(moments);
        };
    }
}
