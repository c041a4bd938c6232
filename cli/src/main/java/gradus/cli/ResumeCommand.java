package gradus.cli;

import gradus.cli.run.TrainingRun;
import gradus.nn.train.Version;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `gradus resume`.
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Goes on with a run that was interrupted, to the same result as if it had not been: bit for bit.")
final class ResumeCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private WatchFlags watch = new WatchFlags();

    @Parameters(paramLabel = "RUN-DIR", description = "The folder of the run, such as runs/data-1.")
    private Path folder = Path.of("");

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new TrainingRun(session.screen(), Version.current(), watch.watching()).resume(folder);
    }
}
