package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Surgery;
import gradus.io.model.AdapterFile;
import gradus.nn.layer.Adapted;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.train.Model;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models whose networks learn on: other classes, frozen layers, rates by layer.
class TransferTest {
    private static final Path SPIRALS = Cli.sample("spirals.csv");
    private static final String BODY = "!layers.4.**";

    @TempDir
    private static Path folder;

    private static Path base;

    @BeforeAll
    static void train() {
        base = folder.resolve("base.gradus");
        var done = train(SPIRALS, "arm", base, "--hidden", "16,16", "--dropout", 0, "--members", 1, "--epochs", 15);
        assertThat(done.code()).as(done.err()).isZero();
    }

    private static Cli.Outcome train(Path data, String target, Path model, Object... more) {
        Object[] first = {
            "train",
            data,
            "--target",
            target,
            "--out",
            model,
            "--run-dir",
            model.resolveSibling(model.getFileName() + ".run")
        };
        return Cli.run(Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray());
    }

    private static TableModel model(Path file) {
        return TableModel.load(file);
    }

    /// The rows of the spirals with four classes of another name.
    private static Path quarters() {
        List<String> lines =
                new String(Cli.bytes(SPIRALS), StandardCharsets.UTF_8).lines().toList();
        String rows = lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> cells[0] + "," + cells[1] + ",q" + cells[0].startsWith("-") + cells[1].startsWith("-"))
                .collect(Collectors.joining("\n"));
        return Cli.write(folder, "quarters.csv", "x,y,quarter\n" + rows + "\n");
    }

    @Test
    void a_network_learns_other_classes_with_a_new_head_and_a_frozen_body() {
        Path tuned = folder.resolve("tuned.gradus");
        var done = train(quarters(), "quarter", tuned, "--base", base, "--freeze", BODY, "--epochs", 30);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("learns on with a new head");
        TableModel before = model(base);
        TableModel after = model(tuned);
        assertThat(after.preprocessing().features())
                .isEqualTo(before.preprocessing().features());
        for (String kept : List.of("layers.0.weight", "layers.2.bias")) {
            assertThat(number(after, kept)).isEqualTo(number(before, kept));
        }
        assertThat(Cli.run("evaluate", tuned, folder.resolve("quarters.csv")).out())
                .containsPattern("accuracy 0\\.[89]|accuracy 1");
    }

    private static Object number(Model model, String path) {
        return ((gradus.nn.layer.Param) Surgery.at(model.network(), path))
                .value()
                .literal();
    }

    @Test
    void the_same_task_keeps_its_head_and_what_classes_are_called() {
        Path tuned = folder.resolve("on.gradus");
        var done = train(
                SPIRALS, "arm", tuned, "--base", base, "--epochs", 1, "--layer-decay", 0.5, "--weight-average", 0.9);
        assertThat(done.out()).contains("learns on,").doesNotContain("new head");
        assertThat(model(tuned).preprocessing()).isEqualTo(model(base).preprocessing());
    }

    @Test
    void a_run_from_a_model_goes_on_to_the_same_bytes() {
        Path whole = folder.resolve("whole.gradus");
        Path half = folder.resolve("half.gradus");
        Object[] settings = {"--base", base, "--freeze", "layers.0.**", "--rate", "layers.4.**=3", "--epochs", 4};
        assertThat(train(quarters(), "quarter", whole, settings).code()).isZero();
        assertThat(train(quarters(), "quarter", half, settings).code()).isZero();
        var resumed = Cli.run("resume", folder.resolve("half.gradus.run"));
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(Cli.bytes(half)).isEqualTo(Cli.bytes(whole));
    }

    @Test
    void only_adapters_learn_and_the_model_has_them_in_its_weights() {
        Path tuned = folder.resolve("adapted.gradus");
        var done = train(SPIRALS, "arm", tuned, "--base", base, "--adapter", "rank=2,scale=4", "--epochs", 2);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("by adapters of rank 2").containsPattern("Adapters: .*, \\d+ of \\d+ numbers");
        Path file = folder.resolve("adapted.adapter.safetensors");
        assertThat(Cli.bytes(file).length).isLessThan(Cli.bytes(base).length / 2);
        Adapted adapted = AdapterFile.load(model(base).network(), file);
        Layer merged = model(tuned).network();
        Parameters.of(model(base).network()).forEach((path, before) -> {
            var after = Parameters.of(merged).get(path).literal();
            assertThat(after.equals(before.literal())).as(path).isEqualTo(path.endsWith("bias"));
        });
        Tensor input = Tensor.of(new float[][] {{0.3f, -1}, {2, 0.5f}});
        float[] by = adapted.forward(input, Context.inference()).literal().floats();
        float[] plain = merged.forward(input, Context.inference()).literal().floats();
        for (int i = 0; i < by.length; i++) {
            assertThat(plain[i]).isCloseTo(by[i], within(1e-6f));
        }
        var state = ModelFormat.installed().loadState(folder.resolve("adapted.gradus.run/state.gradus"));
        assertThat(state.optimizer().keySet()).allMatch(name -> name.contains("adapters."));
    }

    @Test
    void adapters_go_on_to_the_same_bytes_and_a_new_head_learns_beside_them() {
        Path whole = folder.resolve("low.gradus");
        Path half = folder.resolve("low-half.gradus");
        Object[] settings = {"--base", base, "--adapter", "rank=2, layers=layers.2.**", "--epochs", 3};
        assertThat(train(quarters(), "quarter", whole, settings).code()).isZero();
        assertThat(train(quarters(), "quarter", half, settings).code()).isZero();
        assertThat(Cli.run("resume", folder.resolve("low-half.gradus.run")).code())
                .isZero();
        assertThat(Cli.bytes(half)).isEqualTo(Cli.bytes(whole));
        assertThat(Cli.bytes(folder.resolve("low-half.adapter.safetensors")))
                .isEqualTo(Cli.bytes(folder.resolve("low.adapter.safetensors")));
        assertThat(number(model(whole), "layers.0.weight")).isEqualTo(number(model(base), "layers.0.weight"));
        assertThat(number(model(whole), "layers.2.weight")).isNotEqualTo(number(model(base), "layers.2.weight"));
        assertThat(Parameters.of(model(whole).network()).get("layers.4.bias").size(0))
                .isEqualTo(4);
    }

    @Test
    void what_is_wrong_with_adapters_is_told() {
        Path no = folder.resolve("no-adapter.gradus");
        assertThat(train(SPIRALS, "arm", no, "--adapter", "rank=2").err()).contains("name its file by --base");
        assertThat(train(SPIRALS, "arm", no, "--base", base, "--adapter", "2").err())
                .contains("it must be said as in rank=8, scale=16");
        assertThat(train(SPIRALS, "arm", no, "--base", base, "--adapter", "rank=99")
                        .err())
                .contains("have 99 rows and columns or more");
    }

    @Test
    void a_text_is_learnt_on_with_the_tokens_that_the_model_knows() {
        Path text = Cli.write(folder, "text.txt", "to be or not to be that is the question ".repeat(40));
        Path first = folder.resolve("text.gradus");
        Path second = folder.resolve("more.gradus");
        Object[] lines = {"--task", "language-model", "--epochs", 1, "--seed", 1};
        assertThat(language(
                        text,
                        first,
                        lines,
                        "--context",
                        16,
                        "--network",
                        "embedding(16) positions transformer(1,2, causal) dense(classes)"))
                .isEmpty();
        Path other = Cli.write(folder, "other.txt", "to question is not that be the question or to be ".repeat(40));
        assertThat(language(other, second, lines, "--base", first)).isEmpty();
        TextModel known = Model.load(first).as(TextModel.class, first);
        assertThat(Model.load(second).as(TextModel.class, second).input()).isEqualTo(known.input());
        assertThat(language(other, second, lines, "--base", first, "--context", 8))
                .contains("says the whole network; leave members and context out");
    }

    private static String language(Path text, Path model, Object[] lines, Object... more) {
        Object[] first = {"train", text, "--out", model, "--run-dir", folder.resolve("run-" + model.getFileName())};
        return Cli.run(Stream.of(first, lines, more).flatMap(Arrays::stream).toArray())
                .err();
    }

    @Test
    void what_a_run_begins_with_is_neither_overwritten_nor_of_another_kind() {
        assertThat(train(SPIRALS, "arm", base, "--base", base).err())
                .contains("output.model: the new model must not take the place of " + base);
        assertThat(train(SPIRALS, "arm", folder.resolve("x.gradus"), "--base", base, "--hidden", 8)
                        .err())
                .contains("words say the whole network");
        assertThat(train(SPIRALS, "arm", folder.resolve("x.gradus"), "--base", folder.resolve("none.gradus"))
                        .code())
                .isNotZero();
        Path series = Cli.write(folder, "series.csv", "v\n" + "1\n2\n3\n4\n".repeat(50));
        assertThat(Cli.run(
                                "train",
                                series,
                                "--task",
                                "forecast",
                                "--horizon",
                                2,
                                "--base",
                                base,
                                "--run-dir",
                                folder.resolve("no"),
                                "--out",
                                folder.resolve("no.gradus"))
                        .err())
                .contains("a forecast learns from its own beginning");
        assertThat(train(SPIRALS, "arm", folder.resolve("x.gradus"), "--rate", "layers.0.**=2", "--layer-decay", 0.5)
                        .err())
                .contains("leave one out");
    }
}
