package gradus.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.io.element.PlainDecoder;
import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shared corpus of valid and hostile files, each judged right.
final class CorpusTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> every_case_is_judged_right() throws IOException {
        JsonNode cases = JSON.readTree(Files.readString(Shared.path("formats/safetensors/cases.json")));
        return cases.valueStream().map(c -> DynamicTest.dynamicTest(c.get("id").asString(), () -> judge(c)));
    }

    private static void judge(JsonNode hostile) {
        byte[] bytes = Base64.getDecoder().decode(hostile.get("file_base64").asString());
        switch (hostile.get("expect").asString()) {
            case "accept" -> assertThat(widened(hostile)).isEqualTo(read(bytes));
            case "reject" ->
                assertThatThrownBy(() -> SafetensorsFile.read(bytes, "case"))
                        .isInstanceOf(FormatException.class)
                        .hasMessageStartingWith("read case: ");
            case "either" -> readOrRefuse(bytes);
            default -> throw new AssertionError(hostile);
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            SafetensorsFile.read(bytes, "case");
        } catch (FormatException e) {
            assertThat(e).hasMessageStartingWith("read case: ");
        }
    }

    private static List<String> read(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        SafetensorsFile.read(bytes, "case")
                .tensors()
                .forEach((name, tensor) -> lines.add(name + " " + tensor.type() + " " + bits(tensor)));
        lines.sort(null);
        return lines;
    }

    /// What the case says of its tensors, in our element types, computed from the raw bytes by other means.
    private static List<String> widened(JsonNode accepted) {
        List<String> lines = new ArrayList<>();
        for (JsonNode tensor : accepted.get("tensors")) {
            byte[] raw = Base64.getDecoder().decode(tensor.get("data_base64").asString());
            String shape = tensor.get("shape")
                    .valueStream()
                    .map(JsonNode::asInt)
                    .toList()
                    .toString();
            lines.add(tensor.get("name").asString() + " "
                    + PlainDecoder.typeAndBits(tensor.get("dtype").asString(), shape, raw));
        }
        lines.sort(null);
        return lines;
    }

    private static String bits(Literal tensor) {
        return tensor.type().dtype() == DType.INT64
                ? Arrays.toString(tensor.longs())
                : Arrays.toString(tensor.toDoubles());
    }

    @Test
    void all_element_types_of_the_reference_writer_are_read_but_u64() throws IOException {
        byte[] whole = Files.readAllBytes(Shared.path("formats/safetensors/all_dtypes.safetensors"));
        Path expected = Shared.path("formats/safetensors/all_dtypes.expected.json");
        assertThatThrownBy(() -> SafetensorsFile.read(whole, "all_dtypes"))
                .hasMessageContaining("tensor 'u64': elements of type U64 have no exact counterpart here");
        // 64 bits that a signed type can hold too: the same file with another name for its type
        byte[] signed = new String(whole, StandardCharsets.ISO_8859_1)
                .replace("\"U64\"", "\"I64\"")
                .getBytes(StandardCharsets.ISO_8859_1);
        var tensors = SafetensorsFile.read(signed, "all_dtypes").tensors();
        JSON.readTree(Files.readString(expected)).forEachEntry((name, value) -> {
            if (!name.equals("u64")) {
                assertThat(tensors.get(name).toDoubles())
                        .as(name)
                        .containsExactly(value.get("data")
                                .valueStream()
                                .mapToDouble(JsonNode::asDouble)
                                .toArray());
            }
        });
        assertThat(tensors.get("u64").longs()).containsExactly(-1);
    }
}
