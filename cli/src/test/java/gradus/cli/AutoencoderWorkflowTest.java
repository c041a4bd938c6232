package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.image.ImageGrid;
import gradus.nn.data.Table;
import gradus.nn.data.image.ImageArray;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Autoencoders of rows and of pictures, trained and used from the command line.
class AutoencoderWorkflowTest {
    private static final ImageSize SIZE = ImageSize.grey(8, 8);

    @TempDir
    private static Path folder;

    private static Path table;
    private static Path model;
    private static Cli.Outcome trained;

    /// Rows whose columns all follow from x, or of which y belongs to another x.
    private static String csv(int rows, double shift, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("name,x,y,side\n");
        for (int i = 0; i < rows; i++) {
            double x = random.nextDouble();
            String side = x < 0.5 ? "left" : "right";
            text.append(String.format(
                    Locale.ROOT, "row %d,%.4f,%.4f,%s%n", i, x, 3 * (x + shift) + 0.05 * random.nextGaussian(), side));
        }
        return text.toString();
    }

    private static Cli.Outcome train(Object data, String name, Object... more) {
        List<Object> args = new ArrayList<>(List.of("train", data, "--task", "autoencode"));
        args.addAll(List.of("--out", folder.resolve(name + ".gradus"), "--run-dir", folder.resolve(name)));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    @BeforeAll
    static void train() {
        table = Cli.write(folder, "rows.csv", csv(300, 0, 1));
        model = folder.resolve("rows.gradus");
        trained = train(
                table,
                "rows",
                "--epochs",
                60,
                "--test-fraction",
                0.1,
                "--network",
                "dense(16) tanh dense(1)" + " dense(16) tanh dense(outputs)");
    }

    @Test
    void train_says_what_comes_back() {
        assertThat(trained.err()).isEmpty();
        assertThat(trained.code()).isZero();
        assertThat(trained.out())
                .contains("Task: the columns come back; what comes back badly is an anomaly")
                .contains("Rows: 225 for training, 45 for validation, 30 for the test")
                .contains("4 features, 197 parameters")
                .contains("Test, 30 rows", "unusual: ", "x: error ", " of the cells right")
                .contains("Next: gradus predict " + model + " NEW.csv --out scores.csv");
    }

    @Test
    void predict_gives_rows_of_another_distribution_a_larger_score() {
        Path out = folder.resolve("scores.csv");
        Path strange = Cli.write(folder, "strange.csv", csv(40, 0.5, 2));
        Cli.Outcome told = Cli.run("predict", model, strange, "--out", out);
        assertThat(told.code()).isZero();
        assertThat(told.out()).contains(out + ": 40 anomaly scores");
        assertThat(told.err()).contains(" have an error as large as the largest of 45 held-out ones or larger");
        Table scores = Table.readCsv(out);
        assertThat(scores.columnNames())
                .containsExactly(
                        "name",
                        "x",
                        "y",
                        "side",
                        "anomaly score",
                        "share below",
                        "worst column",
                        "reconstructed x",
                        "reconstructed y",
                        "reconstructed side");
        Path usual = folder.resolve("usual.csv");
        assertThat(Cli.run("predict", model, table, "--out", usual, "--only-predictions")
                        .code())
                .isZero();
        assertThat(Table.readCsv(usual).columnNames())
                .startsWith("anomaly score")
                .hasSize(6);
        assertThat(mean(scores)).isGreaterThan(5 * mean(Table.readCsv(usual)));
        assertThat(Cli.run("predict", model, strange, "--json").lines())
                .filteredOn(line -> line.contains("\"worst\":"))
                .hasSize(40)
                .first()
                .asString()
                .contains("\"score\":", "\"share\":", "\"reconstructed\":{\"x\":\"");
    }

    private static double mean(Table scores) {
        return scores.cells("anomaly score").stream()
                .mapToDouble(cell -> Double.parseDouble(cell.orElseThrow()))
                .average()
                .orElseThrow();
    }

    @Test
    void evaluate_summary_init_and_resume_work_on_rows() {
        assertThat(Cli.run("evaluate", model, table).out())
                .contains("300 rows", "reconstruction error: mean ", "y: error ", "RMSE ");
        assertThat(Cli.run("summary", model).out())
                .contains("Columns, which come back", "x: (x − ", "errors of 45 held-out samples: median ");
        assertThat(Cli.run("init", table, "--task", "autoencode", "--noise", "0.2")
                        .out())
                .contains(
                        "task: autoencode", "noise: 0.2", "default: multilayer perceptron 16-2-16, silu", "x: number");
        byte[] before = Cli.bytes(folder.resolve("rows").resolve("model.gradus"));
        assertThat(Cli.run("resume", folder.resolve("rows")).code()).isZero();
        assertThat(Cli.bytes(folder.resolve("rows").resolve("model.gradus"))).isEqualTo(before);
    }

    @Test
    void a_configuration_trains_a_denoising_autoencoder_to_the_same_bits_as_flags_do() {
        Path config = Cli.write(
                folder,
                "train.yaml",
                "data:\n  file: " + table + "\n  task: autoencode\nautoencoder:\n  noise: 0.2\noutput:\n  model: "
                        + folder.resolve("c.gradus") + "\n  runDirectory: " + folder.resolve("c")
                        + "\ntraining:\n  epochs: 3\n");
        Cli.Outcome run = Cli.run("train", config);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("noise 0.2 on what goes in");
        assertThat(train(table, "f", "--noise", 0.2, "--epochs", 3).code()).isZero();
        assertThat(Cli.bytes(folder.resolve("f.gradus"))).isEqualTo(Cli.bytes(folder.resolve("c.gradus")));
        assertThat(train(table, "plain", "--epochs", 3).code()).isZero();
        assertThat(Cli.bytes(folder.resolve("plain.gradus"))).isNotEqualTo(Cli.bytes(folder.resolve("c.gradus")));
    }

    /// A picture of one bright row.
    private static byte[] bar(int place) {
        byte[] pixels = new byte[SIZE.count()];
        for (int i = 0; i < 8; i++) {
            pixels[place * 8 + i] = (byte) 255;
        }
        return pixels;
    }

    private static Path picture(Path file, byte[] pixels) {
        ImageGrid.of(1)
                .add(ImageDataset.of(ImageArray.of(SIZE, pixels), new int[1], List.of("x")))
                .write(file);
        return file;
    }

    @Test
    void pictures_in_folders_come_back_as_png() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("bars").resolve("deep"));
        for (int i = 0; i < 24; i++) {
            picture((i % 2 == 0 ? pictures : folder.resolve("bars")).resolve("p" + i + ".png"), bar(i % 8));
        }
        Path made = folder.resolve("bars.gradus");
        Cli.Outcome run = train(folder.resolve("bars"), "b", "--image-size", "12x12x1", "--epochs", 2, "--out", made);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("bars: images of 12 × 12 × 1")
                .contains("Images: 20 for training, 4 for validation, 0 for the test")
                .contains("conv(32,3, padding=same) relu maxpool(2, padding=same) convtranspose(32,3, stride=2")
                .contains("Next: gradus predict " + made + " PICTURES --out scores.csv --reconstructions FOLDER");
        Path drawn = folder.resolve("drawn");
        Path scores = folder.resolve("bars.csv");
        assertThat(Cli.run("predict", made, folder.resolve("bars"), "--out", scores, "--reconstructions", drawn)
                        .code())
                .isZero();
        Table written = Table.readCsv(scores);
        assertThat(written.columnNames()).containsExactly("file", "anomaly score", "share below", "reconstruction");
        assertThat(written.rowCount()).isEqualTo(24);
        ByteBuffer pair = ByteBuffer.wrap(
                Cli.bytes(Path.of(written.cell(3, "reconstruction").orElseThrow())));
        assertThat(pair.getInt(16)).as("width in the header").isEqualTo(2 * 14 + 2);
        assertThat(pair.getInt(20)).as("height in the header").isEqualTo(16);
        assertThat(Cli.files(drawn)).hasSize(24).contains("p0.png", "p23.png");
        originals_are_never_overwritten(made, pictures);
        assertThat(Cli.run("predict", made, pictures, "--only-predictions").err())
                .contains("--only-predictions: it leaves out the columns of a table");
        assertThat(Cli.run("evaluate", made, folder.resolve("bars")).out()).contains("24 images", "unusual: ");
        assertThat(Cli.run("summary", made).out()).contains("Images, which come back", "of 12 × 12 × 1");
        assertThat(Cli.run("init", folder.resolve("bars"), "--task", "autoencode", "--image-size", "12x12x1")
                        .out())
                .contains("default: conv(32,3, padding=same) relu maxpool(2, padding=same) convtranspose");
    }

    private static void originals_are_never_overwritten(Path made, Path pictures) {
        byte[] original = Cli.bytes(pictures.resolve("p0.png"));
        Path scores = folder.resolve("none.csv");
        Cli.Outcome told = Cli.run("predict", made, pictures, "--reconstructions", pictures, "--out", scores);
        assertThat(told.code()).isNotZero();
        assertThat(told.err())
                .contains("--reconstructions: no file is overwritten, but " + pictures)
                .contains(" is already there, and 11 more; give another folder");
        assertThat(Cli.bytes(pictures.resolve("p0.png"))).isEqualTo(original);
        assertThat(scores).doesNotExist();
    }

    @Test
    void an_idx_file_needs_no_labels() throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(16 + 30 * SIZE.count());
        pixels.putInt(0x803).putInt(30).putInt(8).putInt(8);
        for (int i = 0; i < 30; i++) {
            pixels.put(bar(i % 8));
        }
        Path images = Files.write(folder.resolve("bars-ubyte"), pixels.array());
        assertThat(train(images, "idx", "--hidden", "16,4,16", "--epochs", 2, "--noise", 0.1)
                        .out())
                .contains("images of 8 × 8 × 1", "multilayer perceptron 16-4-16, relu, noise 0.1 on what goes in");
        byte[] before = Cli.bytes(folder.resolve("idx").resolve("model.gradus"));
        assertThat(Cli.run("resume", folder.resolve("idx")).code()).isZero();
        assertThat(Cli.bytes(folder.resolve("idx").resolve("model.gradus"))).isEqualTo(before);
        Path model = folder.resolve("idx.gradus");
        assertThat(Cli.run("predict", model, images).lines()).hasSize(31).contains("file,anomaly score,share below");
        pixels.putInt(8, 4).putInt(12, 16);
        Path other = Files.write(folder.resolve("other-ubyte"), pixels.array());
        assertThat(Cli.run("predict", model, other).err())
                .contains("autoencoder: pictures must be of [8, 8, 1] as those of training, got 4 × 16 × 1");
        assertThat(train(images, "labelled", "--labels", images).err())
                .contains("data.image.labels: an autoencoder needs no classes, got the labels '" + images);
        assertThat(folder.resolve("labelled.gradus")).doesNotExist();
        assertThat(Cli.run("evaluate", model, images, "--labels", images).err())
                .contains("--labels: it names the classes of IDX images, and");
    }

    @Test
    void what_is_wrong_is_told_and_nothing_is_written() {
        assertThat(train(table, "n", "--target", "y").err())
                .contains("data.target: an autoencoder has no target", "add --ignore 'y'");
        assertThat(train(table, "n", "--members", 4).err()).contains("an autoencoder is one network");
        assertThat(train(table, "n", "--horizon", 4).err()).contains("an autoencoder forecasts nothing");
        assertThat(train(table, "n", "--noise", -1).err()).contains("noise must be 0 or more, got -1.0");
        assertThat(train(Cli.write(folder, "texts.csv", "one,two\n" + "a,b\n".repeat(20)), "n")
                        .err())
                .contains("autoencoder: at least one column must hold numbers, categories, yes and no, or dates");
        assertThat(Cli.run("train", table, "--target", "y", "--noise", 0.1, "--out", folder.resolve("n.gradus"))
                        .err())
                .contains("autoencoder.noise: only an autoencoder learns with noise on what goes in");
        assertThat(folder.resolve("n.gradus")).doesNotExist();
        assertThat(Cli.run("predict", model, Cli.sample("spirals.csv")).err())
                .contains("the model reads 3 columns, one is not there: side");
        assertThat(Cli.run("predict", model, table, "--probabilities").err()).contains("has no probabilities");
        assertThat(Cli.run("predict", model, table, "--reconstructions", folder.resolve("none"))
                        .err())
                .contains("--reconstructions: pictures come back from an autoencoder of pictures");
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
