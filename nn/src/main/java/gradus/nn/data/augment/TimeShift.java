package gradus.nn.data.augment;

import gradus.core.type.Key;

/// Shifts a series by a random number of times, at most `most` either way; the first or last value is repeated where
/// nothing is known.
///
/// {@snippet file="SampleSnippets.java" region="Augmented"}
///
/// @param most the most times
public record TimeShift(int most) implements Augmentation {
    /// Checks the number.
    ///
    /// @throws IllegalArgumentException if it is negative
    public TimeShift {
        if (most < 0 || most > 1 << 20) {
            throw new IllegalArgumentException(
                    "time shift: the most times must lie between 0 and 1048576, got " + most);
        }
    }

    @Override
    public void apply(Raster sample, Key key) {
        int by = key.below(2 * most + 1, 0) - most;
        if (by != 0) {
            Crop.moved(sample, by, 0, Border.EDGE);
        }
    }
}
