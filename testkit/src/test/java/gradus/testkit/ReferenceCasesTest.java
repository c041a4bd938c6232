package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backend;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Gradients of small expressions that several other systems agree on.
final class ReferenceCasesTest {
    private static final int EXPECTED = 23;

    static Stream<Backend> backends() {
        return Backing.backends().stream();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void gradients_of_expressions_are_those_of_other_systems(Backend backend) {
        JsonNode cases = new ObjectMapper()
                .readTree(Shared.path("reference/autodiff.json").toFile())
                .get("cases");
        List<String> passed = new ArrayList<>();
        for (JsonNode example : cases) {
            check(example, backend);
            passed.add(example.get("id").asString());
        }
        assertThat(passed).hasSize(EXPECTED).doesNotHaveDuplicates();
    }

    private static void check(JsonNode example, Backend backend) {
        Map<String, Literal> given = new LinkedHashMap<>();
        Map<String, Tensor> symbols = new LinkedHashMap<>();
        List<Node> inputs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : example.get("inputs").properties()) {
            Literal value = literal(entry.getValue());
            Node input = Build.input(entry.getKey(), value.type());
            given.put(entry.getKey(), value);
            inputs.add(input);
            symbols.put(entry.getKey(), Tensor.of(input));
        }
        Tensor output = Expression.evaluate(example.at("/attrs/expr").asString(), symbols);
        assertThat(example.at("/attrs/grad_of").asString()).isEqualTo("sum(expr)");
        List<String> names = new ArrayList<>();
        List<Node> results = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : example.get("expected").properties()) {
            names.add(entry.getKey());
            results.add(
                    entry.getKey().equals("output")
                            ? output.node()
                            : Gradients.of(
                                            output.sum().node(),
                                            List.of(symbols.get(entry.getKey().substring("grad_".length()))
                                                    .node()))
                                    .getFirst());
        }
        List<Literal> actual = Program.of(new Graph(inputs, results), backend).call(List.copyOf(given.values()));
        JsonNode tolerance = example.get("tolerance");
        for (int i = 0; i < names.size(); i++) {
            TensorAssert.assertThat(actual.get(i))
                    .as(example.get("id").asString() + " " + names.get(i))
                    .isCloseTo(
                            literal(example.get("expected").get(names.get(i))),
                            tolerance.get("rtol").asDouble(),
                            tolerance.get("atol").asDouble());
        }
    }

    private static Literal literal(JsonNode tensor) {
        DType dtype = Stream.of(DType.values())
                .filter(type -> type.toString().equals(tensor.get("dtype").asString()))
                .findFirst()
                .orElseThrow();
        JsonNode shape = tensor.get("shape");
        int[] sizes = new int[shape.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = shape.get(axis).asInt();
        }
        Literal literal = Literal.zeros(TensorType.of(dtype, sizes));
        for (int i = 0; i < literal.count(); i++) {
            literal.set(i, tensor.get("data").get(i).asDouble());
        }
        return literal;
    }
}
