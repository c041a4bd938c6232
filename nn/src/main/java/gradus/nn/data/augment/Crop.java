package gradus.nn.data.augment;

import gradus.core.type.Key;
import java.util.Arrays;

/// Pads an image on all sides and cuts a random window of the old size out of it: a shift by whole pixels, at most
/// `padding` each way.
///
/// {@snippet file="SampleSnippets.java" region="Augmentation"}
///
/// @param padding the rows and columns added on each side
/// @param border what they hold
public record Crop(int padding, Border border) implements Augmentation {
    /// Checks the padding.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Crop {
        if (padding < 0 || padding > 1 << 16) {
            throw new IllegalArgumentException("crop: the padding must lie between 0 and 65536, got " + padding);
        }
    }

    /// Gives the crop with black padding.
    public static Crop padded(int padding) {
        return new Crop(padding, Border.BLACK);
    }

    @Override
    public void apply(Raster sample, Key key) {
        int down = key.below(2 * padding + 1, 0) - padding;
        int right = key.below(2 * padding + 1, 1) - padding;
        if (down != 0 || right != 0) {
            moved(sample, down, right, border);
        }
    }

    /// Takes row r, column c from row r + down, column c + right.
    static void moved(Raster sample, int down, int right, Border border) {
        float[] from = sample.values();
        float[] to = sample.spare();
        int channels = sample.channels();
        int width = sample.width();
        int first = Math.clamp(-right, 0, width);
        int end = Math.clamp(width - right, first, width);
        for (int row = 0; row < sample.height(); row++) {
            int source = border.source(row + down, sample.height());
            int at = sample.at(row, 0);
            if (source < 0) {
                Arrays.fill(to, at, at + width * channels, 0f);
                continue;
            }
            if (end > first) {
                int middle = (end - first) * channels;
                System.arraycopy(from, sample.at(source, first + right), to, at + first * channels, middle);
            }
            for (int column = 0; column < first; column++) {
                outside(sample, to, at + column * channels, source, border.source(column + right, width));
            }
            for (int column = end; column < width; column++) {
                outside(sample, to, at + column * channels, source, border.source(column + right, width));
            }
        }
        sample.swap();
    }

    private static void outside(Raster sample, float[] to, int at, int row, int column) {
        if (column < 0) {
            Arrays.fill(to, at, at + sample.channels(), 0f);
        } else {
            System.arraycopy(sample.values(), sample.at(row, column), to, at, sample.channels());
        }
    }
}
