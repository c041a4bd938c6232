package gradus.nn.train;

import java.time.Duration;
import java.util.function.Function;

/// When states are kept, and how.
///
/// Keeping a state changes no number of the run. At the end of a run its last state is always kept.
///
/// @param save keeps a state and gives the place where it lies
/// @param everySteps how many updates lie between two, at least 1
/// @param atMostEvery the least time between two
public record Checkpoints(Function<TrainState, String> save, long everySteps, Duration atMostEvery) {
    /// Checks the numbers.
    public Checkpoints {
        if (everySteps < 1) {
            throw new IllegalArgumentException(
                    "checkpoints: there must be at least 1 step between two, got " + everySteps);
        }
        if (atMostEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "checkpoints: the time between two must not be negative, got " + atMostEvery);
        }
    }

    boolean isDue(long step, long nanosecondsSinceLast) {
        return step % everySteps == 0 && nanosecondsSinceLast >= atMostEvery.toNanos();
    }
}
