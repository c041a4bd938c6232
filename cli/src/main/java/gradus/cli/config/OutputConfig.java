package gradus.cli.config;

import gradus.nn.train.BestStates;
import java.util.Optional;

/// Where results go.
///
/// @param model the model file; empty: the name of the data with the ending `.gradus`, in the working directory
/// @param runDirectory the folder of the run; empty: the next free `runs/NAME-N`
/// @param checkpointSeconds the least time between two checkpoints, default 5
/// @param keepBest how many of the best epochs keep a checkpoint of their own, default 0
/// @param keepBy the measure of the validation by which they are the best, default the decisive number
/// @param keepMode which of its values are better, default by its name
public record OutputConfig(
        Optional<String> model,
        Optional<String> runDirectory,
        Optional<Double> checkpointSeconds,
        Optional<Integer> keepBest,
        Optional<String> keepBy,
        Optional<BestStates.Better> keepMode) {
    /// The seconds between two checkpoints where nothing is said.
    public static final double CHECKPOINT_SECONDS = 5;

    /// Checks the time.
    public OutputConfig {
        Limits.atLeast("checkpointSeconds", checkpointSeconds, 0);
        Limits.atMost("checkpointSeconds", checkpointSeconds, 1e6);
        Limits.atLeast("keepBest", keepBest, 0);
        boolean keeps = keepBest.orElse(0) > 0;
        Limits.used("keepBy", keepBy, keeps, "must go with keepBest, the number of epochs to keep");
        Limits.used("keepMode", keepMode, keepBy.isPresent(), "must go with keepBy, the measure it is about");
    }

    /// Gives by what epochs are ranked.
    public BestStates.Rank rank() {
        BestStates.Rank usual = keepBy.map(BestStates.Rank::of).orElse(BestStates.Rank.decisive());
        return keepMode.map(usual::with).orElse(usual);
    }
}
