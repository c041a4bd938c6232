package gradus.nn.data.image;

import java.util.Objects;

/// Images in memory, a byte per pixel and channel: `[count, height, width, channels]`.
///
/// {@snippet file="SampleSnippets.java" region="ImageDataset"}
public final class ImageArray implements ImageSource {
    private final ImageSize size;
    private final byte[] pixels;
    private final int count;

    private ImageArray(ImageSize size, byte[] pixels) {
        this.size = size;
        this.pixels = pixels;
        this.count = pixels.length / size.count();
    }

    /// Gives the images whose pixels stand one after the other. The array is not copied.
    ///
    /// @throws IllegalArgumentException if it does not hold whole images
    public static ImageArray of(ImageSize size, byte[] pixels) {
        if (pixels.length % size.count() != 0) {
            throw new IllegalArgumentException("images: the bytes must make whole images of " + size + " = "
                    + size.count() + " bytes, got " + pixels.length);
        }
        return new ImageArray(size, pixels);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public ImageSize imageSize() {
        return size;
    }

    @Override
    public void read(int index, byte[] into) {
        System.arraycopy(pixels, Objects.checkIndex(index, count) * size.count(), into, 0, size.count());
    }
}
