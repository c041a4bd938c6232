package gradus.nn.data.augment;

import gradus.core.type.Key;

/// Adds normal noise to every value.
///
/// The noise takes one of 65 536 equally likely values, the middles of as many slices of the normal distribution, so
/// that no draw lies beyond ±4.4 deviations.
///
/// {@snippet file="SampleSnippets.java" region="Augmented"}
///
/// @param deviation the standard deviation of the noise
/// @param limits whether values must stay in 0 … 1
public record Noise(double deviation, Limits limits) implements Augmentation {
    /// Whether values must stay in 0 … 1.
    public enum Limits {
        /// Values beyond are set to 0 or 1, as an image demands.
        PIXEL,
        /// Any value is allowed, as for a standardised series.
        NONE
    }

    /// Checks the deviation.
    ///
    /// @throws IllegalArgumentException if it is negative or not finite
    public Noise {
        if (!(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("noise: the deviation must be a number of at least 0, got " + deviation);
        }
    }

    /// Gives noise for images: values stay in 0 … 1.
    public static Noise pixels(double deviation) {
        return new Noise(deviation, Limits.PIXEL);
    }

    /// Gives noise for series (jitter): any value is allowed.
    public static Noise jitter(double deviation) {
        return new Noise(deviation, Limits.NONE);
    }

    @Override
    public void apply(Raster sample, Key key) {
        float[] values = sample.values();
        float strength = (float) deviation;
        for (int i = 0; i < values.length; i += 4) {
            long bits = key.bits(i);
            for (int j = i; j < Math.min(i + 4, values.length); j++) {
                values[j] += strength * Quantiles.normal((int) bits & 0xFFFF);
                bits >>>= 16;
            }
        }
        if (limits == Limits.PIXEL) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.clamp(values[i], 0f, 1f);
            }
        }
    }
}
