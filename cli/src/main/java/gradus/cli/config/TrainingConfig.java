package gradus.cli.config;

import java.util.Optional;

/// How the network learns.
///
/// @param seed the source of all that is random, default 0
/// @param epochs the most passes over the training rows
/// @param batchSize rows per step
/// @param batches how batches are cut, computed and read
/// @param optimizer how gradients become steps
/// @param stopping when to end before the last epoch
/// @param penalty what large weights cost
public record TrainingConfig(
        Optional<Long> seed,
        Optional<Integer> epochs,
        Optional<Integer> batchSize,
        BatchConfig batches,
        OptimizerConfig optimizer,
        StoppingConfig stopping,
        Penalties penalty) {
    /// Checks the numbers.
    public TrainingConfig {
        Limits.atLeast("epochs", epochs, 1);
        Limits.atLeast("batchSize", batchSize, 1);
    }

    /// What large weights cost.
    ///
    /// @param l1 λ of λ Σ|w|
    /// @param l2 λ of ½λ Σw²
    public record Penalties(Optional<Double> l1, Optional<Double> l2) {}
}
