package gradus.cli;

import gradus.cli.run.RunEntry;
import gradus.cli.run.RunTable;
import gradus.cli.run.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus runs list`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the runs in a folder: what each learns, how far it came, and its best epoch.")
final class RunsList implements Callable<Integer> {
    private final Session session;

    /// How a list is written.
    enum Format {
        /// A table.
        TEXT,
        /// One list of JSON.
        JSON
    }

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder of the runs. Default: runs.")
    private Path folder = Path.of("runs");

    @Option(names = "--format", paramLabel = "text|json", description = "A table, or one JSON list for scripts.")
    private Format format = Format.TEXT;

    RunsList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<RunEntry> runs = RunEntry.in(folder);
        Screen screen = session.screen();
        if (format == Format.JSON) {
            screen.answer(RunTable.json(runs));
        } else if (runs.isEmpty()) {
            screen.answer(folder + ": no runs");
        } else {
            screen.answer(RunTable.text(runs, screen.terminal()));
        }
        runs.forEach(run -> screen.tell(RunTable.line(run)));
        return 0;
    }
}
