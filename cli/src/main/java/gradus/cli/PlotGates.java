package gradus.cli;

import gradus.explain.chart.Figure;
import gradus.explain.plot.GatePlot;
import gradus.nn.train.Model;
import gradus.nn.train.SeriesModel;
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

/// `gradus plot gates`.
@Command(
        name = "gates",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Draws what a recurrent layer does step by step: its gates and its states.")
final class PlotGates implements Callable<Integer> {
    private final Session session;

    @Mixin
    private PlotOutput output = new PlotOutput();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What a language model reads.")
    private Optional<String> prompt = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The table whose last rows a forecast of series reads.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--number",
            paramLabel = "N",
            description = "Which recurrent layer, from 1 in the order of the network. Default: 1.")
    private int number = 1;

    private PlotGates(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new PlotGates(session));
        Flags.add(spec, TableInput.settings());
        return spec;
    }

    @Override
    public Integer call() {
        if (prompt.isPresent() == data.isPresent()) {
            throw new IllegalArgumentException(
                    "plot gates: either --prompt TEXT for a language model or --data FILE for"
                            + " a forecast of series is needed, got " + (prompt.isPresent() ? "both" : "none"));
        }
        if (number < 1) {
            throw new IllegalArgumentException("plot gates: --number counts from 1, got " + number);
        }
        return output.write(figure(Model.load(file)), session.screen());
    }

    private Figure figure(Model loaded) {
        if (prompt.isPresent() && loaded instanceof TextModel model) {
            TableInput.requireFormat(file, model, spec);
            return GatePlot.of(model, prompt.get(), number - 1);
        }
        if (data.isPresent() && loaded instanceof SeriesModel model) {
            return GatePlot.of(model, TableInput.read(data.get(), spec), number - 1);
        }
        throw new IllegalArgumentException((prompt.isPresent()
                        ? "--prompt: it is read by a language model"
                        : "--data: it is read by a forecast of series")
                + ", and " + file + " holds " + TableInput.kind(loaded) + "; leave it out");
    }
}
