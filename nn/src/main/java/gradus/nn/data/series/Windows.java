package gradus.nn.data.series;

import java.util.List;

/// How a series is cut into samples: `lookBack` times that are known and the `horizon` times after them, wanted.
///
/// {@snippet file="TableSnippets.java" region="SeriesWindows"}
///
/// @param lookBack the times of the input, at least 1
/// @param horizon the times of the target, at least 1
/// @param stride from the start of one window to that of the next, at least 1. Default 1
/// @param targets the channels that are wanted; none: all. Inputs are all channels
/// @param gaps what becomes of windows with missing numbers
public record Windows(int lookBack, int horizon, int stride, List<String> targets, Gaps gaps) {
    /// What becomes of windows with missing numbers.
    public enum Gaps {
        /// They are an error that says where the first one is.
        REFUSE,
        /// They are left out.
        SKIP
    }

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is below 1
    public Windows {
        targets = List.copyOf(targets);
        if (lookBack < 1 || horizon < 1 || stride < 1) {
            throw new IllegalArgumentException("windows: look-back, horizon and stride must be at least 1, got "
                    + lookBack + ", " + horizon + " and " + stride);
        }
    }

    /// Gives windows at every time, all channels wanted, gaps refused.
    public static Windows of(int lookBack, int horizon) {
        return new Windows(lookBack, horizon, 1, List.of(), Gaps.REFUSE);
    }

    /// Gives these windows with another stride.
    public Windows withStride(int value) {
        return new Windows(lookBack, horizon, value, targets, gaps);
    }

    /// Gives these windows with only some channels wanted.
    public Windows withTargets(String... names) {
        return new Windows(lookBack, horizon, stride, List.of(names), gaps);
    }

    /// Gives these windows with another answer to missing numbers.
    public Windows withGaps(Gaps value) {
        return new Windows(lookBack, horizon, stride, targets, value);
    }
}
