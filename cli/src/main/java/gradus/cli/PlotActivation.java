package gradus.cli;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.explain.chart.Figure;
import gradus.explain.plot.ActivationPlot;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Prelu;
import gradus.nn.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus plot activation`.
@Command(name = "activation", mixinStandardHelpOptions = true, description = "Draws an activation and its derivative.")
final class PlotActivation implements Callable<Integer> {
    private final Session session;

    @Mixin
    private PlotOutput output = new PlotOutput();

    @Parameters(
            paramLabel = "NAME",
            description = "The activation as in a network of words, such as gelu or leaky-relu(0.2).")
    private String name = "";

    @Option(names = "--from", paramLabel = "NUMBER", description = "Where it begins. Default: what is of interest.")
    private Optional<Double> from = Optional.empty();

    @Option(names = "--to", paramLabel = "NUMBER", description = "Where it ends. It goes with --from.")
    private Optional<Double> to = Optional.empty();

    PlotActivation(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (from.isPresent() != to.isPresent()) {
            throw new IllegalArgumentException("plot activation: --from and --to go together, got only one of them");
        }
        return output.write(figure(), session.screen());
    }

    private Figure figure() {
        return switch (layer()) {
            case Activate(Activation activation) ->
                from.isPresent() && to.isPresent()
                        ? ActivationPlot.of(activation, from.get(), to.get())
                        : ActivationPlot.of(activation);
            case Prelu learned when from.isEmpty() -> ActivationPlot.of(learned);
            default ->
                throw new IllegalArgumentException("plot activation: '" + name + "' must be an activation without"
                        + " sizes of its own and with its usual extent; for instance gelu, or leaky-relu(0.2) --from -2"
                        + " --to 2");
        };
    }

    private Layer layer() {
        List<Layer> layers = new Words(name).build(Shape.of(1), 1, Key.of(0)).layers();
        return layers.size() == 1 ? layers.getFirst() : new Activate(Activation.IDENTITY);
    }
}
