package gradus.io.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shared corpus of files that NumPy wrote and of hostile ones, each judged right.
final class NpyCorpusTest {
    private static final JsonMapper JSON = new JsonMapper();
    /// What there is no type of ours for; a reader may refuse it.
    private static final Set<String> REFUSED = Set.of("complex64", "unicode", "bytes");

    @TempDir
    private Path folder;

    private static List<JsonNode> cases() throws IOException {
        return JSON.readTree(Files.readString(Shared.path("formats/npy/cases.json")))
                .valueStream()
                .toList();
    }

    @Test
    void there_are_41_cases_and_none_is_refused_that_must_be_read() throws IOException {
        assertThat(cases()).hasSize(41);
        assertThat(cases())
                .filteredOn(c -> REFUSED.contains(c.get("id").asString()))
                .hasSize(REFUSED.size())
                .allMatch(c -> c.get("support").asString().equals("may"));
    }

    @TestFactory
    Stream<DynamicTest> every_case_is_judged_right() throws IOException {
        return cases().stream().map(c -> DynamicTest.dynamicTest(c.get("id").asString(), () -> judge(c)));
    }

    private void judge(JsonNode example) throws IOException {
        String id = example.get("id").asString();
        byte[] bytes = Base64.getDecoder().decode(example.get("file_base64").asString());
        boolean many = id.startsWith("npz/");
        Path file = folder.resolve(many ? "case.npz" : "case.npy");
        Files.write(file, bytes);
        if (example.get("expect").asString().equals("reject") || REFUSED.contains(id)) {
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith("read " + file);
        } else if (many && example.has("arrays")) {
            Map<String, Literal> read = read(file);
            assertThat(read.keySet())
                    .containsExactlyElementsOf(example.get("arrays").propertyNames());
            read.forEach((name, array) -> same(array, example.get("arrays").get(name)));
        } else if (many) {
            assertThat(read(file)).hasSize(1);
            assertThat(folder.resolve("../../evil.npy")).doesNotExist();
        } else {
            same(read(file).get(""), example.get("value"));
        }
    }

    private static Map<String, Literal> read(Path file) {
        return file.toString().endsWith("z") ? Npz.read(file) : new LinkedHashMap<>(Map.of("", Npy.read(file)));
    }

    private static void same(Literal array, JsonNode expected) {
        assertThat(array.type().shape().sizes())
                .containsExactly(expected.get("shape")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .toArray());
        assertThat(array.toDoubles())
                .containsExactly(expected.get("data_c_order")
                        .valueStream()
                        .mapToDouble(NpyCorpusTest::number)
                        .toArray());
    }

    private static double number(JsonNode value) {
        return value.isString()
                ? Double.parseDouble(value.asString())
                : value.isBoolean() ? value.asBoolean() ? 1 : 0 : value.asDouble();
    }
}
