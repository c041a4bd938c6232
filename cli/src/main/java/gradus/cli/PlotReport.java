package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.cli.run.JsonLine;
import gradus.cli.run.RunFolder;
import gradus.cli.run.RunReport;
import gradus.core.type.FormatException;
import gradus.nn.train.Model;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus plot report`.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the page with all plots of a run that has ended, one HTML file without scripts. Training writes it",
            "into the folder of the run by itself; this makes it anew."
        })
final class PlotReport implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN-DIR", description = "The folder of the run, such as runs/data-1.")
    private Path folder = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Default: report.html in the folder of the run.")
    private Optional<Path> out = Optional.empty();

    PlotReport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RunFolder run = RunFolder.open(folder, "plot");
        Path file = out.orElse(run.report());
        new RunReport(run, Model.load(run.model()), prepared(run)).write(file);
        session.screen().say("Report: " + file);
        session.screen().tell(JsonLine.of("report").put("file", file.toString()));
        return 0;
    }

    /// Without its data a run has a shorter page.
    private Optional<Preparation> prepared(RunFolder run) {
        try {
            ConfigReader reader = ConfigReader.of(run.config());
            run.checkOrigin("plot", reader.config().files());
            return Optional.of(Preparation.of(reader));
        } catch (FormatException e) {
            session.screen().remark("the page has no plots of answers: " + e.getMessage());
            return Optional.empty();
        }
    }
}
