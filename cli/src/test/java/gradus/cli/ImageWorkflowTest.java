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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bright and dark pictures, trained and used from the command line, as IDX files and as folders.
class ImageWorkflowTest {
    private static final ImageSize SIZE = ImageSize.grey(8, 8);

    @TempDir
    private static Path folder;

    private static Path images;
    private static Path labels;
    private static Path model;
    private static Cli.Outcome trained;

    private static byte[] picture(int label, Random random) {
        byte[] pixels = new byte[SIZE.count()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(100) + (label == 1 ? 120 : 0));
        }
        return pixels;
    }

    @BeforeAll
    static void train() throws IOException {
        Random random = new Random(1);
        ByteBuffer pixels = ByteBuffer.allocate(16 + 120 * SIZE.count());
        ByteBuffer classes = ByteBuffer.allocate(8 + 120);
        pixels.putInt(0x803).putInt(120).putInt(8).putInt(8);
        classes.putInt(0x801).putInt(120);
        for (int i = 0; i < 120; i++) {
            pixels.put(picture(i % 2, random));
            classes.put((byte) (i % 2));
        }
        images = Files.write(folder.resolve("images-ubyte"), pixels.array());
        labels = Files.write(folder.resolve("labels-ubyte"), classes.array());
        model = folder.resolve("shades.gradus");
        trained = Cli.run(
                "train",
                "--images",
                images,
                "--labels",
                labels,
                "--network",
                "conv(4,3) relu maxpool(2) dense(classes)",
                "--epochs",
                12,
                "--batch-size",
                8,
                "--learning-rate",
                0.01,
                "--test-fraction",
                0.1,
                "--out",
                model,
                "--run-dir",
                folder.resolve("run"));
    }

    @Test
    void train_says_what_it_found_and_learns() {
        assertThat(trained.err()).isEmpty();
        assertThat(trained.code()).isZero();
        assertThat(trained.out())
                .contains("images of 8 × 8 × 1, 2 classes: 0, 1")
                .contains("Images: 90 for training, 18 for validation, 12 for the test")
                .contains("Network: conv(4,3) relu maxpool(2) dense(classes), 114 parameters")
                .contains("Test, 12 images", "Next: gradus predict " + model + " PICTURES");
        assertThat(Cli.run("evaluate", model, images, "--labels", labels).out()).contains("accuracy 1");
    }

    @Test
    void predict_names_files_and_their_classes() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Random random = new Random(2);
        for (int label = 0; label < 2; label++) {
            int[] none = {0};
            ImageDataset one = ImageDataset.of(ImageArray.of(SIZE, picture(label, random)), none, List.of("x"));
            ImageGrid.of(1).add(one).write(pictures.resolve("p" + label + ".png"));
        }
        Cli.Outcome out = Cli.run("predict", model, pictures);
        assertThat(out.code()).isZero();
        assertThat(out.lines().getFirst()).isEqualTo("file,prediction,probability");
        assertThat(out.lines().get(1)).startsWith(pictures.resolve("p0.png") + ",0,0.");
        assertThat(out.lines()).hasSize(3);
        assertThat(Cli.run("predict", model, images, "--probabilities").lines())
                .hasSize(121)
                .first()
                .isEqualTo("file,prediction,probability,probability of 0,probability of 1");
        assertThat(Cli.run("predict", model, pictures.resolve("p1.png"), "--json")
                        .out())
                .contains("\"event\":\"prediction\",\"file\":\"");
    }

    @Test
    void predict_tells_of_pictures_unlike_those_of_training_and_writes_the_distances_on_request() throws IOException {
        byte[] stripes = new byte[SIZE.count()];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i % 2 * 255);
        }
        byte[] usual = picture(0, new Random(1)); // the first picture of training
        Cli.Outcome out = Cli.run("predict", model, idx("strange", usual, stripes), "--distance");
        assertThat(out.code()).isZero();
        assertThat(out.err())
                .contains("far from the training data: 1 picture, 1, ")
                .contains(" times as far as 99.9 % of the training pictures lie at most");
        assertThat(out.lines().getFirst()).isEqualTo("file,prediction,probability,distance");
        assertThat(out.lines().get(1)).matches("0,0,0\\.\\d+,0\\.\\d{4}");
        assertThat(out.lines().get(2)).matches("1,[01],[01]\\.\\d+,[1-9]\\d*\\.\\d{4}");
        Cli.Outcome json = Cli.run("predict", model, idx("usual", usual), "--distance", "--json");
        assertThat(json.err()).isEmpty();
        assertThat(json.out()).contains("\"distance\":0.");
    }

    private static Path idx(String name, byte[]... pictures) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(16 + pictures.length * SIZE.count());
        pixels.putInt(0x803).putInt(pictures.length).putInt(8).putInt(8);
        for (byte[] picture : pictures) {
            pixels.put(picture);
        }
        return Files.write(folder.resolve(name + "-ubyte"), pixels.array());
    }

    @Test
    void summary_and_resume_work_on_image_models() {
        assertThat(Cli.run("summary", model).out())
                .contains("Conv2d 1 → 4, kernel 3 × 3", "receptive field: 4 × 4 places of the input, 2 × 2 apart")
                .contains("of 8 × 8 × 1", "predicts one of 0, 1", "seed: 0");
        byte[] before = Cli.bytes(folder.resolve("run").resolve("model.gradus"));
        assertThat(Cli.run("resume", folder.resolve("run")).code()).isZero();
        assertThat(Cli.bytes(folder.resolve("run").resolve("model.gradus"))).isEqualTo(before);
    }

    @Test
    void a_folder_of_classes_is_trained_and_init_describes_it() throws IOException {
        Random random = new Random(3);
        for (int label = 0; label < 2; label++) {
            Path ofClass = Files.createDirectories(folder.resolve("shades").resolve(label == 0 ? "dark" : "light"));
            for (int i = 0; i < 10; i++) {
                int[] none = {0};
                ImageDataset one = ImageDataset.of(ImageArray.of(SIZE, picture(label, random)), none, List.of("x"));
                ImageGrid.of(1).add(one).write(ofClass.resolve(i + ".png"));
            }
        }
        Path out = folder.resolve("folder.gradus");
        Cli.Outcome run = Cli.run(
                "train",
                folder.resolve("shades"),
                "--image-size",
                "12x12x1",
                "--epochs",
                1,
                "--out",
                out,
                "--run-dir",
                folder.resolve("run2"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("images of 12 × 12 × 1, 2 classes: dark, light");
        assertThat(Cli.run("evaluate", out, folder.resolve("shades")).out()).contains("20 images");
        assertThat(Cli.run("init", folder.resolve("shades"), "--image-size", "12x12x1")
                        .out())
                .contains("the network in words", "; default: conv(32,3, padding=same)");
    }

    @Test
    void what_is_wrong_is_told_and_nothing_is_written() {
        Path none = folder.resolve("none.gradus");
        Cli.Outcome size = Cli.run("train", folder, "--image-size", "big", "--out", none);
        assertThat(size.code()).isEqualTo(2);
        assertThat(size.err()).contains("data.image.size: it must be height x width x channels, as 64x64x3");
        Cli.Outcome swapped = Cli.run("train", "--images", labels, "--labels", images, "--out", none);
        assertThat(swapped.code()).isEqualTo(1);
        Cli.Outcome nothing = Cli.run("train");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("the configuration must name the data, got none");
        Cli.Outcome words = Cli.run(
                "train",
                "--images",
                images,
                "--labels",
                labels,
                "--network",
                "conv(4,9) dense(classes)",
                "--out",
                none);
        assertThat(words.code()).isEqualTo(2);
        assertThat(words.err()).contains("conv(4,9) does not fit samples of [8, 8, 1] at character 1");
        assertThat(none).doesNotExist();
        Cli.Outcome table = Cli.run("predict", model, Cli.sample("spirals.csv"));
        assertThat(table.code()).isEqualTo(1);
    }
}
