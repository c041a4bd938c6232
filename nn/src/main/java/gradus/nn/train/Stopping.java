package gradus.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules that end training; a rule that is not wanted has the value that never applies.
///
/// {@snippet file="TrainingSnippets.java" region="Stopping"}
///
/// @param epochs the most epochs, at least 1
/// @param steps the most updates, at least 1
/// @param patience epochs in a row without a better decisive loss before training ends; [#NEVER] for no early stopping
/// @param leastImprovement by how much a loss must be smaller to count as better, default 0
/// @param lossBelow ends when an epoch's training loss is below this, default −∞
/// @param change ends when the decisive loss stands still, default never
/// @param norms limits of gradient and step norms
public record Stopping(
        int epochs, long steps, int patience, double leastImprovement, double lossBelow, Change change, Norms norms) {
    /// The patience of a rule that never applies.
    public static final int NEVER = Integer.MAX_VALUE;

    /// When a loss counts as unchanged.
    ///
    /// @param below ends when the decisive loss changed by less than this; 0 for never
    /// @param patience for so many epochs in a row, at least 1
    public record Change(double below, int patience) {
        /// Checks the numbers.
        public Change {
            require("change of loss", isLimit(below), "must be a finite number from 0 (never) on", below);
            require("patience of the change of loss", patience >= 1, "must be at least 1 epoch", patience);
        }
    }

    /// Norms that end training.
    ///
    /// @param gradientBelow ends when the Euclidean norm of all gradients is below this; 0 for never
    /// @param stepBelow ends when the Euclidean norm of all updates is below this; 0 for never
    public record Norms(double gradientBelow, double stepBelow) {
        /// Checks the numbers.
        public Norms {
            require("norms", isLimit(gradientBelow), "must be finite numbers from 0 (never) on", gradientBelow);
            require("norms", isLimit(stepBelow), "must be finite numbers from 0 (never) on", stepBelow);
        }

        boolean watched() {
            return gradientBelow > 0 || stepBelow > 0;
        }
    }

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException naming the rule that makes no sense
    public Stopping {
        require("epochs", epochs >= 1, "must be at least 1", epochs);
        require("steps", steps >= 1, "must be at least 1", steps);
        require("patience", patience >= 1, "must be at least 1 epoch", patience);
        require("least improvement", isLimit(leastImprovement), "must be a finite number from 0 on", leastImprovement);
        boolean isLoss = lossBelow < Double.POSITIVE_INFINITY;
        require("loss limit", isLoss, "must be a number, −∞ for never", lossBelow);
    }

    private static boolean isLimit(double limit) {
        return limit >= 0 && limit < Double.POSITIVE_INFINITY;
    }

    private static void require(String rule, boolean holds, String words, Object given) {
        if (!holds) {
            throw new IllegalArgumentException("stopping: " + rule + " " + words + ", got " + given);
        }
    }

    /// Gives the rule that ends after a number of epochs and for no other reason.
    public static Stopping afterEpochs(int epochs) {
        return new Stopping(
                epochs, Long.MAX_VALUE, NEVER, 0, Double.NEGATIVE_INFINITY, new Change(0, 1), new Norms(0, 0));
    }

    /// Gives these rules with another number of epochs.
    public Stopping withEpochs(int most) {
        return new Stopping(most, steps, patience, leastImprovement, lossBelow, change, norms);
    }

    /// Gives these rules with another number of updates.
    public Stopping withSteps(long most) {
        return new Stopping(epochs, most, patience, leastImprovement, lossBelow, change, norms);
    }

    /// Gives these rules with early stopping after so many epochs without improvement.
    public Stopping withPatience(int epochsWithoutImprovement) {
        return new Stopping(epochs, steps, epochsWithoutImprovement, leastImprovement, lossBelow, change, norms);
    }

    /// Gives these rules with another least improvement.
    public Stopping withLeastImprovement(double least) {
        return new Stopping(epochs, steps, patience, least, lossBelow, change, norms);
    }

    /// Gives these rules with a loss to reach.
    public Stopping withLossBelow(double limit) {
        return new Stopping(epochs, steps, patience, leastImprovement, limit, change, norms);
    }

    /// Gives these rules with an end when the loss stands still.
    public Stopping withChangeBelow(double limit, int epochsInRow) {
        return new Stopping(
                epochs, steps, patience, leastImprovement, lossBelow, new Change(limit, epochsInRow), norms);
    }

    /// Gives these rules with an end when gradient or step are small.
    public Stopping withNormsBelow(double gradient, double step) {
        return new Stopping(epochs, steps, patience, leastImprovement, lossBelow, change, new Norms(gradient, step));
    }

    /// Gives the rules that apply, in words.
    String words() {
        List<String> rules = new ArrayList<>();
        rules.add("after " + epochs + " epochs");
        if (steps != Long.MAX_VALUE) {
            rules.add("after " + steps + " steps");
        }
        if (patience != NEVER) {
            String least = leastImprovement > 0 ? " by more than " + leastImprovement : "";
            rules.add("after " + patience + " epochs without a better loss" + least);
        }
        if (lossBelow > Double.NEGATIVE_INFINITY) {
            rules.add("when the training loss is below " + lossBelow);
        }
        if (change.below() > 0) {
            rules.add("when the loss changes by less than " + change.below() + " in " + change.patience()
                    + " epochs in a row");
        }
        if (norms.gradientBelow() > 0) {
            rules.add("when the gradient is shorter than " + norms.gradientBelow());
        }
        if (norms.stepBelow() > 0) {
            rules.add("when the step is shorter than " + norms.stepBelow());
        }
        return String.join(", or ", rules);
    }

    /// Gives the rule that ends a run that stands here: a goal that is met before a limit that is reached. It looks
    /// at nothing but the state, so that a run continued after its end ends again.
    Optional<StopReason> ended(Standing standing) {
        return standing.epochJustDone()
                .flatMap(report -> byEpoch(report, standing.watch()))
                .or(() -> byNorm(standing.watch()))
                .or(() -> byCount(standing));
    }

    private Optional<StopReason> byEpoch(EpochReport report, Watch watch) {
        if (report.trainingLoss() < lossBelow) {
            return Optional.of(StopReason.LOSS_SMALL);
        }
        if (change.below() > 0 && watch.unchanged() >= change.patience()) {
            return Optional.of(StopReason.LOSS_UNCHANGED);
        }
        boolean waited = patience != NEVER && watch.waiting() >= patience;
        return waited ? Optional.of(StopReason.NO_IMPROVEMENT) : Optional.empty();
    }

    private Optional<StopReason> byNorm(Watch watch) {
        if (watch.gradientNorm() < norms.gradientBelow()) {
            return Optional.of(StopReason.GRADIENT_SMALL);
        }
        return watch.stepNorm() < norms.stepBelow() ? Optional.of(StopReason.STEP_SMALL) : Optional.empty();
    }

    private Optional<StopReason> byCount(Standing standing) {
        if (standing.epoch() >= epochs) {
            return Optional.of(StopReason.EPOCHS_DONE);
        }
        return standing.step() >= steps ? Optional.of(StopReason.STEPS_DONE) : Optional.empty();
    }
}
