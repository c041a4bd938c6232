package gradus.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `gradus plot`, whose commands draw one plot each.
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "PLOT",
        description = {
            "Draws a plot as an SVG picture that stands for itself.",
            "For instance: gradus plot loss runs/data-1 --out loss.svg"
        })
final class PlotCommand implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PlotCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        CommandLine line = new CommandLine(new PlotCommand(session));
        line.addSubcommand("activation", new PlotActivation(session));
        line.addSubcommand("schedule", PlotSchedule.spec(session));
        line.addSubcommand("loss", new PlotLoss(session));
        line.addSubcommand("weights", new PlotWeights(session));
        line.addSubcommand("boundary", PlotBoundary.spec(session));
        line.addSubcommand("confusion", PlotConfusion.spec(session));
        line.addSubcommand("filters", new PlotFilters(session));
        line.addSubcommand("gates", PlotGates.spec(session));
        line.addSubcommand("attention", new PlotAttention(session));
        line.addSubcommand("report", new PlotReport(session));
        return line;
    }

    /// Prints the help.
    @Override
    public void run() {
        spec.commandLine().usage(session.screen().out());
    }
}
