package gradus.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `gradus runs`, whose commands look at the folders of runs.
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists runs, compares them, and removes those that are no longer needed.")
final class RunsCommand implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private RunsCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        CommandLine line = new CommandLine(new RunsCommand(session));
        line.addSubcommand("list", new RunsList(session));
        line.addSubcommand("compare", new RunsCompare(session));
        line.addSubcommand("prune", new RunsPrune(session));
        line.addSubcommand("model", new RunsModel(session));
        return line;
    }

    /// Prints the help.
    @Override
    public void run() {
        spec.commandLine().usage(session.screen().out());
    }
}
