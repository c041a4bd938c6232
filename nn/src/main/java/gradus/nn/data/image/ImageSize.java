package gradus.nn.data.image;

import gradus.core.type.Shape;

/// The size of an image in pixels and channels; prints as `28 × 28 × 1`.
///
/// {@snippet file="SampleSnippets.java" region="ImageDataset"}
///
/// @param height the number of rows
/// @param width the number of columns
/// @param channels 1 for grey, 3 for red, green, blue
public record ImageSize(int height, int width, int channels) {
    private static final int MOST_SIDE = 1 << 15;

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if a side is not in 1 … 32768 or there are not 1 … 4 channels
    public ImageSize {
        if (height < 1
                || width < 1
                || height > MOST_SIDE
                || width > MOST_SIDE
                || channels < 1
                || channels > 4
                || (long) height * width * channels > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("image size: sides must lie in 1 … " + MOST_SIDE
                    + " and channels in 1 … 4, got " + height + " × " + width + " × " + channels);
        }
    }

    /// Gives the size of a grey image.
    public static ImageSize grey(int height, int width) {
        return new ImageSize(height, width, 1);
    }

    /// Gives the size of an image in red, green and blue.
    public static ImageSize colour(int height, int width) {
        return new ImageSize(height, width, 3);
    }

    /// Gives the number of bytes of an image, one per pixel and channel.
    public int count() {
        return height * width * channels;
    }

    /// Gives the shape `[height, width, channels]`.
    public Shape shape() {
        return Shape.of(height, width, channels);
    }

    @Override
    public String toString() {
        return height + " × " + width + " × " + channels;
    }
}
