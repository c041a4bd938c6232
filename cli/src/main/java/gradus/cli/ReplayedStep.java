package gradus.cli;

import gradus.cli.run.RecordedRun;
import gradus.explain.Explain;
import gradus.explain.step.Labels;
import java.nio.file.Path;
import java.util.List;

/// A step of a run, done once more: the same data, order, rates and keys give the same numbers.
final class ReplayedStep {
    private ReplayedStep() {}

    /// Replays a run up to an update and explains it.
    ///
    /// @param path the folder of the run
    /// @param step which update, counted from 1
    static Explain of(Path path, long step) {
        String title = "Update " + step + " of " + path.getFileName();
        return Explain.of(RecordedRun.open(path, "explain").before(step).moment())
                .labels(new Labels(title, List.of(), List.of()));
    }
}
