package gradus.io.image;

import gradus.core.type.FormatException;
import gradus.io.file.FileProblem;
import gradus.nn.data.image.ImageSize;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/// Reads PNG, JPEG, BMP and GIF files into bytes of one channel (grey) or three (red, green, blue).
///
/// Transparency is dropped. Grey values of grey files are taken as they stand; grey of colours is
/// `0.299 red + 0.587 green + 0.114 blue`.
final class ImageDecoder {
    private static final Set<String> KINDS = Set.of("png", "jpeg", "bmp", "gif");
    private static final long MOST_FILE = 1L << 28;
    private static final int MOST_SIDE = 1 << 15;
    private static final long MOST_PIXELS = 100_000_000;

    private ImageDecoder() {}

    /// Gives the bytes of the first image of a file, made to fit.
    ///
    /// @throws FormatException if the file is no whole image, too large, or does not fit
    static byte[] decode(Path file, ImageSize size, Fit fit) {
        BufferedImage image = image(file);
        ImageSize own = new ImageSize(image.getHeight(), image.getWidth(), size.channels());
        if (fit == Fit.REFUSE && !own.equals(size)) {
            throw new FormatException("read " + file + ": all images must be " + size.height() + " × " + size.width()
                    + " pixels, this one is " + own.height() + " × " + own.width() + "; let images be made to fit");
        }
        byte[] pixels = size.channels() == 1 ? grey(image) : colour(image);
        return Resize.fit(pixels, own, size, fit);
    }

    private static BufferedImage image(Path file) {
        byte[] bytes = bytes(file);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(file, in);
            Warnings warnings = new Warnings();
            reader.addIIOReadWarningListener(warnings);
            try {
                reader.setInput(in, true, true);
                check(file, reader.getHeight(0), reader.getWidth(0));
                BufferedImage image = reader.read(0);
                if (!warnings.text().isEmpty()) {
                    throw broken(file, warnings.text(), null);
                }
                return image;
            } finally {
                reader.dispose();
            }
        } catch (IOException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | IllegalStateException
                | NullPointerException e) {
            throw broken(
                    file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
    }

    /// Other kinds that the platform can read are no data sets' kinds, and some are weakly guarded.
    private static ImageReader reader(Path file, ImageInputStream in) throws IOException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (KINDS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
            reader.dispose();
        }
        throw broken(file, "its content is none of PNG, JPEG, BMP, GIF", null);
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MOST_FILE) {
                throw new FormatException("read " + file + ": an image file may have at most " + MOST_FILE
                        + " bytes, this one has " + Files.size(file));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
    }

    private static void check(Path file, int height, int width) {
        if (height < 1 || width < 1 || height > MOST_SIDE || width > MOST_SIDE || (long) height * width > MOST_PIXELS) {
            throw new FormatException("read " + file + ": an image may have at most " + MOST_SIDE
                    + " pixels a side and 100 million in all, this one says it has " + height + " × " + width);
        }
    }

    private static FormatException broken(Path file, String why, @Nullable Throwable cause) {
        FormatException problem = new FormatException(
                "read " + file + ": the file must be a whole image, but " + why + "; replace or remove it");
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }

    private static byte[] grey(BufferedImage image) {
        byte[] pixels = new byte[image.getWidth() * image.getHeight()];
        if (isPlainGrey(image)) {
            Raster raster = image.getRaster();
            int shift = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
            int[] line = new int[image.getWidth()];
            for (int row = 0; row < image.getHeight(); row++) {
                raster.getSamples(0, row, line.length, 1, 0, line);
                for (int column = 0; column < line.length; column++) {
                    pixels[row * line.length + column] = (byte) (line[column] >> shift);
                }
            }
            return pixels;
        }
        byte[] colours = colour(image);
        for (int i = 0; i < pixels.length; i++) {
            int red = colours[3 * i] & 0xFF;
            int green = colours[3 * i + 1] & 0xFF;
            int blue = colours[3 * i + 2] & 0xFF;
            pixels[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);
        }
        return pixels;
    }

    /// Grey files are read band by band: a conversion of colours would take their values as linear light.
    private static boolean isPlainGrey(BufferedImage image) {
        boolean whole = image.getRaster().getTransferType() == DataBuffer.TYPE_BYTE
                || image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT;
        return whole
                && image.getColorModel() instanceof ComponentColorModel model
                && model.getNumColorComponents() == 1;
    }

    private static byte[] colour(BufferedImage image) {
        int width = image.getWidth();
        byte[] pixels = new byte[3 * width * image.getHeight()];
        if (isPlainGrey(image)) {
            byte[] grey = grey(image);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = grey[i / 3];
            }
            return pixels;
        }
        int[] line = new int[width];
        for (int row = 0; row < image.getHeight(); row++) {
            image.getRGB(0, row, width, 1, line, 0, width);
            for (int column = 0; column < width; column++) {
                int at = 3 * (row * width + column);
                pixels[at] = (byte) (line[column] >> 16);
                pixels[at + 1] = (byte) (line[column] >> 8);
                pixels[at + 2] = (byte) line[column];
            }
        }
        return pixels;
    }
}
