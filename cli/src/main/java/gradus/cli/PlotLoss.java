package gradus.cli;

import gradus.cli.run.RunFolder;
import gradus.cli.run.RunHistory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `gradus plot loss`.
@Command(
        name = "loss",
        mixinStandardHelpOptions = true,
        description = "Draws the losses of a run over its epochs, with the gap between training and validation.")
final class PlotLoss implements Callable<Integer> {
    private final Session session;

    @Mixin
    private PlotOutput output = new PlotOutput();

    @Parameters(paramLabel = "RUN-DIR", description = "The folder of the run, such as runs/data-1.")
    private Path folder = Path.of("");

    PlotLoss(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return output.write(RunHistory.read(RunFolder.open(folder, "plot")).losses(), session.screen());
    }
}
