package gradus.nn.data.augment;

import gradus.core.type.Key;

/// Multiplies each channel of a series by a factor of its own, `1 + deviation · n` with n standard normal.
///
/// {@snippet file="SampleSnippets.java" region="Augmented"}
///
/// @param deviation the standard deviation of the factors
public record Strength(double deviation) implements Augmentation {
    /// Checks the deviation.
    ///
    /// @throws IllegalArgumentException if it is negative or not finite
    public Strength {
        if (!(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException(
                    "strength: the deviation must be a number of at least 0, got " + deviation);
        }
    }

    @Override
    public void apply(Raster sample, Key key) {
        float[] values = sample.values();
        int channels = sample.channels();
        for (int c = 0; c < channels; c++) {
            float factor = (float) (1 + deviation * key.normal(c));
            for (int i = c; i < values.length; i += channels) {
                values[i] *= factor;
            }
        }
    }
}
