package gradus.io.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class RecordJsonTest {
    private static final RecordJson FORM = RecordJson.create();

    private static <T> T again(RecordJson form, Class<T> type, T value) {
        return form.fromJson(type, Json.parse(Json.toBytes(form.toJson(type, value)), "again"), "again");
    }

    private static <T> T read(Class<T> type, String text) {
        return FORM.fromJson(type, Json.parse(text, "a.json"), "a.json");
    }

    @Test
    void plain_values_survive_at_their_limits() {
        for (double real :
                new double[] {0, -0.0, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, -1 / 0.0, 1 / 0.0}) {
            var plain = new Forms.Plain(true, Integer.MIN_VALUE, Long.MIN_VALUE, real, (float) real, "a\"\n\u0000ü😀");
            assertThat(again(FORM, Forms.Plain.class, plain)).isEqualTo(plain);
        }
    }

    @Test
    void every_float_survives() {
        Random random = new Random(5);
        for (int round = 0; round < 50_000; round++) {
            Float single = Float.intBitsToFloat(random.nextInt());
            JsonNode json = FORM.toJson(Float.class, single);
            assertThat((Object) FORM.fromJson(Float.class, json, "x")).isEqualTo(single);
        }
    }

    @Test
    void nested_values_survive() {
        Map<String, List<Integer>> map = new LinkedHashMap<>();
        map.put("z", List.of(1, 2));
        map.put("a.b", List.of());
        var nested = new Forms.Nested(
                List.of(new Forms.Plain(false, 1, 2, 3, 4, "")),
                map,
                Optional.of(Forms.Mode.HUBER),
                Optional.empty(),
                Shape.of(2, 3));
        assertThat(again(FORM, Forms.Nested.class, nested)).isEqualTo(nested);
        assertThat(again(FORM, Forms.Nested.class, nested).map().keySet()).containsExactly("z", "a.b");
        assertThat(FORM.toJson(Forms.Nested.class, nested).toString())
                .isEqualTo(
                        "{\"plains\":[{\"truth\":false,\"small\":1,\"large\":2,\"real\":3.0,\"single\":4.0,\"text\":\"\"}],"
                                + "\"map\":{\"z\":[1,2],\"a.b\":[]},\"mode\":\"huber\",\"real\":null,\"shape\":[2,3]}");
    }

    @Test
    void arrays_survive() {
        var arrays = new Forms.Arrays(
                new int[] {1},
                new long[] {2},
                new double[] {1 / 0.0, 3},
                new float[] {0.1f},
                new boolean[] {true},
                new String[] {"x"});
        var read = again(FORM, Forms.Arrays.class, arrays);
        assertThat(read).usingRecursiveComparison().isEqualTo(arrays);
    }

    @Test
    void members_of_sealed_families_say_their_type_first() {
        var sgd = new Forms.Sgd(0.5, 0, new Forms.Schedule.WarmUp(10, new Forms.Schedule.Constant(2)));
        assertThat(FORM.toJson(Forms.Sgd.class, sgd).get("schedule").toString())
                .isEqualTo("{\"type\":\"warm-up\",\"steps\":10,\"then\":{\"type\":\"constant\",\"rate\":2.0}}");
        assertThat(again(FORM, Forms.Sgd.class, sgd)).isEqualTo(sgd);
    }

    @Test
    void generic_records_are_read_by_their_arguments() {
        var pairs = new Forms.Pairs(
                new Forms.Pair<>(3, List.of(Forms.Mode.MEAN_SQUARED)),
                new Forms.Pair<>(new Forms.Schedule.Constant(1), new Forms.Pair<>("x", 2.0)));
        assertThat(again(FORM, Forms.Pairs.class, pairs)).isEqualTo(pairs);
    }

    @Test
    void tensors_lie_beside_the_document_under_their_tree_path() {
        var network = new Forms.Network(
                List.of(
                        new Forms.Linear(Tensor.of(1f, 2f), Tensor.of(3f)),
                        new Forms.Relu(),
                        Forms.Fixed.SOFT_SIGN,
                        new Forms.Residual(new Forms.Linear(Tensor.of(4f), Tensor.of(5.0)), new Forms.Relu())),
                Optional.of(new Forms.Relu()));
        RecordJson form = FORM.with(Forms.Linear.class, Forms.Residual.class, Forms.Fixed.class)
                .named(Forms.Relu.class, "ReLU");
        TensorStore written = TensorStore.empty();
        JsonNode json = form.withLeaf(Tensor.class, written.tensors("net.")).toJson(Forms.Network.class, network);
        assertThat(json.get("layers").toString())
                .startsWith("[{\"type\":\"linear\",\"weight\":{\"$tensor\":\"net.layers.0.weight\"}")
                .contains("{\"type\":\"ReLU\"},\"soft-sign\"");
        assertThat(written.literals().keySet())
                .containsExactlyElementsOf(Tree.leaves(network, Tensor.class).keySet().stream()
                        .map("net."::concat)
                        .toList());
        TensorStore stored = TensorStore.of(written.literals());
        var read = form.withLeaf(Tensor.class, stored.tensors("net.")).fromJson(Forms.Network.class, json, "x");
        stored.requireAllRead("x");
        TensorStore twice = TensorStore.empty();
        assertThat(form.withLeaf(Tensor.class, twice.tensors("net.")).toJson(Forms.Network.class, read))
                .isEqualTo(json);
        assertThat(twice.literals()).isEqualTo(written.literals());
    }

    @Test
    void tensors_that_nothing_names_or_that_are_missing_are_told() {
        TensorStore store = TensorStore.of(Map.of("w", Literal.of(new float[1], 1)));
        assertThatThrownBy(() -> store.requireAllRead("x.gradus"))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        "x.gradus: every tensor must belong somewhere, but nothing names w; do the weights belong to this network?");
        RecordJson form = FORM.withLeaf(Tensor.class, store.tensors(""));
        assertThatThrownBy(() -> form.fromJson(
                        Forms.Linear.class, Json.parse("{\"weight\":{\"$tensor\":\"v\"},\"bias\":3}", "x"), "x"))
                .hasMessage("x: weight: there must be a tensor called 'v', but the weights have w");
        assertThatThrownBy(() -> form.fromJson(
                        Forms.Linear.class, Json.parse("{\"weight\":{\"$tensor\":\"w\"},\"bias\":3}", "x"), "x"))
                .hasMessage("x: bias: a tensor is needed, {\"$tensor\": name}, got the number 3");
    }

    @Test
    void missing_keys_come_from_the_defaults_of_the_record() {
        assertThat(read(Forms.Sgd.class, "{\"momentum\":0.5}"))
                .isEqualTo(new Forms.Sgd(0.1, 0.5, new Forms.Schedule.Constant(1)));
        assertThat(read(Forms.Sgd.class, "{}")).isEqualTo(Forms.Sgd.defaults());
    }

    @Test
    void a_name_alone_stands_for_a_record_that_needs_no_keys() {
        RecordJson form = FORM.with(Forms.Relu.class, Forms.Fixed.class, Forms.Typed.class);
        assertThat(form.fromJson(Forms.Layer.class, Json.parse("\"relu\"", "x"), "x"))
                .isEqualTo(new Forms.Relu());
        assertThat(form.fromJson(Forms.Layer.class, Json.parse("\"tanh\"", "x"), "x"))
                .isEqualTo(Forms.Fixed.TANH);
        assertThatThrownBy(() -> form.fromJson(Forms.Layer.class, Json.parse("\"tan\"", "x"), "x"))
                .hasMessage(
                        "x: the document must be one of relu, tanh, soft-sign, typed, got the text \"tan\"; did you mean 'tanh'?");
    }

    @Test
    void leaves_of_other_types_are_texts_if_so_registered() {
        RecordJson form = FORM.withText(Duration.class, Duration::toString, Duration::parse);
        assertThat(again(form, Duration.class, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThatThrownBy(() -> form.fromJson(Duration.class, Json.parse("\"soon\"", "x"), "x"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("x: the document: Text cannot be parsed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"learningRate":-1}|a.json: the document: learning rate must be positive, got -1.0
            {"learningrate":1}|a.json: unknown key learningrate; known there are learningRate, momentum, schedule; did you mean 'learningRate'?
            {"learningRate":"1"}|a.json: learningRate must be a number, got the text "1"
            {"learningRate":1e999}|a.json: learningRate must be a number within ±1.8e308, got the number
            {"schedule":{"type":"warm-up","steps":1.5,"then":"constant"}}|a.json: schedule.steps must be a whole number of at most 2147483647, got the number 1.5
            {"schedule":{"type":"warm-up","steps":2147483648,"then":"constant"}}|a.json: schedule.steps must be a whole number of at most 2147483647, got the number 2147483648
            {"schedule":{"type":"warm-up","steps":1}}|a.json: schedule must have the key then; it has type, steps
            {"schedule":{"type":"warmup"}}|a.json: schedule.type must be one of constant, warm-up, got the text "warmup"; did you mean 'warm-up'?
            {"schedule":{"rate":1}}|a.json: schedule must be an object with the key 'type' (constant, warm-up), got an object with the keys rate
            {"schedule":{"type":"java.lang.ProcessBuilder"}}|a.json: schedule.type must be one of constant, warm-up, got the text "java.lang.ProcessBuilder"
            {"schedule":{"type":"constant","rate":1,"ratio":2,"rat":3}}|a.json: unknown keys schedule.rat, schedule.ratio; known there are rate; did you mean 'rate'?
            {"schedule":null}|a.json: schedule must be an object with the key 'type' (constant, warm-up), got nothing (null)
            {"schedule":[1]}|a.json: schedule must be an object with the key 'type' (constant, warm-up), got a list of 1
            []|a.json: the document must be an object, got a list of 0
            {"momentum":1,"momentum":1}|a.json: the text must be JSON: Duplicate
            {"momentum":1} x|a.json: the text must be JSON:
            {"momentum":NaN}|a.json: the text must be JSON:
            """)
    void what_does_not_fit_is_told_with_its_path(String text, String message) {
        assertThatThrownBy(() -> read(Forms.Sgd.class, text))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"plains":[],"map":{},"mode":"hubert","shape":[]}|a.json: mode must be one of mean-squared, huber, got the text "hubert"; did you mean 'huber'?
            {"plains":[],"map":{"a":[true]},"shape":[]}|a.json: map.a.0 must be a whole number of at most 2147483647, got true
            {"plains":[{"truth":1}],"map":{},"shape":[]}|a.json: plains.0.truth must be true or false, got the number 1
            {"plains":[{"text":1}],"map":{},"shape":[]}|a.json: plains.0.text must be a text (put it in quotes), got the number 1
            {"plains":{},"map":{},"shape":[]}|a.json: plains must be a list, got an object with no keys
            {"plains":[],"map":{},"shape":[-1]}|a.json: shape: shape: sizes must not be negative, got [-1]
            {"plains":[]}|a.json: the document must have the keys map, shape; it has plains
            """)
    void what_does_not_fit_deeper_is_told_with_its_path(String text, String message) {
        assertThatThrownBy(() -> read(Forms.Nested.class, text))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }

    @Test
    void a_missing_optional_is_empty() {
        assertThat(read(Forms.Nested.class, "{\"plains\":[],\"map\":{},\"shape\":[]}")
                        .mode())
                .isEmpty();
    }

    @Test
    void members_of_open_interfaces_must_be_allowed() {
        assertThatThrownBy(() -> FORM.toJson(Forms.Layer.class, new Forms.Relu()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "is not allowed as a Layer and could not be read back; allow it by with(Relu.class)");
        assertThatThrownBy(() -> read(Forms.Layer.class, "{\"type\":\"relu\"}"))
                .hasMessageContaining("of which no record is allowed");
    }

    @Test
    void two_members_of_one_name_are_refused() {
        assertThatThrownBy(() -> FORM.with(Forms.Relu.class)
                        .named(Forms.Typed.class, "relu")
                        .toJson(Forms.Layer.class, new Forms.Relu()))
                .hasMessageContaining("are both 'relu'");
    }

    @Test
    void what_has_no_json_is_refused_with_its_path() {
        assertThatThrownBy(() -> FORM.toJson(Forms.Bad.class, new Forms.Bad(new AtomicInteger())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "json: anything is a java.util.concurrent.atomic.AtomicInteger, which has no JSON");
        assertThatThrownBy(() -> FORM.with(Forms.Typed.class).toJson(Forms.Layer.class, new Forms.Typed("x")))
                .hasMessageContaining("json: type cannot be written: the key 'type' says which Layer this is");
        assertThatThrownBy(() -> FORM.with(AtomicInteger.class))
                .hasMessageContaining("only records, enums and sealed interfaces");
    }

    @Test
    void deep_documents_are_refused() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000), "x")).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> Json.parse(" ", "x")).hasMessage("x: a JSON document is needed, but this is empty");
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xFF, '"'}, "x"))
                .hasMessageContaining("must be UTF-8");
    }

    @Test
    void text_is_indented_the_same_everywhere() {
        assertThat(Json.toText(Json.parse("{\"a\":[1,2],\"b\":{}}", "x")))
                .isEqualTo("{\n  \"a\" : [ 1, 2 ],\n  \"b\" : { }\n}\n");
    }
}
