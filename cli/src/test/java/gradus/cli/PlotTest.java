package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gradus plot` on models and runs that were trained just before.
class PlotTest {
    private static final Path SPIRALS = Cli.sample("spirals.csv");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() {
        trained("spirals", SPIRALS, "--target", "arm", "--epochs", 3, "--members", 1, "--histograms");
        trained("sine", Cli.sample("sine.csv"), "--target", "y", "--epochs", 2, "--members", 1);
        Path text = Cli.write(folder, "story.txt", "once upon a time, in a house.\n".repeat(40));
        Object[] language = {"--task", "language-model", "--context", 8, "--steps", 2, "--network"};
        trained("looks", text, with(language, "embedding(8) positions transformer(2, heads=2, causal) dense(classes)"));
        trained("reads", text, with(language, "embedding(8) lstm(6) dense(classes)"));
        StringBuilder series = new StringBuilder("a,b\n");
        for (int i = 0; i < 60; i++) {
            series.append(Math.sin(i) + "," + Math.cos(i) + "\n");
        }
        Path file = Cli.write(folder, "series.csv", series.toString());
        trained(
                "series",
                file,
                "--task",
                "forecast",
                "--horizon",
                2,
                "--look-back",
                7,
                "--steps",
                2,
                "--network",
                "gru(5,last) dense(classes)");
    }

    private static Object[] with(Object[] first, Object last) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.add(last);
        return all.toArray();
    }

    private static void trained(String name, Path data, Object... flags) {
        List<Object> all = new ArrayList<>(List.of("train", data));
        all.addAll(List.of(flags));
        all.addAll(List.of("--out", model(name), "--run-dir", run(name)));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.code()).as(out.err()).isZero();
    }

    private static Path model(String name) {
        return folder.resolve(name + ".gradus");
    }

    private static Path run(String name) {
        return folder.resolve("run-" + name);
    }

    private static String plot(Object... args) {
        List<Object> all = new ArrayList<>(List.of("plot"));
        all.addAll(List.of(args));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.code()).as(out.err()).isZero();
        assertThat(out.out()).startsWith("<svg ").endsWith("</svg>\n");
        return out.out();
    }

    private static void refused(int code, String message, Object... args) {
        List<Object> all = new ArrayList<>(List.of("plot"));
        all.addAll(List.of(args));
        Cli.Outcome out = Cli.run(all.toArray());
        assertThat(out.err()).startsWith("error: ").contains(message);
        assertThat(out.err().lines()).hasSize(1);
        assertThat(out.code()).isEqualTo(code);
    }

    @Test
    void an_activation_is_written_to_a_file_or_to_standard_output() {
        String svg = plot("activation", "gelu");
        Path file = folder.resolve("gelu.svg");
        Cli.Outcome written = Cli.run("plot", "activation", "gelu", "--out", file);
        assertThat(written.out()).startsWith(file + ": gelu and its derivative. ");
        assertThat(new String(Cli.bytes(file), StandardCharsets.UTF_8)).isEqualTo(svg);
        assertThat(plot("activation", "leaky-relu(0.2)", "--from", "-2", "--to", "2"))
                .contains("leaky-relu(0.2)");
        assertThat(plot("activation", "prelu")).contains("α");
        assertThat(Cli.run("plot", "activation", "tanh", "--json").out())
                .startsWith("{\"event\":\"plot\",\"title\":\"tanh and its derivative\"");
        refused(2, "--from and --to go together", "activation", "gelu", "--from", 1);
        refused(2, "'flatten' must be an activation", "activation", "flatten");
    }

    @Test
    void a_run_shows_its_losses_and_its_layers() {
        assertThat(plot("loss", run("spirals")))
                .contains("training", "validation", ">gap<", "best epoch ", "the wanted number of epochs was done");
        assertThat(plot("weights", run("spirals"))).contains("Weights over the epochs", "layers.0.weight");
        assertThat(plot("weights", run("spirals"), "--show", "gradients", "--layer", "layers.0.*"))
                .contains("layers.0.bias")
                .doesNotContain("layers.3");
        assertThat(plot("weights", run("spirals"), "--show", "ratios")).contains("1/1000, a usual size");
        assertThat(plot("weights", model("spirals"))).contains("layers.0.weight [2, ");
        refused(1, "it was trained without --histograms", "weights", run("sine"));
        refused(2, "--layer: the pattern “x”", "weights", run("spirals"), "--layer", "x");
        refused(2, "--show: it chooses what of a run", "weights", model("spirals"), "--show", "ratios");
        refused(4, "there is no such folder", "loss", folder.resolve("nowhere"));
    }

    @Test
    void histograms_change_no_number_of_the_training() {
        trained("plain", SPIRALS, "--target", "arm", "--epochs", 3, "--members", 1);
        assertThat(Cli.bytes(model("plain"))).isEqualTo(Cli.bytes(model("spirals")));
    }

    @Test
    void a_model_of_rows_shows_its_regions_its_fit_and_its_confusions() {
        assertThat(plot("boundary", model("spirals"), "--data", SPIRALS, "--x", "x", "--y", "y"))
                .contains("Regions of arm");
        assertThat(plot("boundary", model("spirals"), "--data", SPIRALS, "--x", "x"))
                .contains("Probability of each arm");
        assertThat(plot("fit", model("sine"), "--data", Cli.sample("sine.csv"), "--x", "x"))
                .contains("Fit of y");
        assertThat(plot("confusion", model("spirals"), SPIRALS)).contains("true class", " of 600 samples right");
        refused(2, "x, y; got 'z'", "boundary", model("spirals"), "--data", SPIRALS, "--x", "z");
        refused(2, "this one predicts the number 'y'", "confusion", model("sine"), Cli.sample("sine.csv"));
        refused(2, "holds a language model", "boundary", model("looks"), "--data", SPIRALS, "--x", "x");
        refused(2, "holds a language model", "confusion", model("looks"), SPIRALS);
    }

    @Test
    void attention_and_gates_show_what_the_network_reads() {
        assertThat(plot("attention", model("looks"), "--prompt", "in a ho", "--number", 2))
                .contains("Attention 2 of 2", "head 2", ">␣<", ">query<");
        assertThat(plot("gates", model("reads"), "--prompt", "once")).contains("Gates of an LSTM", ">o<", ">n<", ">c<");
        assertThat(plot("gates", model("series"), "--data", folder.resolve("series.csv")))
                .contains("Gates of a GRU", "5 hidden units over 7 steps");
        refused(
                2,
                "there is no attention number 3, the network has 2 attentions",
                "attention",
                model("looks"),
                "--prompt",
                "in",
                "--number",
                3);
        refused(2, "0 attentions", "attention", model("reads"), "--prompt", "in");
        refused(2, "0 recurrent layers", "gates", model("looks"), "--prompt", "in");
        refused(2, "either --prompt TEXT", "gates", model("reads"));
        refused(2, "--data: it is read by a forecast", "gates", model("reads"), "--data", SPIRALS);
        refused(2, "--picture: it is looked at", "attention", model("looks"), "--picture", SPIRALS);
        refused(2, "must have a convolution over pictures", "filters", model("spirals"));
    }

    @Test
    void a_schedule_is_that_of_the_training_it_describes() {
        String svg =
                plot("schedule", SPIRALS, "--target", "arm", "--epochs", 4, "--members", 1, "--schedule", "cosine");
        assertThat(svg).contains("The rate of each of 64 updates"); // 510 rows in batches of 32
        refused(2, "data.file: the configuration must name the data", "schedule");
    }

    @Test
    void the_report_of_a_run_stands_for_itself() {
        String page = new String(Cli.bytes(run("spirals").resolve("report.html")), StandardCharsets.UTF_8);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "Loss over the epochs",
                        "Learning rate",
                        "Confusion matrix, validation rows",
                        "ROC curve, validation rows",
                        "Calibration, validation rows",
                        "Regions of arm")
                .contains("Weights over the epochs", "Gradients over the epochs", "Updates beside weights")
                .contains(
                        "<h2>Network</h2>", "<h2>Origin</h2>", "training data, SHA-256", "<th scope=\"row\">seed</th>")
                .contains("<h2>Doctor</h2>", "Examined in a moment: ")
                .contains("<h2>Metrics</h2>", "validation rows", "accuracy")
                .contains("<h2>Configuration</h2>", "target: arm")
                .doesNotContain("<script", "src=", "href=\"http");
        Path file = folder.resolve("again.html");
        assertThat(Cli.run("plot", "report", run("spirals"), "--out", file).code())
                .isZero();
        assertThat(new String(Cli.bytes(file), StandardCharsets.UTF_8)).isEqualTo(page);
        assertThat(Cli.run("plot", "report", run("series")).code()).isZero();
    }

    @Test
    void a_model_of_images_shows_its_filters_what_they_make_of_a_picture_and_its_confusions() throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(16 + 40 * 64)
                .putInt(0x803)
                .putInt(40)
                .putInt(8)
                .putInt(8);
        ByteBuffer kinds = ByteBuffer.allocate(8 + 40).putInt(0x801).putInt(40);
        for (int i = 0; i < 40; i++) {
            kinds.put((byte) (i % 2));
            pixels.position(16 + i * 64 + i % 2 * 32).put(new byte[] {90, 7, 50});
        }
        Path images = Files.write(folder.resolve("pictures"), pixels.array());
        Path labels = Files.write(folder.resolve("labels-ubyte"), kinds.array());
        trained("images", images, "--labels", labels, "--steps", 2, "--network", "conv(3,3) relu dense(classes)");
        assertThat(plot("filters", model("images"))).contains("all 3 kernels", "Conv2d 1 → 3");
        assertThat(plot("filters", model("images"), "--picture", images, "--most", 2))
                .contains("after layers.0, the first 2 of 3 channels");
        assertThat(plot("confusion", model("images"), images, "--labels", labels))
                .contains(" of 40 samples right");
        refused(2, "the layer must be one of layers.0", "filters", model("images"), "--layer", "layers.1");
        refused(2, "leave one of them out", "filters", model("images"), "--layer", "x", "--picture", images);
    }

    @Test
    void epochs_that_a_later_process_did_anew_count_once() {
        Path run = folder.resolve("resumed");
        assertThat(run.toFile().mkdir()).isTrue();
        Cli.write(run, "config.yaml", "data: {}\n");
        String first = "{\"event\":\"started\",\"step\":0}\n" + epoch(1, 10, 0.9) + epoch(2, 20, 0.5);
        String second = "{\"event\":\"epo\n{\"event\":\"started\",\"step\":10}\n" + epoch(2, 20, 0.25);
        Cli.write(run, "events.jsonl", first + second);
        assertThat(plot("loss", run))
                .contains("1, 0.9", "2, 0.25", "It has not come to an end.")
                .doesNotContain("2, 0.5");
    }

    private static String epoch(int epoch, int step, double loss) {
        return "{\"event\":\"epoch\",\"epoch\":" + epoch + ",\"step\":" + step + ",\"trainingLoss\":" + loss
                + ",\"validation\":{},\"best\":true}\n";
    }

    @Test
    void a_plot_that_is_not_there_is_told_with_the_nearest() {
        refused(2, "plot: there is no plot 'los'; did you mean 'loss'?", "los", run("spirals"));
        assertThat(Cli.run("plot").out()).contains("activation", "confusion", "report");
        assertThat(Cli.run("plot", "activation", "relu", "--out", folder.resolve("no/where.svg"))
                        .code())
                .isEqualTo(4);
    }
}
