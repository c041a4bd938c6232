package gradus.cli;

import gradus.explain.chart.Figure;
import gradus.explain.plot.FilterPlot;
import gradus.nn.train.Model;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus plot filters`.
@Command(
        name = "filters",
        mixinStandardHelpOptions = true,
        description = "Draws the filters of a convolution, or what convolutions make of a picture.")
final class PlotFilters implements Callable<Integer> {
    private final Session session;

    @Mixin
    private PlotOutput output = new PlotOutput();

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    @Option(names = "--layer", paramLabel = "PATH", description = "The path of a convolution. Default: the first.")
    private Optional<String> layer = Optional.empty();

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Draw what each convolution makes of this picture, the first of an IDX file or a folder.")
    private Optional<Path> picture = Optional.empty();

    @Option(names = "--most", paramLabel = "NUMBER", description = "The most small pictures of a layer. Default: 64.")
    private int most = FilterPlot.MOST;

    PlotFilters(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (most < 1) {
            throw new IllegalArgumentException("plot filters: --most must be at least 1, got " + most);
        }
        if (layer.isPresent() && picture.isPresent()) {
            throw new IllegalArgumentException("plot filters: --layer chooses filters, and --picture draws what all"
                    + " convolutions make of it; leave one of them out");
        }
        return output.write(figure(), session.screen());
    }

    private Figure figure() {
        Model model = Model.load(file);
        return picture.isPresent()
                ? FilterPlot.maps(model.network(), PictureInput.of(model, picture.get(), file), most)
                : FilterPlot.of(model.network(), layer.orElse(""), most);
    }
}
