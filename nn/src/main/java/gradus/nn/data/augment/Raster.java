package gradus.nn.data.augment;

/// The values `[height, width, channels]` of one sample that augmentations change in place.
///
/// An image has values in 0 … 1. A series of T times is a raster of T × 1. It is used by one thread.
public final class Raster {
    private final int height;
    private final int width;
    private final int channels;
    private float[] values;
    private float[] spare = {};

    /// Makes a raster of zeros.
    ///
    /// @throws IllegalArgumentException if a size is not positive
    public Raster(int height, int width, int channels) {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "raster: sizes must be at least 1, got [" + height + ", " + width + ", " + channels + "]");
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.values = new float[Math.multiplyExact(Math.multiplyExact(height, width), channels)];
    }

    /// Gives the number of rows.
    public int height() {
        return height;
    }

    /// Gives the number of columns.
    public int width() {
        return width;
    }

    /// Gives the number of values per place.
    public int channels() {
        return channels;
    }

    /// Gives the values themselves, row by row, the channels of a place side by side.
    public float[] values() {
        return values;
    }

    /// Gives the position of the first channel of a place.
    public int at(int row, int column) {
        return (row * width + column) * channels;
    }

    /// Gives an array for the changed values, of undefined content; [#swap()] makes it the values.
    public float[] spare() {
        if (spare.length == 0) {
            spare = new float[values.length];
        }
        return spare;
    }

    /// Makes what was written to [#spare()] the values.
    public void swap() {
        float[] old = values;
        values = spare();
        spare = old;
    }
}
