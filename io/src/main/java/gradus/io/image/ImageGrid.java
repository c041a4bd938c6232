package gradus.io.image;

import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.file.AtomicFile;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.ImageSize;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/// Images side by side in one picture: samples of a data set, inputs above their reconstructions, draws of a model.
///
/// {@snippet file="FileSnippets.java" region="ImageGrid"}
public final class ImageGrid {
    private static final int GAP = 2;
    private static final int BACKGROUND = 128;
    private static final long MOST_PIXELS = 100_000_000;

    private final int columns;
    private final int zoom;
    private final List<byte[]> images = new ArrayList<>();
    private ImageSize size = new ImageSize(1, 1, 1);

    private ImageGrid(int columns, int zoom) {
        this.columns = columns;
        this.zoom = zoom;
    }

    /// Starts a grid.
    ///
    /// @param columns how many images stand side by side
    /// @throws IllegalArgumentException if there is no column
    public static ImageGrid of(int columns) {
        return of(columns, 1);
    }

    /// Starts a grid with every pixel drawn as a square.
    ///
    /// @param columns how many images stand side by side
    /// @param zoom the side of the square
    /// @throws IllegalArgumentException if there is no column or the side is not in 1 … 64
    public static ImageGrid of(int columns, int zoom) {
        if (columns < 1 || zoom < 1 || zoom > 64) {
            throw new IllegalArgumentException(
                    "image grid: it needs at least 1 column and a zoom in 1 … 64, got " + columns + " and " + zoom);
        }
        return new ImageGrid(columns, zoom);
    }

    /// Adds all images of a data set as they are stored.
    ///
    /// @throws IllegalArgumentException if they are of another size than those before
    public ImageGrid add(ImageDataset data) {
        for (int i = 0; i < data.size(); i++) {
            byte[] pixels = new byte[data.imageSize().count()];
            data.pixels(i, pixels);
            add(data.imageSize(), pixels);
        }
        return this;
    }

    /// Adds images of a tensor.
    ///
    /// @param values float32 `[count, height, width, channels]`
    /// @param scaling how pixels had become these numbers; values beyond black and white are cut
    /// @throws IllegalArgumentException if the shape is another or the size differs from that of those before
    public ImageGrid add(Literal values, ImageScaling scaling) {
        Shape shape = values.type().shape();
        if (shape.rank() != 4 || shape.size(3) != scaling.channels()) {
            throw new IllegalArgumentException(
                    "image grid: images must be [count, height, width, " + scaling.channels() + "], got " + shape);
        }
        ImageSize own = new ImageSize(shape.size(1), shape.size(2), shape.size(3));
        float[] numbers = values.floats();
        for (int at = 0; at < numbers.length; at += own.count()) {
            byte[] pixels = new byte[own.count()];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = scaling.toByte(numbers[at + i], i % own.channels());
            }
            add(own, pixels);
        }
        return this;
    }

    private void add(ImageSize own, byte[] pixels) {
        if (own.channels() != 1 && own.channels() != 3) {
            throw new IllegalArgumentException("image grid: images must have 1 or 3 channels, got " + own.channels());
        }
        if (!images.isEmpty() && !own.equals(size)) {
            throw new IllegalArgumentException(
                    "image grid: all images must be of one size, got " + own + " after " + size);
        }
        size = own;
        images.add(pixels);
    }

    /// Writes the picture as a PNG file, whole or not at all.
    ///
    /// @throws IllegalStateException if there are no images or the picture would have over 100 million pixels
    /// @throws UncheckedIOException if it cannot be written
    public void write(Path file) {
        AtomicFile.write(file, png());
    }

    /// Gives the picture as the bytes of a PNG file.
    ///
    /// @throws IllegalStateException if there are no images or the picture would have over 100 million pixels
    public byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(drawn(), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Gives the width of the picture in pixels.
    public long width() {
        return Math.min(columns, images.size()) * ((long) size.width() * zoom + GAP) + GAP;
    }

    /// Gives the height of the picture in pixels.
    public long height() {
        return Math.ceilDiv(images.size(), columns) * ((long) size.height() * zoom + GAP) + GAP;
    }

    private BufferedImage drawn() {
        long height = height();
        long width = width();
        if (images.isEmpty() || height * width > MOST_PIXELS) {
            throw new IllegalStateException("image grid: a picture needs images and at most 100 million pixels, got "
                    + images.size() + " images and " + height + " × " + width + " pixels");
        }
        int type = size.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage picture = new BufferedImage((int) width, (int) height, type);
        WritableRaster raster = picture.getRaster();
        int[] background = new int[(int) width * size.channels()];
        Arrays.fill(background, BACKGROUND);
        for (int row = 0; row < height; row++) {
            raster.setPixels(0, row, (int) width, 1, background);
        }
        for (int i = 0; i < images.size(); i++) {
            draw(
                    raster,
                    images.get(i),
                    GAP + i / columns * (size.height() * zoom + GAP),
                    GAP + i % columns * (size.width() * zoom + GAP));
        }
        return picture;
    }

    private void draw(WritableRaster raster, byte[] pixels, int top, int left) {
        int[] pixel = new int[size.channels()];
        for (int row = 0; row < size.height() * zoom; row++) {
            for (int column = 0; column < size.width() * zoom; column++) {
                int at = (row / zoom * size.width() + column / zoom) * size.channels();
                for (int c = 0; c < pixel.length; c++) {
                    pixel[c] = pixels[at + c] & 0xFF;
                }
                raster.setPixel(left + column, top + row, pixel);
            }
        }
    }
}
