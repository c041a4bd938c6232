package gradus.cli.config;

import gradus.nn.train.Stopping;
import java.util.Optional;

/// When to end before the last epoch.
///
/// @param steps the most steps
/// @param patience epochs without a better validation loss; 0 for never
/// @param leastImprovement by how much a loss must be smaller to count as better
/// @param lossBelow ends when the training loss of an epoch is below this
/// @param change ends when the loss stands still
/// @param gradientBelow ends when the norm of all gradients is below this
/// @param stepBelow ends when the norm of all steps is below this
public record StoppingConfig(
        Optional<Long> steps,
        Optional<Integer> patience,
        Optional<Double> leastImprovement,
        Optional<Double> lossBelow,
        Change change,
        Optional<Double> gradientBelow,
        Optional<Double> stepBelow) {
    /// Checks the numbers.
    public StoppingConfig {
        Limits.atLeast("steps", steps, 1);
        Limits.atLeast("patience", patience, 0);
        Limits.atLeast("leastImprovement", leastImprovement, 0);
        Limits.atLeast("gradientBelow", gradientBelow, 0);
        Limits.atLeast("stepBelow", stepBelow, 0);
    }

    /// When a loss stands still.
    ///
    /// @param below the change that counts as none
    /// @param epochs for so many epochs in a row, default 5
    public record Change(Optional<Double> below, Optional<Integer> epochs) {
        /// The epochs in a row where nothing is said.
        public static final int EPOCHS = 5;

        /// Checks the numbers.
        public Change {
            Limits.atLeast("below", below, 0);
            Limits.atLeast("epochs", epochs, 1);
            Limits.used("epochs", epochs, below.isPresent(), "must go with a change below which a loss stands still");
        }
    }

    /// Gives the rules with what is said here in place of the library's choice.
    Stopping over(Stopping library, Optional<Integer> epochs) {
        Stopping rules = library;
        if (epochs.isPresent()) {
            rules = rules.withEpochs(epochs.get());
        }
        if (steps.isPresent()) {
            rules = rules.withSteps(steps.get());
        }
        if (patience.isPresent()) {
            rules = rules.withPatience(patience.get() == 0 ? Stopping.NEVER : patience.get());
        }
        if (leastImprovement.isPresent()) {
            rules = rules.withLeastImprovement(leastImprovement.get());
        }
        if (lossBelow.isPresent()) {
            rules = rules.withLossBelow(lossBelow.get());
        }
        if (change.below().isPresent()) {
            rules = rules.withChangeBelow(change.below().get(), change.epochs().orElse(Change.EPOCHS));
        }
        return gradientBelow.isEmpty() && stepBelow.isEmpty()
                ? rules
                : rules.withNormsBelow(gradientBelow.orElse(0.0), stepBelow.orElse(0.0));
    }
}
