package gradus.cli;

import gradus.cli.run.TrainingRun;
import java.nio.file.Path;
import java.util.Optional;
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

    @Option(
            names = "--tensorboard",
            description = {
                "Write what TensorBoard shows into the folder tensorboard of the run: losses, metrics, settings, the graph of",
                "the network, with --histograms weights and gradients. Then: tensorboard --logdir runs"
            })
    private boolean board;

    @Option(names = "--tensorboard-dir", paramLabel = "DIR", description = "As --tensorboard, in this folder.")
    private Optional<Path> boardFolder = Optional.empty();

    TrainingRun.Watching watching() {
        return new TrainingRun.Watching(
                profile ? TrainingRun.Timing.EACH_STEP : TrainingRun.Timing.NONE,
                histograms ? TrainingRun.Layers.EACH_EPOCH : TrainingRun.Layers.UNSEEN,
                boardFolder
                        .<TrainingRun.Board>map(TrainingRun.Board.In::new)
                        .orElseGet(() -> board ? new TrainingRun.Board.InRun() : new TrainingRun.Board.AsBefore()));
    }
}
