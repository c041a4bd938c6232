package gradus.nn.data.augment;

import gradus.core.type.Key;
import java.util.Arrays;

/// Covers a square at a random place, which may lie partly outside. Source: DeVries and Taylor, "Improved
/// regularization of convolutional neural networks with cutout", 2017.
///
/// {@snippet file="SampleSnippets.java" region="Augmentation"}
///
/// @param side the side of the square in pixels
/// @param fill the value that the square gets, in 0 … 1
public record Cutout(int side, double fill) implements Augmentation {
    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if the side is below 1 or the value is not in 0 … 1
    public Cutout {
        if (side < 1 || !(fill >= 0 && fill <= 1)) {
            throw new IllegalArgumentException(
                    "cutout: the side must be at least 1 and the value in 0 … 1, got side " + side + ", value " + fill);
        }
    }

    /// Gives the cutout with a black square.
    public static Cutout of(int side) {
        return new Cutout(side, 0);
    }

    @Override
    public void apply(Raster sample, Key key) {
        int top = key.below(sample.height(), 0) - side / 2;
        int left = key.below(sample.width(), 1) - side / 2;
        int first = Math.max(0, left);
        int end = Math.min(sample.width(), left + side);
        for (int row = Math.max(0, top); row < Math.min(sample.height(), top + side); row++) {
            Arrays.fill(
                    sample.values(),
                    sample.at(row, first),
                    sample.at(row, first) + (end - first) * sample.channels(),
                    (float) fill);
        }
    }
}
