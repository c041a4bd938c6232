package gradus.cli;

import gradus.explain.chart.Figure;
import gradus.explain.plot.AttentionPlot;
import gradus.nn.train.Model;
import gradus.nn.train.TextModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus plot attention`.
@Command(
        name = "attention",
        mixinStandardHelpOptions = true,
        description = "Draws where a network with attention looks, a map for each head.")
final class PlotAttention implements Callable<Integer> {
    private final Session session;

    @Mixin
    private PlotOutput output = new PlotOutput();

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What a language model reads.")
    private Optional<String> prompt = Optional.empty();

    @Option(names = "--picture", paramLabel = "FILE", description = "What a model of images looks at.")
    private Optional<Path> picture = Optional.empty();

    @Option(
            names = "--number",
            paramLabel = "N",
            description = "Which attention, from 1 in the order of the network. Default: 1.")
    private int number = 1;

    PlotAttention(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (prompt.isPresent() == picture.isPresent()) {
            throw new IllegalArgumentException("plot attention: either --prompt TEXT for a language model or --picture"
                    + " FILE for a model of images is needed, got " + (prompt.isPresent() ? "both" : "none"));
        }
        if (number < 1) {
            throw new IllegalArgumentException("plot attention: --number counts from 1, got " + number);
        }
        return output.write(figure(Model.load(file)), session.screen());
    }

    private Figure figure(Model model) {
        if (picture.isPresent()) {
            return AttentionPlot.of(
                    model.network(), PictureInput.of(model, picture.get(), file), List.of(), number - 1);
        }
        if (model instanceof TextModel texts) {
            return AttentionPlot.of(texts, prompt.orElseThrow(), number - 1);
        }
        throw new IllegalArgumentException("--prompt: it is read by a language model, and " + file + " holds "
                + TableInput.kind(model) + "; leave it out");
    }
}
