package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.safetensors.SafetensorsFile;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.metric.TemperatureScaling;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.TableModel;
import gradus.nn.train.TrainingRegion;
import gradus.nn.train.Trust;
import gradus.nn.train.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelFileTest {
    @TempDir
    Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private TableModel reloaded(TableModel model) {
        model.save(file("m.gradus"));
        return TableModel.load(file("m.gradus"));
    }

    private static void requireSame(TableModel loaded, TableModel model) {
        assertThat(Weights.of(loaded.network())).isEqualTo(Weights.of(model.network()));
        assertThat(loaded.network()).hasToString(model.network().toString());
        assertThat(loaded.preprocessing()).isEqualTo(model.preprocessing());
        assertThat(loaded.provenance()).isEqualTo(model.provenance());
        assertThat(loaded.trust()).isEqualTo(model.trust());
        assertThat(List.copyOf(loaded.provenance().settings().keySet()))
                .isEqualTo(List.copyOf(model.provenance().settings().keySet()));
        assertThat(SampleModels.bits(loaded, SampleModels.table()))
                .isEqualTo(SampleModels.bits(model, SampleModels.table()));
    }

    @ParameterizedTest
    @CsvSource({"class", "y", "flag"})
    void a_trained_network_of_all_layers_is_read_back_to_the_bit(String target) {
        TableModel model = SampleModels.trained(new SampleModels.Mixed(), target);
        assertThat(model.network().toString()).contains("TabularInput", "BatchNorm", "Prelu", "Residual", "LayerNorm");
        requireSame(reloaded(model), model);
    }

    @ParameterizedTest
    @CsvSource({"NONE", "BATCH", "LAYER"})
    void a_multilayer_perceptron_is_read_back_to_the_bit(Normalization normalization) {
        var architecture =
                Networks.mlp(5, 4).normalization(normalization).dropout(0.1).activation(new Activation.Elu(0.3));
        TableModel model = SampleModels.trained(architecture, "class");
        requireSame(reloaded(model), model);
    }

    @Test
    void a_model_that_was_read_is_written_with_the_same_bytes() throws IOException {
        TableModel model = SampleModels.trained(new SampleModels.Mixed(), "class");
        model.save(file("a.gradus"));
        model.save(file("b.gradus"));
        TableModel.load(file("a.gradus")).save(file("c.gradus"));
        assertThat(Files.readAllBytes(file("b.gradus"))).isEqualTo(Files.readAllBytes(file("a.gradus")));
        assertThat(Files.readAllBytes(file("c.gradus"))).isEqualTo(Files.readAllBytes(file("a.gradus")));
    }

    @Test
    void a_model_knows_where_its_training_rows_lay_after_it_was_read() {
        TableModel model = SampleModels.trained(new SampleModels.Mixed(), "class");
        assertThat(model.trust().region()).isPresent();
        assertThat(reloaded(model).predict(SampleModels.table())).isEqualTo(model.predict(SampleModels.table()));
    }

    @Test
    void the_temperature_of_probabilities_is_read_back() {
        TableModel model = new TableModel(
                SampleModels.linear(2, 2),
                SampleModels.twoColumns(),
                new Trust(Optional.empty(), Optional.of(new TemperatureScaling(1.25))),
                SampleModels.provenance());
        assertThat(reloaded(model).trust()).isEqualTo(model.trust());
    }

    @Test
    void a_file_of_an_older_version_says_nothing_of_its_training_rows() {
        TableModel model = SampleModels.trained(new SampleModels.Mixed(), "class");
        model.save(file("m.gradus"));
        Container whole = Container.read(file("m.gradus"));
        Map<String, byte[]> entries = new LinkedHashMap<>(whole.entries());
        entries.remove("trust.json");
        new Container(whole.kind(), whole.madeBy(), entries).write(file("old.gradus"));
        TableModel old = TableModel.load(file("old.gradus"));
        assertThat(old.trust()).isEqualTo(Trust.NONE);
        assertThat(old.predict(SampleModels.table()))
                .allSatisfy(answer -> assertThat(answer.novelty()).isEmpty());
    }

    @Test
    void a_training_region_of_features_that_rows_have_not_is_refused() {
        TrainingRegion region = new TrainingRegion(List.of(7), List.of(0.5), List.of(1.5), 3);
        assertThatThrownBy(() -> new TableModel(
                        SampleModels.linear(2, 2),
                        SampleModels.twoColumns(),
                        new Trust(Optional.of(region), Optional.empty()),
                        SampleModels.provenance()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trust: the training region looks at feature 7, but a sample has 2 features; do both come"
                        + " from one model?");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"places\" : [ 0,', '\"places\" : [ 99,', 'looks at feature 99'",
        "'\"limit\" : ', '\"limit\" : -', 'the limit above 0'"
    })
    void a_damaged_training_region_is_refused(String found, String written, String problem) {
        SampleModels.trained(new SampleModels.Mixed(), "class").save(file("m.gradus"));
        Container whole = Container.read(file("m.gradus"));
        Map<String, byte[]> entries = new LinkedHashMap<>(whole.entries());
        String text = new String(whole.entry("trust.json", "m"), StandardCharsets.UTF_8);
        assertThat(text).contains(found);
        entries.put("trust.json", text.replace(found, written).getBytes(StandardCharsets.UTF_8));
        new Container(whole.kind(), whole.madeBy(), entries).write(file("bad.gradus"));
        assertThatThrownBy(() -> TableModel.load(file("bad.gradus")))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("bad.gradus", "trust.json", problem);
    }

    @Test
    void the_file_holds_documents_and_weights_named_by_path() {
        SampleModels.untrained(SampleModels.linear(2, 2)).save(file("m.gradus"));
        Container container = Container.read(file("m.gradus"));
        assertThat(container.kind()).isEqualTo("model");
        assertThat(container.madeBy()).startsWith("Gradus ");
        assertThat(container.entries().keySet())
                .containsExactly("network.json", "preprocessing.json", "provenance.json", "weights.safetensors");
        assertThat(SafetensorsFile.read(container.entry("weights.safetensors", "m"), "w")
                        .tensors())
                .containsOnlyKeys("layers.0.weight", "layers.0.bias");
        assertThat(container.entry("network.json", "m"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("""
                {
                  "type" : "sequential",
                  "layers" : [ {
                    "type" : "linear",
                    "weight" : {
                      "$tensor" : "layers.0.weight"
                    },
                    "bias" : {
                      "$tensor" : "layers.0.bias"
                    }
                  } ]
                }
                """);
    }

    @Test
    void numbers_that_are_not_finite_keep_their_bits() {
        float strange = Float.intBitsToFloat(0x7FC12345);
        float[] numbers = {Float.NaN, strange, -0.0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 1};
        Layer network =
                new Linear(new Param(Tensor.of(Literal.of(numbers, 2, 3).reshaped(Shape.of(2, 3)))), Optional.empty());
        Layer whole = Sequential.of(network, Linear.of(3, 2, Key.of(1)));
        TableModel model = SampleModels.untrained(whole);
        assertThat(Weights.of(reloaded(model).network())).isEqualTo(Weights.of(whole));
    }

    private static Layer own() {
        Layer first = Linear.of(2, 3, Key.of(7));
        return new OwnLayers.Net(
                Sequential.of(first, new OwnLayers.Linear(SampleModels.param(2)), new Activate(Activation.TANH)),
                List.of(
                        new OwnLayers.Bend(Activation.SIN),
                        new OwnLayers.Shift(
                                Tensor.of(Literal.of(new float[] {1, 2, 3}, 3)), SampleModels.param(0.5f, 0, 1))),
                Map.of("one", new OwnLayers.Scale(SampleModels.param(1.5f), 1.0 / 3, List.of(0.1f))),
                Optional.of(Shape.of(2, 3)),
                Linear.of(3, 2, Key.of(8)));
    }

    @Test
    void a_network_of_own_records_is_saved_and_read_with_their_classes() {
        TableModel model = SampleModels.untrained(own());
        model.save(file("own.gradus"));
        TableModel loaded = TableModel.load(file("own.gradus"), OwnLayers.Net.class, OwnLayers.Linear.class);
        assertThat(loaded.network()).isInstanceOf(OwnLayers.Net.class);
        assertThat(loaded.network().toString().replaceAll("@\\w+", ""))
                .isEqualTo(model.network().toString().replaceAll("@\\w+", ""));
        assertThat(Weights.of(loaded.network())).isEqualTo(Weights.of(model.network()));
        assertThat(loaded.predict(Map.of("a", "3.25", "b", "-1")))
                .isEqualTo(model.predict(Map.of("a", "3.25", "b", "-1")));
    }

    @Test
    void own_records_whose_classes_are_not_given_are_named_with_the_way_out() {
        SampleModels.untrained(own()).save(file("own.gradus"));
        assertThatThrownBy(() -> TableModel.load(file("own.gradus")))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        "read " + file("own.gradus") + ": the class of every layer that is not part of Gradus must be"
                                + " given, but of gradus.io.model.OwnLayers$Net, gradus.io.model.OwnLayers$Linear,"
                                + " gradus.io.model.OwnLayers$Bend, gradus.io.model.OwnLayers$Shift it was not (none was given);"
                                + " load the model by Model.load(path, Net.class, Linear.class, Bend.class, Shift.class)");
        assertThatThrownBy(() -> TableModel.load(file("own.gradus"), OwnLayers.Net.class))
                .hasMessageContaining("but of gradus.io.model.OwnLayers$Linear it was not (given were"
                        + " gradus.io.model.OwnLayers$Bend, gradus.io.model.OwnLayers$Net,")
                .hasMessageEndingWith("load the model by Model.load(path, Linear.class)");
    }

    @Test
    void a_network_that_no_file_can_hold_is_refused_and_leaves_no_file() throws IOException {
        Layer opaque = Sequential.of(Linear.of(2, 2, Key.of(1)), new OwnLayers.Opaque(Thread.currentThread()));
        assertThatThrownBy(() -> SampleModels.untrained(opaque).save(file("m.gradus")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layers.1.anything is a java.lang.Thread, which has no JSON");
        Layer deep = Linear.of(2, 2, Key.of(1));
        for (int i = 0; i < 120; i++) {
            deep = Sequential.of(deep);
        }
        TableModel nested = SampleModels.untrained(deep);
        assertThatThrownBy(() -> nested.save(file("m.gradus")))
                .hasMessage(
                        "network.json: layers may be nested in one another as far as 200 levels of JSON go, got 242;"
                                + " put layers one after another in a Sequential");
        assertThatThrownBy(
                        () -> SampleModels.untrained(SampleModels.linear(2, 3)).save(file("m.gradus")))
                .hasMessageContaining("the network must give 2 outputs, one for each label of 'kind', but gives"
                        + " float32[2, 3] for 2 rows");
        assertThatThrownBy(
                        () -> SampleModels.untrained(SampleModels.linear(2, 2)).save(file("no/m.gradus")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the file cannot be written");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void one_model_serves_many_threads_with_equal_answers() throws Exception {
        TableModel loaded = reloaded(SampleModels.trained(new SampleModels.Mixed(), "class"));
        List<Long> expected = SampleModels.bits(loaded, SampleModels.table());
        Set<String> single = Set.of(loaded.predict(SampleModels.table().row(0)).toString());
        List<Future<Boolean>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                answers.add(threads.submit(() -> {
                    boolean same = true;
                    for (int round = 0; round < 20; round++) {
                        same &= SampleModels.bits(loaded, SampleModels.table()).equals(expected);
                        same &= single.contains(
                                loaded.predict(SampleModels.table().row(0)).toString());
                    }
                    return same;
                }));
            }
        }
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
    }

    @Test
    void the_format_is_found_by_the_library() {
        assertThat(ModelFormat.installed()).isInstanceOf(GradusFormat.class);
    }
}
