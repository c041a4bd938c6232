package gradus.nn.data.augment;

import gradus.core.type.Key;

/// Changes brightness, then contrast, then saturation of an image by random factors; values stay in 0 … 1.
///
/// Each factor f is uniform in `1 ± strength`. Brightness: `f x`. Contrast: `f x + (1 − f) m` with m the mean grey of
/// the image. Saturation: `f x + (1 − f) g` with g the grey of the pixel; it does nothing to grey images. Grey is
/// `0.299 red + 0.587 green + 0.114 blue`, as in ITU-R BT.601.
///
/// {@snippet file="SampleSnippets.java" region="Augmentation"}
///
/// @param brightness the strength for brightness, in 0 … 1
/// @param contrast the strength for contrast, in 0 … 1
/// @param saturation the strength for saturation, in 0 … 1
public record Colour(double brightness, double contrast, double saturation) implements Augmentation {
    /// Checks the strengths.
    ///
    /// @throws IllegalArgumentException if one is not in 0 … 1
    public Colour {
        if (!(brightness >= 0 && brightness <= 1 && contrast >= 0 && contrast <= 1)
                || !(saturation >= 0 && saturation <= 1)) {
            throw new IllegalArgumentException("colour augmentation: strengths must lie in 0 … 1, got brightness "
                    + brightness + ", contrast " + contrast + ", saturation " + saturation);
        }
    }

    @Override
    public void apply(Raster sample, Key key) {
        float bright = factor(brightness, key, 0);
        float strong = factor(contrast, key, 1);
        float colourful = factor(saturation, key, 2);
        float[] values = sample.values();
        if (bright != 1) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.clamp(values[i] * bright, 0f, 1f);
            }
        }
        if (strong != 1) {
            float towards = (1 - strong) * meanGrey(sample);
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.clamp(values[i] * strong + towards, 0f, 1f);
            }
        }
        if (colourful != 1 && sample.channels() == 3) {
            for (int i = 0; i < values.length; i += 3) {
                float towards = (1 - colourful) * grey(values, i);
                for (int c = 0; c < 3; c++) {
                    values[i + c] = Math.clamp(values[i + c] * colourful + towards, 0f, 1f);
                }
            }
        }
    }

    private static float factor(double strength, Key key, int draw) {
        return strength == 0 ? 1f : (float) (1 + strength * (2 * key.uniform(draw) - 1));
    }

    private static float meanGrey(Raster sample) {
        float[] values = sample.values();
        double sum = 0;
        if (sample.channels() == 3) {
            for (int i = 0; i < values.length; i += 3) {
                sum += grey(values, i);
            }
            return (float) (sum * 3 / values.length);
        }
        for (float value : values) {
            sum += value;
        }
        return (float) (sum / values.length);
    }

    private static float grey(float[] values, int at) {
        return 0.299f * values[at] + 0.587f * values[at + 1] + 0.114f * values[at + 2];
    }
}
