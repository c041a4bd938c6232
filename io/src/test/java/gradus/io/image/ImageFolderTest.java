package gradus.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
    @TempDir
    Path folder;

    private static BufferedImage colour(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    private Path write(String name, BufferedImage image) throws IOException {
        return Files.write(file(name), bytes(image, name.substring(name.lastIndexOf('.') + 1)));
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    private static byte[] bytes(BufferedImage image, String kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, kind, out)).isTrue();
        return out.toByteArray();
    }

    private static int[] pixels(ImageDataset data, int index) {
        byte[] pixels = new byte[data.imageSize().count()];
        data.pixels(index, pixels);
        int[] values = new int[pixels.length];
        Arrays.setAll(values, i -> pixels[i] & 0xFF);
        return values;
    }

    @Test
    void kinds_that_only_the_platform_knows_are_refused() throws IOException {
        for (String kind : List.of("tiff", "wbmp")) {
            BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY);
            Path file = Files.write(file("cat/" + kind + ".png"), bytes(image, kind));
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> ImageDecoder.decode(file, ImageSize.grey(4, 4), Fit.CROP))
                    .withMessage("read " + file + ": the file must be a whole image, but its content is none of PNG,"
                            + " JPEG, BMP, GIF; replace or remove it");
        }
    }

    @Test
    void classes_are_the_folders_in_alphabetical_order() throws IOException {
        write("dog/b.png", colour(4, 4, 0x102030));
        write("dog/a.bmp", colour(4, 4, 0xFF0000));
        write("cat/z.PNG", colour(4, 4, 0x00FF00));
        Files.writeString(folder.resolve("dog/readme.txt"), "no image");
        Files.writeString(folder.resolve("dog/.hidden.png"), "no image");
        ImageDataset data = ImageFolder.of(folder, ImageSize.colour(2, 2)).read();
        assertThat(data.classNames()).containsExactly("cat", "dog");
        assertThat(data.size()).isEqualTo(3);
        assertThat(List.of(data.classOf(0), data.classOf(1), data.classOf(2))).containsExactly(0, 1, 1);
        assertThat(pixels(data, 0)).startsWith(0, 255, 0);
        assertThat(pixels(data, 1)).startsWith(255, 0, 0);
        assertThat(pixels(data, 2)).startsWith(0x10, 0x20, 0x30).hasSize(12);
    }

    @Test
    void grey_of_grey_files_is_taken_as_it_stands() throws IOException {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 100);
        grey.getRaster().setSample(1, 0, 0, 7);
        write("a/grey.png", grey);
        assertThat(pixels(ImageFolder.of(folder, ImageSize.grey(1, 2)).read(), 0))
                .containsExactly(100, 7);
        assertThat(pixels(ImageFolder.of(folder, ImageSize.colour(1, 2)).read(), 0))
                .containsExactly(100, 100, 100, 7, 7, 7);
        write("a/grey.png", colour(2, 1, 0xFF8000));
        assertThat(pixels(ImageFolder.of(folder, ImageSize.grey(1, 2)).read(), 0))
                .containsExactly(151, 151);
    }

    @Test
    void images_are_made_to_fit() throws IOException {
        BufferedImage wide = colour(8, 4, 0);
        for (int x = 2; x < 6; x++) {
            for (int y = 0; y < 4; y++) {
                wide.setRGB(x, y, 0xFFFFFF);
            }
        }
        write("a/wide.png", wide);
        ImageFolder images = ImageFolder.of(folder, ImageSize.grey(4, 4));
        assertThat(pixels(images.read(), 0)).containsOnly(255);
        assertThat(pixels(images.withFit(Fit.STRETCH).read(), 0)).startsWith(36, 223, 223, 36);
        assertThat(pixels(images.withFit(Fit.PAD).read(), 0))
                .startsWith(0, 0, 0, 0, 36, 223, 223, 36)
                .endsWith(0, 0);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> pixels(images.withFit(Fit.REFUSE).read(), 0))
                .withMessage("read " + folder.resolve("a/wide.png") + ": all images must be 4 × 4 pixels, this one is"
                        + " 4 × 8; let images be made to fit");
        ImageFolder large = ImageFolder.of(folder, ImageSize.grey(7, 13)).withFit(Fit.STRETCH);
        assertThat(pixels(large.read(), 0)).startsWith(0, 0).endsWith(0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void broken_file_is_named_when_it_is_read(String kind) throws IOException {
        BufferedImage noise = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1600; i++) {
            noise.setRGB(i % 40, i / 40, (int) Key.of(1).bits(i));
        }
        byte[] whole = bytes(noise, kind);
        ImageFolder images = ImageFolder.of(folder, ImageSize.colour(8, 8));
        Path file = file("a/broken." + kind);
        for (int length : new int[] {0, 1, 20, whole.length / 2, whole.length - 30}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> images.read().inMemory())
                    .withMessageStartingWith("read " + file + ": the file must be a whole image, but ")
                    .withMessageEndingWith("; replace or remove it");
        }
        Files.write(file, whole);
        assertThat(images.read().inMemory().size()).isEqualTo(1);
    }

    @Test
    void size_is_checked_before_pixels_are_read() throws IOException {
        byte[] png = bytes(colour(4, 4, 0), "png");
        png[16] = 0x7F; // the width
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        Path file = Files.write(file("a/bomb.png"), png);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() ->
                        ImageFolder.of(folder, ImageSize.grey(4, 4)).read().inMemory())
                .withMessage("read " + file + ": an image may have at most 32768 pixels a side and 100 million in all,"
                        + " this one says it has 4 × 2130706436");
    }

    @Test
    void folder_without_classes_or_images_is_refused() throws IOException {
        ImageFolder images = ImageFolder.of(folder, ImageSize.grey(4, 4));
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(images::read)
                .withMessage("read " + folder + ": images must lie in folders that name their class, such as "
                        + folder.resolve("cat") + ", but there is no folder in it");
        Files.createDirectories(folder.resolve("cat"));
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(images::read)
                .withMessage("read " + folder.resolve("cat") + ": the folder of a class needs images (png, jpg, jpeg,"
                        + " bmp, gif), but it has none; remove it or put images there");
        write("cat/a.png", colour(1, 1, 0));
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> images.withClasses(List.of("cats", "dogs")).read())
                .withMessage("read " + folder
                        + ": each folder must be one of the classes cats, dogs, got 'cat'; did you" + " mean 'cats'?");
        Path nowhere = folder.resolve("nowhere");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ImageFolder.of(nowhere, ImageSize.grey(4, 4)).read())
                .withMessage("read " + nowhere + ": a folder is needed, but there is none of that name");
    }

    @Test
    void grid_refuses_what_it_cannot_draw() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageGrid.of(0))
                .withMessage("image grid: it needs at least 1 column and a zoom in 1 … 64, got 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageGrid.of(2).add(Literal.of(new float[4], 2, 2), ImageScaling.unit(1)))
                .withMessage("image grid: images must be [count, height, width, 1], got [2, 2]");
        Literal small = Literal.of(new float[4], 1, 2, 2, 1);
        Literal other = Literal.of(new float[6], 1, 2, 3, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ImageGrid.of(2).add(small, ImageScaling.unit(1)).add(other, ImageScaling.unit(1)))
                .withMessage("image grid: all images must be of one size, got 2 × 3 × 1 after 2 × 2 × 1");
        assertThatIllegalStateException()
                .isThrownBy(() -> ImageGrid.of(2).png())
                .withMessage("image grid: a picture needs images and at most 100 million pixels, got 0 images and 2 × 2"
                        + " pixels");
    }
}
