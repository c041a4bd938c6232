package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.testkit.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Named;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// One case of the shared reference numbers.
public record Case(JsonNode json) {
    public static List<Named<Case>> of(String file) throws IOException {
        String text = Files.readString(Shared.path("reference/" + file));
        JsonNode cases = new ObjectMapper().readTree(text).get("cases");
        return cases.valueStream()
                .map(json -> Named.of(json.get("id").asString(), new Case(json)))
                .toList();
    }

    /// Gives the cases of a file that lies beside this class.
    public static List<Named<Case>> ofResource(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(Case.class.getResourceAsStream(file), file)) {
            JsonNode cases = new ObjectMapper().readTree(in).get("cases");
            return cases.valueStream()
                    .map(json -> Named.of(json.get("id").asString(), new Case(json)))
                    .toList();
        }
    }

    public List<Integer> numbers(String attribute) {
        return json.get("attrs")
                .get(attribute)
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    public String id() {
        return json.get("id").asString();
    }

    public String op() {
        return json.get("op").asString();
    }

    public boolean has(String attribute) {
        return json.get("attrs").has(attribute);
    }

    public double number(String attribute, double otherwise) {
        return has(attribute) ? json.get("attrs").get(attribute).asDouble() : otherwise;
    }

    public boolean flag(String attribute) {
        return has(attribute) && json.get("attrs").get(attribute).asBoolean();
    }

    public String text(String attribute) {
        return json.get("attrs").get(attribute).asString();
    }

    public boolean hasInput(String name) {
        return json.get("inputs").has(name);
    }

    public boolean expects(String name) {
        return json.get("expected").has(name);
    }

    public Tensor input(String name) {
        return tensor(json.get("inputs").get(name));
    }

    public Tensor expected(String name) {
        return tensor(json.get("expected").get(name));
    }

    private static Tensor tensor(JsonNode node) {
        int[] sizes = node.get("shape").valueStream().mapToInt(JsonNode::asInt).toArray();
        DType dtype = node.get("dtype").asString().startsWith("int") ? DType.INT64 : DType.FLOAT32;
        Literal values = Literal.zeros(TensorType.of(dtype, sizes));
        for (int i = 0; i < values.count(); i++) {
            JsonNode element = node.get("data").get(i);
            values.set(i, element.isBoolean() ? (element.asBoolean() ? 1 : 0) : element.asDouble());
        }
        return Tensor.of(values);
    }

    /// Compares with the tolerance that the case states.
    public void check(String name, Tensor actual) {
        Tensor expected = expected(name);
        assertThat(actual.shape()).as("%s: shape of %s", id(), name).isEqualTo(expected.shape());
        double relative = json.get("tolerance").get("rtol").asDouble();
        double absolute = json.get("tolerance").get("atol").asDouble();
        for (int i = 0; i < expected.type().count(); i++) {
            double want = expected.literal().get(i);
            assertThat(actual.literal().get(i))
                    .as("%s: element %d of %s", id(), i, name)
                    .isCloseTo(want, within(absolute + relative * Math.abs(want)));
        }
    }
}
