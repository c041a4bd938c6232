package gradus.nn.train;

import gradus.nn.data.series.SeriesScaling;
import gradus.nn.data.series.Windows;
import java.util.List;

/// What turns the past of a series into the numbers that a network takes, and its answers into a forecast.
///
/// @param scaling the channels and how their numbers are standardised
/// @param lookBack how many times the network sees, at least 1
/// @param horizon how many times it forecasts, at least 1
/// @param targets the channels that are forecast, at least one
public record SeriesInput(SeriesScaling scaling, int lookBack, int horizon, List<String> targets) {
    /// Checks that all is there.
    ///
    /// @throws IllegalArgumentException if a number is below 1, or a target is no channel or comes twice
    public SeriesInput {
        targets = List.copyOf(targets);
        if (lookBack < 1 || horizon < 1) {
            throw new IllegalArgumentException(
                    "series input: look-back and horizon must be at least 1, got " + lookBack + " and " + horizon);
        }
        if (targets.isEmpty()
                || targets.stream().distinct().count() != targets.size()
                || !scaling.names().containsAll(targets)) {
            throw new IllegalArgumentException("series input: the targets must be different channels of "
                    + scaling.names() + ", at least one, got " + targets);
        }
    }

    /// Gives the input of windows over a series; no targets are all channels.
    static SeriesInput of(SeriesScaling scaling, Windows windows) {
        List<String> targets = windows.targets().isEmpty() ? scaling.names() : windows.targets();
        return new SeriesInput(scaling, windows.lookBack(), windows.horizon(), targets);
    }

    /// Gives the windows at every time.
    public Windows windows() {
        return Windows.of(lookBack, horizon).withTargets(targets.toArray(String[]::new));
    }

    /// Gives the places of the targets among the channels.
    List<Integer> places() {
        return targets.stream().map(scaling.names()::indexOf).toList();
    }
}
