package gradus.cli;

import gradus.cli.config.ImageFilesNamed;
import gradus.explain.chart.Figure;
import gradus.explain.plot.ConfusionPlot;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus plot confusion`.
@Command(
        name = "confusion",
        mixinStandardHelpOptions = true,
        description = "Draws which classes a model takes for which, on rows or images whose classes are known.")
final class PlotConfusion implements Callable<Integer> {
    private final Session session;

    @Mixin
    private PlotOutput output = new PlotOutput();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The table, folder of images, or IDX file of images.")
    private Path data = Path.of("");

    @Option(names = "--labels", paramLabel = "FILE", description = "The IDX file of labels of an IDX file of images.")
    private Optional<Path> labels = Optional.empty();

    private PlotConfusion(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new PlotConfusion(session));
        Flags.add(spec, TableInput.settings());
        return spec;
    }

    @Override
    public Integer call() {
        Model model = Model.load(file);
        TableInput.refuse(
                labels.isPresent() && !(model instanceof ImageModel),
                "--labels: it names the classes of IDX images",
                file,
                model);
        TableInput.requireFormat(file, model, spec);
        return output.write(figure(model), session.screen());
    }

    private Figure figure(Model loaded) {
        return switch (loaded) {
            case TableModel model -> ConfusionPlot.of(model, TableInput.read(data, spec));
            case ImageModel model ->
                ConfusionPlot.of(
                        model,
                        ImageFilesNamed.labelled(
                                data,
                                labels,
                                model.input().size(),
                                model.input().labels()));
            case TextModel _, SeriesModel _, ReconstructionModel _ ->
                throw new IllegalArgumentException("plot confusion: a model of classes is needed, but " + file
                        + " holds " + TableInput.kind(loaded));
        };
    }
}
