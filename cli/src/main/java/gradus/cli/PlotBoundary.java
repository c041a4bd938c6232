package gradus.cli;

import gradus.explain.plot.TablePlot;
import gradus.nn.data.Table;
import gradus.nn.train.Model;
import gradus.nn.train.TableModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus plot boundary`.
@Command(
        name = "boundary",
        aliases = "fit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Draws what a model of tables says over one or two columns of numbers: the regions of its classes, their",
            "probabilities, or the fit of its number. Other columns keep their usual value."
        })
final class PlotBoundary implements Callable<Integer> {
    private final Session session;

    @Mixin
    private PlotOutput output = new PlotOutput();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "The table whose rows are drawn.")
    private Path data = Path.of("");

    @Option(names = "--x", required = true, paramLabel = "COLUMN", description = "The column of the horizontal axis.")
    private String x = "";

    @Option(
            names = "--y",
            paramLabel = "COLUMN",
            description = "The column of the vertical axis. Default: none, and the model's answer is drawn there.")
    private Optional<String> y = Optional.empty();

    private PlotBoundary(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new PlotBoundary(session));
        Flags.add(spec, TableInput.settings());
        return spec;
    }

    @Override
    public Integer call() {
        Model loaded = Model.load(file);
        if (!(loaded instanceof TableModel model)) {
            throw new IllegalArgumentException("plot boundary: a model of rows with a target is needed, but " + file
                    + " holds " + TableInput.kind(loaded));
        }
        Table table = TableInput.read(data, spec);
        return output.write(
                y.isPresent() ? TablePlot.of(model, table, x, y.get()) : TablePlot.of(model, table, x),
                session.screen());
    }
}
