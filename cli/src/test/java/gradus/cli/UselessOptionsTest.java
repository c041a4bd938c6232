package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An option that means nothing for the data or the model is refused in prose, not passed over.
class UselessOptionsTest {
    @TempDir
    private static Path folder;

    private static Path table;
    private static Path numbers;
    private static Path text;
    private static Path images;
    private static Path labels;

    @BeforeAll
    static void make() throws IOException {
        StringBuilder classes = new StringBuilder("x,z,y\n");
        StringBuilder values = new StringBuilder("x,y\n");
        for (int i = 0; i < 60; i++) {
            classes.append(i % 7 + ".5," + i % 5 + ".25," + (i % 2 == 0 ? "a" : "b") + "\n");
            values.append(i * 0.37 + "," + i * 0.71 + "\n");
        }
        table = Cli.write(folder, "classes.csv", classes.toString());
        numbers = Cli.write(folder, "numbers.csv", values.toString());
        text = Cli.write(folder, "story.txt", "once upon a time, in a house.\n".repeat(40));
        ByteBuffer pixels = ByteBuffer.allocate(16 + 40 * 16)
                .putInt(0x803)
                .putInt(40)
                .putInt(4)
                .putInt(4);
        ByteBuffer kinds = ByteBuffer.allocate(8 + 40).putInt(0x801).putInt(40);
        for (int i = 0; i < 40; i++) {
            kinds.put((byte) (i % 2));
            pixels.position(16 + i * 16).put(new byte[] {(byte) (i % 2 * 200), 90, 7});
        }
        images = Files.write(folder.resolve("pictures"), pixels.array()); // known by its first bytes
        labels = Files.write(folder.resolve("labels-ubyte"), kinds.array());
        trained("classes", table, "--target", "y", "--members", 1);
        trained("numbers", numbers, "--target", "y", "--members", 1);
        trained("series", numbers, "--task", "forecast", "--horizon", 2, "--look-back", 4);
        trained("story", text, "--task", "language-model", "--context", 8, "--network", WORDS);
        trained("pictures", "--images", images, "--labels", labels, "--network", "dense(classes)");
    }

    private static final String WORDS = "embedding(4) conv(4,3, padding=causal) relu dense(classes)";

    private static void trained(String name, Object... args) {
        List<Object> all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(args));
        all.addAll(List.of("--steps", 2, "--out", model(name), "--run-dir", folder.resolve("run-" + name)));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.code()).as(out.err()).isZero();
    }

    private static Path model(String name) {
        return folder.resolve(name + ".gradus");
    }

    private static void refused(Cli.Outcome out, String message) {
        assertThat(out.err()).startsWith("error: ").contains(message);
        assertThat(out.err().lines()).hasSize(1);
        assertThat(out.code()).isEqualTo(2);
        assertThat(folder.resolve("none.gradus")).doesNotExist();
    }

    /// Words of a training: `CLASSES`, `STORY`, `IMAGES` and `LABELS` stand for the files.
    static List<Arguments> trainings() {
        return List.of(
                Arguments.of(
                        "--images IMAGES --labels LABELS --target x", "data.target: it names a column of a table, but"),
                Arguments.of(
                        "--images IMAGES --labels LABELS --ignore x", "data.columns.ignore: it is about the columns"),
                Arguments.of(
                        "--images IMAGES --labels LABELS --separator ;", "data.format.separator: it says how a table"),
                Arguments.of(
                        "--images IMAGES --labels LABELS --validation-file CLASSES",
                        "data.split.validationFile: it names a table"),
                Arguments.of(
                        "--images IMAGES --labels LABELS --image-size 8x8x1",
                        "data.image.size: pictures of a folder are brought to a size, but IDX images have their own"),
                Arguments.of(
                        "--images IMAGES --labels LABELS --task regression",
                        "data.task: images are told apart by classes, got regression"),
                Arguments.of(
                        "--images IMAGES --labels LABELS --horizon 3",
                        "forecast.horizon: it is about forecasts of series"),
                Arguments.of("--images IMAGES --labels LABELS --context 3", "network.context: it says how many tokens"),
                Arguments.of(
                        "--images IMAGES", "lie in a file of their own, got none; for instance --labels train-labels"),
                Arguments.of("IMAGES", "the classes of the IDX images in"),
                Arguments.of("IMAGES --task autoencode --image-size 8x8x1", "IDX images have their own"),
                Arguments.of(
                        "CLASSES --target y --horizon 3", "is taken for a table; add --task forecast, or leave it out"),
                Arguments.of("CLASSES --target y --context 3", "add --task language-model, or leave it out"),
                Arguments.of(
                        "CLASSES --target y --tokenizer tokenizer.json",
                        "data.columns.tokenizer: only a language model learns tokens, but "),
                Arguments.of(
                        "IMAGES --labels LABELS --tokenizer tokenizer.json",
                        "is taken for images; add --task language-model, or leave it out"),
                Arguments.of("CLASSES --target y --image-size 8x8x1", "data.image.size: it is about images"),
                Arguments.of("STORY", "may be a text or a table, and nothing says which; add --task language-model"),
                Arguments.of(
                        "STORY --task language-model --target x", "data.target: it names a column of a table, but"),
                Arguments.of("STORY --task language-model --ignore x", "data.columns.ignore: it is about the columns"),
                Arguments.of(
                        "STORY --task language-model --test-fraction 0.1", "of a text only a share for validation"),
                Arguments.of("STORY --task language-model --horizon 2", "forecast.horizon: it is about forecasts"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trainings")
    void a_key_that_means_nothing_for_the_data_is_refused(String words, String message) {
        List<Object> args = new ArrayList<>(List.of("train"));
        for (String word : words.split(" ")) {
            args.add(
                    switch (word) {
                        case "CLASSES" -> table;
                        case "STORY" -> text;
                        case "IMAGES" -> images;
                        case "LABELS" -> labels;
                        default -> word;
                    });
        }
        args.addAll(List.of("--out", folder.resolve("none.gradus")));
        refused(Cli.run(args.toArray()), message);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("predictions")
    void a_flag_that_means_nothing_for_the_model_is_refused(String name, String flag, String message) {
        Path data = Stream.of(table, numbers, text, images)
                .filter(file -> file.getFileName().toString().startsWith(name.equals("series") ? "numbers" : name))
                .findFirst()
                .orElseThrow();
        List<Object> args = new ArrayList<>(List.of("predict", model(name), data));
        args.addAll(List.of(flag.split(" ")));
        refused(Cli.run(args.toArray()), message);
    }

    static List<Arguments> predictions() {
        return List.of(
                Arguments.of(
                        "series",
                        "--only-predictions",
                        "--only-predictions: it leaves out the columns of a table, and"),
                Arguments.of("series", "--probabilities", "holds a forecast of series; leave it out"),
                Arguments.of("series", "--distance", "--distance: it compares rows or pictures with those of training"),
                Arguments.of("numbers", "--probabilities", "--probabilities: a class has a probability, and"),
                Arguments.of("pictures", "--only-predictions", "holds a model of images; leave it out"),
                Arguments.of("pictures", "--separator ;", "--separator: it says how a table is written, and"),
                Arguments.of("classes", "--reconstructions x", "holds a model of classes of rows; leave it out"));
    }

    @Test
    void evaluate_says_which_labels_it_needs_and_which_are_no_use() {
        refused(
                Cli.run("evaluate", model("pictures"), images),
                "--labels: the classes of IDX images lie in a file of their own, got none beside " + images
                        + "; for instance --labels t10k-labels-idx1-ubyte.gz");
        refused(Cli.run("evaluate", model("pictures"), table), "images whose classes are known are a folder");
        refused(
                Cli.run("evaluate", model("classes"), table, "--labels", labels),
                "--labels: it names the classes of IDX images, and");
        refused(
                Cli.run("evaluate", model("story"), text, "--decimal", "comma"),
                "holds a language model; leave it out");
        assertThat(Cli.run("evaluate", model("pictures"), images, "--labels", labels)
                        .out())
                .contains("40 images");
        assertThat(Cli.run("evaluate", model("story"), text).out()).contains(" tokens\n");
    }

    @Test
    void generate_tells_a_user_of_the_command_line_what_to_do_with_another_model() {
        refused(
                Cli.run("generate", model("classes")),
                "generate: only a language model writes texts, and " + model("classes")
                        + " holds a model of classes of rows; use gradus predict " + model("classes")
                        + " FILE, or train one by gradus train TEXT --task language-model");
    }

    @Test
    void characters_of_a_prompt_that_training_did_not_have_are_named() {
        Cli.Outcome out = Cli.run("generate", model("story"), "--prompt", "a☃b☃Z", "--length", 3);
        assertThat(out.code()).isZero();
        assertThat(out.err())
                .contains("note: the model never saw '☃' (U+2603), 'b' (U+0062), 'Z' (U+005A) in training");
        assertThat(Cli.run("generate", model("story"), "--prompt", "once", "--length", 3)
                        .err())
                .isEmpty();
    }

    @Test
    void a_training_by_steps_counts_the_epochs_that_it_begins_and_one_loss_is_told_once() {
        Object[] words = {"train", table, "--target", "y", "--members", 1, "--batch-size", 10, "--validation", 0.5};
        Object[] ends = {"--out", folder.resolve("steps.gradus"), "--run-dir"};
        List<Object> six = new ArrayList<>(List.of(words));
        six.addAll(List.of("--steps", 6, "--epochs", 50));
        six.addAll(List.of(ends));
        six.add(folder.resolve("six"));
        Cli.Outcome two = Cli.run(six.toArray());
        assertThat(two.out())
                .contains("epoch 1/2  loss", "epoch 2/2  loss", "Training ended after 6 steps in 2 epochs:");
        List<Object> one = new ArrayList<>(List.of(words));
        one.addAll(List.of("--epochs", 1));
        one.addAll(List.of(ends));
        one.add(folder.resolve("one"));
        assertThat(Cli.run(one.toArray()).out())
                .contains("Training ended after 3 steps in 1 epoch: ")
                .containsPattern("Training loss [0-9.]+; best epoch 1");
    }

    @Test
    void run_is_a_command_with_help_and_its_mistakes_are_told() {
        assertThat(Cli.run("--help").out())
                .containsPattern("\n  run +Runs a Java source file with every module of Gradus at\\s+hand\\.\n");
        assertThat(Cli.run("help", "run").out()).contains("Usage: gradus run ", "FILE.java");
        refused(Cli.run("help", "rum"), "gradus: there is no command 'rum'; did you mean 'run'?; see gradus --help");
        refused(
                Cli.run("run"),
                "run: a Java source file must follow, got nothing; for instance gradus run Penguins.java");
        Cli.Outcome missing = Cli.run("run", folder.resolve("Stroy.java"), "--epochs");
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.err()).contains("Stroy.java: there is no such file");
        refused(Cli.run("run", table), "a Java source file is needed, whose name ends in .java");
        Path program = Cli.write(folder, "P.java", "void main() {}");
        refused(
                Cli.run("run", program, "a"),
                "only where run is its first word; for instance gradus run " + program + " a");
    }
}
