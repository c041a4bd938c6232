package gradus.cli;

import gradus.cli.run.TrainingRun;
import picocli.CommandLine.Option;

/// What train and resume can watch beside the training.
final class WatchFlags {
    @Option(
            names = "--profile",
            description = "Print at the end where the time went, step by step, beside the machine's best.")
    private boolean profile;

    @Option(
            names = "--histograms",
            description = {
                "Write after each epoch how weights and gradients of every parameter are spread, and how large updates",
                "are, for gradus plot weights RUN-DIR and the report."
            })
    private boolean histograms;

    TrainingRun.Watching watching() {
        return new TrainingRun.Watching(
                profile ? TrainingRun.Timing.EACH_STEP : TrainingRun.Timing.NONE,
                histograms ? TrainingRun.Layers.EACH_EPOCH : TrainingRun.Layers.UNSEEN);
    }
}
