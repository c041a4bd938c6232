package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.image.ImageGrid;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images are found by training, measuring, predicting and resuming alike, wherever they lie.
class ImageFilesNamedTest {
    private static final int UINT8 = 0x08;

    @TempDir
    private Path folder;

    /// Writes an IDX file of images of 4 × 4 pixels, the brighter the higher the class.
    private static Path images(Path file, int count, int classes, int channels) throws IOException {
        ByteBuffer out = ByteBuffer.allocate((channels > 1 ? 20 : 16) + count * 16 * channels);
        out.putInt(UINT8 << 8 | (channels > 1 ? 4 : 3)).putInt(count).putInt(4).putInt(4);
        if (channels > 1) {
            out.putInt(channels);
        }
        for (int i = 0; out.hasRemaining(); i++) {
            out.put((byte) (i / (16 * channels) % classes * 60 + i % 7));
        }
        return Files.write(file, out.array());
    }

    private static Path labels(Path file, int count, int classes) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(8 + count).putInt(UINT8 << 8 | 1).putInt(count);
        for (int i = 0; i < count; i++) {
            out.put((byte) (i % classes));
        }
        return Files.write(file, out.array());
    }

    /// Writes the files of MNIST with so many classes of training and test images.
    private Path mnist(int train, int test) throws IOException {
        Path mnist = Files.createDirectories(folder.resolve("mnist"));
        images(mnist.resolve("train-images-idx3-ubyte"), 40, train, 1);
        labels(mnist.resolve("train-labels-idx1-ubyte"), 40, train);
        images(mnist.resolve("t10k-images-idx3-ubyte"), 12, test, 1);
        labels(mnist.resolve("t10k-labels-idx1-ubyte"), 12, test);
        return mnist;
    }

    private static void picture(Path file, int level) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] pixels = new byte[16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (level + i);
        }
        ImageArray one = ImageArray.of(ImageSize.grey(4, 4), pixels);
        int[] none = {0};
        ImageGrid.of(1).add(ImageDataset.of(one, none, List.of("x"))).write(file);
    }

    private void pictures(Path of) throws IOException {
        for (int i = 0; i < 10; i++) {
            picture(of.resolve("dark").resolve(i + ".png"), i);
            picture(of.resolve("light").resolve(i + ".png"), 200 + i);
        }
    }

    private Path model() {
        return folder.resolve("model.gradus");
    }

    private Path run() {
        return folder.resolve("run");
    }

    private Cli.Outcome train(Object... words) {
        List<Object> args = new ArrayList<>(List.of("train"));
        args.addAll(List.of(words));
        args.addAll(List.of("--steps", 2, "--batch-size", 4, "--out", model(), "--run-dir", run()));
        return Cli.run(args.toArray());
    }

    private static Cli.Outcome fine(Cli.Outcome out) {
        assertThat(out.code()).as(out.err()).isZero();
        return out;
    }

    @Test
    void test_images_of_classes_that_training_lacks_are_refused_before_training() throws IOException {
        Cli.Outcome out = train(mnist(3, 4), "--network", "dense(classes)");
        assertThat(out.code()).isEqualTo(1);
        assertThat(out.err()).contains("labels must lie in 0 … 2 for 3 classes, got 3");
        assertThat(run()).doesNotExist();
    }

    @Test
    void test_images_of_fewer_classes_are_measured_by_those_of_training() throws IOException {
        Path mnist = mnist(3, 2);
        assertThat(fine(train(mnist, "--network", "dense(classes)")).out()).contains("Test, 12 images");
        assertThat(fine(Cli.run("evaluate", model(), mnist)).out()).contains("12 images");
    }

    @Test
    void what_is_trained_on_is_evaluated_and_predicted() throws IOException {
        Path mnist = mnist(2, 2);
        fine(train(mnist, "--network", "dense(classes)"));
        assertThat(fine(Cli.run("predict", model(), mnist)).lines()).hasSize(13);
    }

    @Test
    void an_autoencoder_needs_no_labels_and_measures_the_folder_it_learned_from() throws IOException {
        Path mnist = mnist(2, 2);
        Files.delete(mnist.resolve("train-labels-idx1-ubyte"));
        Files.delete(mnist.resolve("t10k-labels-idx1-ubyte"));
        fine(train(mnist, "--task", "autoencode", "--network", "dense(16) reshape(4x4x1)"));
        assertThat(fine(Cli.run("evaluate", model(), mnist)).out()).contains("12 images");
        assertThat(fine(Cli.run("predict", model(), mnist)).lines()).hasSize(13);
    }

    @Test
    void coloured_idx_images_are_trained_on_and_predicted() throws IOException {
        Path images = images(folder.resolve("coloured"), 20, 2, 3);
        Path labels = labels(folder.resolve("kinds"), 20, 2);
        fine(train("--images", images, "--labels", labels, "--network", "dense(classes)"));
        assertThat(fine(Cli.run("predict", model(), images)).lines()).hasSize(21);
    }

    @Test
    void a_folder_parted_into_training_and_test_is_measured_by_the_test_images() throws IOException {
        Path parted = folder.resolve("parted");
        pictures(parted.resolve("train"));
        picture(parted.resolve("test").resolve("light").resolve("0.png"), 210);
        fine(train(parted, "--image-size", "4x4x1", "--network", "dense(classes)"));
        assertThat(fine(Cli.run("evaluate", model(), parted)).out()).contains("1 images");
        assertThat(fine(Cli.run("predict", model(), parted)).lines()).hasSize(2);
    }

    @Test
    void a_share_for_the_test_is_refused_beside_test_images_of_their_own() throws IOException {
        Path mnist = mnist(2, 2);
        for (Cli.Outcome out : List.of(
                train(mnist, "--network", "dense(classes)", "--test-fraction", 0.2),
                train(mnist, "--task", "autoencode", "--test-fraction", 0.2))) {
            assertThat(out.err())
                    .contains("data.split.test: test images come from a share or from files of their own, got the"
                            + " share 0.2 and 12 test images in " + mnist);
            assertThat(out.code()).isEqualTo(2);
        }
        assertThat(run()).doesNotExist();
    }

    @Test
    void an_idx_file_of_other_elements_is_no_image() throws IOException {
        fine(train(mnist(2, 2), "--network", "dense(classes)"));
        ByteBuffer floats = ByteBuffer.allocate(16 + 4 * 16).putInt(0x0D03).putInt(1);
        Path file =
                Files.write(folder.resolve("floats"), floats.putInt(4).putInt(4).array());
        for (Cli.Outcome out : List.of(
                Cli.run("predict", model(), file),
                Cli.run("train", file, "--task", "autoencode", "--run-dir", folder.resolve("none")))) {
            assertThat(out.err()).contains("images must be UINT8 [count, height, width]", "got FLOAT32 [1, 4, 4]");
            assertThat(out.code()).isEqualTo(1);
        }
    }

    @Test
    void a_changed_picture_behind_a_link_is_noticed_by_resume() throws IOException {
        pictures(folder.resolve("kept"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("kept"));
        fine(train(link, "--image-size", "4x4x1", "--network", "dense(classes)"));
        fine(Cli.run("resume", run()));
        picture(folder.resolve("kept").resolve("dark").resolve("3.png"), 90);
        Cli.Outcome out = Cli.run("resume", run());
        assertThat(out.err()).contains(link + " has changed since the run began");
        assertThat(out.code()).isEqualTo(1);
    }

    @Test
    void files_that_are_not_read_do_not_keep_a_run_from_going_on() throws IOException {
        Path data = folder.resolve("data");
        pictures(data);
        fine(train(data, "--image-size", "4x4x1", "--network", "dense(classes)"));
        Cli.write(data, ".DS_Store", "of a file manager");
        Cli.write(data, "notes.txt", "of a person");
        Files.createDirectories(data.resolve(".hidden"));
        Cli.write(data.resolve(".hidden"), "x.png", "no picture");
        fine(Cli.run("resume", run()));
        picture(data.resolve("dark").resolve("10.png"), 5);
        assertThat(Cli.run("resume", run()).err()).contains("has changed since the run began");
    }

    @Test
    void an_autoencoder_goes_on_though_its_run_lies_among_the_pictures() throws IOException {
        pictures(folder);
        fine(train(folder, "--task", "autoencode", "--image-size", "4x4x1", "--network", "dense(16) reshape(4x4x1)"));
        fine(Cli.run("resume", run()));
    }
}
