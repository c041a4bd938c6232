package gradus.cli.config;

import java.util.Optional;

/// Where results go.
///
/// @param model the model file; empty: the name of the data with the ending `.gradus`, in the working directory
/// @param runDirectory the folder of the run; empty: the next free `runs/NAME-N`
/// @param checkpointSeconds the least time between two checkpoints, default 5
public record OutputConfig(Optional<String> model, Optional<String> runDirectory, Optional<Double> checkpointSeconds) {
    /// The seconds between two checkpoints where nothing is said.
    public static final double CHECKPOINT_SECONDS = 5;

    /// Checks the time.
    public OutputConfig {
        Limits.atLeast("checkpointSeconds", checkpointSeconds, 0);
        Limits.atMost("checkpointSeconds", checkpointSeconds, 1e6);
    }
}
