package gradus.nn.optim;

/// The rule "lower the rate when the watched metric stops improving"; its state moves once per evaluation.
///
/// A metric improves when it beats the best so far by more than `threshold · |best|`; the first one always
/// does, one that is not finite never. After more than `patience` evaluations in a row without improvement the
/// scale is multiplied by `factor`, not below `lowest`; the next `cooldown` evaluations are then not counted.
/// The rate of an update is `schedule.at(step) · state.scale()`, for each group of parameters from its own schedule.
///
/// Unlike a [Schedule] it depends on what was measured, so it is a state that a checkpoint must hold. Patience
/// counts evaluations, whatever number of updates or epochs lies between two of them.
///
/// {@snippet file="OptimizerSnippets.java" region="Plateau"}
///
/// @param goal whether small or large metrics are good
/// @param factor what the scale is multiplied by, in (0, 1)
/// @param patience evaluations without improvement that are tolerated, at least 0
/// @param threshold the relative improvement that counts, at least 0
/// @param cooldown evaluations after a reduction that are not counted, at least 0
/// @param lowest the least scale, in [0, 1]
public record Plateau(Goal goal, double factor, int patience, double threshold, int cooldown, double lowest) {
    /// Whether small or large metrics are good.
    public enum Goal {
        /// Small is good: losses and errors.
        MINIMISE,
        /// Large is good: accuracy, R².
        MAXIMISE
    }

    public Plateau {
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException(
                    "plateau: the factor must lie between 0 and 1, got " + factor + "; 0.1 divides the rate by ten");
        }
        notNegative("patience", patience);
        notNegative("threshold", threshold);
        notNegative("cooldown", cooldown);
        if (!(lowest >= 0 && lowest <= 1)) {
            throw new IllegalArgumentException("plateau: the lowest scale must lie in [0, 1], got " + lowest
                    + "; it is a fraction of the scheduled rate");
        }
    }

    /// Gives the usual rule: minimise, factor 0.1, patience 10, threshold 1e-4, no cooldown, no lowest scale.
    public static Plateau defaults() {
        return new Plateau(Goal.MINIMISE, 0.1, 10, 1e-4, 0, 0);
    }

    /// Gives the state before the first evaluation: scale 1.
    public PlateauState start() {
        return new PlateauState(this, 1, 0, 0, 0, 0);
    }

    boolean improves(double metric, double best) {
        double margin = threshold * Math.abs(best);
        return switch (goal) {
            case MINIMISE -> metric < best - margin;
            case MAXIMISE -> metric > best + margin;
        };
    }

    private static void notNegative(String what, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "plateau: the " + what + " must be a finite number of at least 0, got " + value);
        }
    }
}
