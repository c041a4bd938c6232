package gradus.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.data.image.ImageSource;
import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilesTest {
    @TempDir
    Path folder;

    private static ImageDataset shared(String set, String part) {
        Path images = Shared.path("data/" + set + "/" + part + "-images-idx3-ubyte.gz");
        return ImageFiles.idx(images, Shared.path("data/" + set + "/" + part + "-labels-idx1-ubyte.gz"));
    }

    @ParameterizedTest
    @CsvSource({
        "mnist,         t10k,  10000, 7, 2, 1",
        "fashion-mnist, t10k,  10000, 9, 2, 1",
        "mnist,         train, 60000, 5, 0, 4",
        "fashion-mnist, train, 60000, 9, 0, 0"
    })
    void real_images_and_labels_are_read(String set, String part, int count, int first, int second, int third) {
        ImageDataset data = shared(set, part);
        assertThat(data.size()).isEqualTo(count);
        assertThat(data.imageSize()).isEqualTo(ImageSize.grey(28, 28));
        assertThat(data.classNames()).hasSize(10);
        assertThat(List.of(data.classOf(0), data.classOf(1), data.classOf(2))).containsExactly(first, second, third);
    }

    @Test
    void statistics_of_the_training_images_are_the_known_ones() {
        ImageDataset mnist = shared("mnist", "train").standardised();
        assertThat(mnist.scaling().mean().getFirst()).isCloseTo(0.1307, within(5e-5));
        assertThat(mnist.scaling().deviation().getFirst()).isCloseTo(0.3081, within(5e-5));
        ImageDataset fashion = shared("fashion-mnist", "train").standardised();
        assertThat(fashion.scaling().mean().getFirst()).isCloseTo(0.2860, within(5e-5));
        assertThat(fashion.scaling().deviation().getFirst()).isCloseTo(0.3530, within(5e-5));
    }

    @Test
    void real_colour_images_are_read() {
        ImageDataset data = ImageFiles.cifar10(
                Shared.path("data/cifar10-subset/train-2000.bin.gz"),
                Shared.path("data/cifar10-subset/test-1000.bin.gz"));
        assertThat(data.size()).isEqualTo(3000);
        assertThat(data.classNames().get(data.classOf(0))).isEqualTo("frog");
        byte[] pixels = new byte[3072];
        data.pixels(0, pixels);
        assertThat(new int[] {pixels[0] & 0xFF, pixels[1] & 0xFF, pixels[2] & 0xFF})
                .containsExactly(59, 62, 63);
    }

    @Test
    void fine_label_of_a_hundred_classes_is_the_second_byte() throws IOException {
        byte[] record = new byte[2 * 3074];
        record[1] = 42;
        record[2] = 7;
        record[2 + 1024] = 8;
        record[3074 + 1] = 99;
        Path file = Files.write(folder.resolve("train.bin"), record);
        ImageDataset data = ImageFiles.cifar100(file);
        assertThat(data.classOf(0)).isEqualTo(42);
        assertThat(data.classOf(1)).isEqualTo(99);
        byte[] pixels = new byte[3072];
        data.pixels(0, pixels);
        assertThat(pixels).startsWith(7, 8, 0, 0);
    }

    @Test
    void bad_binary_images_are_refused() throws IOException {
        Path file = Files.write(folder.resolve("a.bin"), new byte[3072]);
        refused(
                () -> ImageFiles.cifar10(file),
                "read " + file + ": a CIFAR-10 file must hold whole images of 3073 bytes, got 3072 bytes; it is cut off"
                        + " or another format");
        byte[] two = new byte[2 * 3073];
        two[3073] = 10;
        Files.write(file, two);
        refused(
                () -> ImageFiles.cifar10(file),
                "read " + file
                        + ": labels must lie in 0 … 9, got 10 for image 1, counted from 0; is it another format?");
    }

    @Test
    void idx_files_that_do_not_belong_together_are_refused() throws IOException {
        Path images = Files.write(
                folder.resolve("images"), new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 9, 9});
        Path labels = Files.write(folder.resolve("labels"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 3});
        assertThat(ImageFiles.idx(images, labels).classNames()).containsExactly("0", "1", "2", "3");
        refused(
                () -> ImageFiles.idx(labels, labels),
                "read " + labels + ": images must be UINT8 [count, height, width] or [count, height, width, channels],"
                        + " got UINT8 [2]; is it the file of the labels?");
        refused(
                () -> ImageFiles.idx(images, images),
                "read " + images + ": labels must be integers [count], got UINT8 [2, 1, 1]; is it the file of the"
                        + " images?");
        refused(
                () -> ImageFiles.idx(images, labels, List.of("a", "b", "c")),
                "images: labels must lie in 0 … 2 for 3 classes, got 3 for image 1, counted from 0");
        Files.write(labels, new byte[] {0, 0, 9, 1, 0, 0, 0, 2, 0, -3});
        refused(
                () -> ImageFiles.idx(images, labels),
                "read " + labels + ": labels start at 0, got -3 for image 1, counted from 0");
        Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 0});
        refused(
                () -> ImageFiles.idx(images, labels),
                "images: each needs one label, got 2 images and 1 labels; do the files belong together?");
        Files.write(labels, new byte[] {0, 0, 12, 1, 0, 0, 0, 2, 127, 0, 0, 0, 0, 0, 0, 0});
        refused(
                () -> ImageFiles.idx(images, labels),
                "read " + labels + ": labels must lie in 0 … 1048575, got 2130706432");
    }

    @Test
    void images_are_read_without_labels_in_grey_and_in_colour() throws IOException {
        byte[] header = {0, 0, 8, 4, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6};
        ImageSource images = ImageFiles.idx(Files.write(folder.resolve("images"), header));
        assertThat(images.imageSize()).isEqualTo(ImageSize.colour(1, 2));
        byte[] pixels = new byte[6];
        images.read(0, pixels);
        assertThat(pixels).containsExactly(1, 2, 3, 4, 5, 6);
        Path signed =
                Files.write(folder.resolve("signed"), new byte[] {0, 0, 9, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9});
        refused(
                () -> ImageFiles.idx(signed),
                "read " + signed + ": images must be UINT8 [count, height, width] or [count, height, width, channels],"
                        + " got INT8 [1, 1, 1]; is it the file of the labels?");
    }

    @Test
    void grid_shows_pixels_as_they_are() throws IOException {
        Path images = Files.write(
                folder.resolve("images"), new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 100, (byte) 200});
        Path labels = Files.write(folder.resolve("labels"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 0});
        ImageDataset data = ImageFiles.idx(images, labels);
        Literal again = Literal.of(new float[] {-1, 0.5f}, 2, 1, 1, 1);
        Path file = folder.resolve("grid/class/a.png");
        Files.createDirectories(file.getParent());
        ImageGrid.of(2).add(data).add(again, data.scaling()).write(file);
        ImageDataset drawn =
                new ImageFolder(folder.resolve("grid"), ImageSize.grey(8, 8), Fit.REFUSE, List.of()).read();
        byte[] pixels = new byte[64];
        drawn.pixels(0, pixels);
        assertThat(pixels[2 * 8 + 2]).isEqualTo((byte) 100);
        assertThat(pixels[2 * 8 + 5]).isEqualTo((byte) 200);
        assertThat(pixels[5 * 8 + 2]).isZero();
        assertThat(pixels[5 * 8 + 5]).isEqualTo((byte) 128);
        assertThat(pixels[0]).isEqualTo((byte) 128);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String message) {
        assertThatExceptionOfType(FormatException.class).isThrownBy(action).withMessage(message);
    }
}
