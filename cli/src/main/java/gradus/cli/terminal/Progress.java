package gradus.cli.terminal;

import java.time.Duration;
import java.util.List;

/// How far a training is.
///
/// @param epoch the epoch that runs, counted from 1
/// @param epochs the most epochs there will be
/// @param step the updates done, over all epochs
/// @param steps the most updates there will be
/// @param readings the loss, then further values, in the order they are shown
/// @param samplesPerSecond the speed, 0 where it is not known yet
/// @param elapsed the time since the start
public record Progress(
        int epoch,
        int epochs,
        long step,
        long steps,
        List<Reading> readings,
        double samplesPerSecond,
        Duration elapsed) {
    /// A named value, such as the loss or a validation metric.
    public record Reading(String name, double value) {}

    public Progress {
        readings = List.copyOf(readings);
    }

    /// Gives the share that is done, from 0 to 1.
    public double fraction() {
        return steps <= 0 ? 0 : Math.clamp((double) step / steps, 0.0, 1.0);
    }

    /// Gives the time still needed at the average pace so far; zero before the first step.
    public Duration remaining() {
        double seconds = elapsed.toMillis() / 1000.0;
        return step <= 0
                ? Duration.ZERO
                : Duration.ofMillis(Math.round(1000 * seconds * Math.max(0, steps - step) / step));
    }
}
