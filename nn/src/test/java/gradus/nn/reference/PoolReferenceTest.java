package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backends;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.spatial.AdaptiveAvgPool;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.Padding;
import gradus.nn.spatial.PoolOptions;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every case of the shared reference file for pooling, values and gradients, on both backends; channels, which
/// come after the samples there, are turned round.
class PoolReferenceTest {
    static Stream<Arguments> cases() throws IOException {
        List<Named<Case>> cases = Case.of("pool.json");
        return Stream.of("reference", "cpu").flatMap(backend -> cases.stream().map(c -> Arguments.of(backend, c)));
    }

    @Test
    void the_reference_file_holds_forty_three_cases() throws IOException {
        assertThat(cases()).hasSize(2 * 43);
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("cases")
    void a_reference_case_is_met(String backend, Case reference) {
        Layer layer = layer(reference);
        Tensor x = reference.input("x");
        Node input = Build.input("x", x.type());
        Tensor output = forward(layer, Tensor.of(input));
        Tensor gradient = Autodiff.gradient(p -> forward(layer, p).sum(), Tensor.of(input));
        var results = Program.of(
                        new Graph(List.of(input), List.of(output.node(), gradient.node())), Backends.named(backend))
                .call(List.of(x.literal()));
        assertThat(reference.expects("output") || reference.expects("grad_x")).isTrue();
        if (reference.expects("output")) {
            reference.check("output", Tensor.of(results.get(0)));
        }
        if (reference.expects("grad_x")) {
            reference.check("grad_x", Tensor.of(results.get(1)));
        }
    }

    private static Tensor forward(Layer layer, Tensor x) {
        return ChannelsLast.back(layer.forward(ChannelsLast.from(x), Context.inference()));
    }

    private static Layer layer(Case reference) {
        String kind = reference.op().substring(0, reference.op().length() - 2);
        return switch (kind) {
            case "max_pool" -> MaxPool.of(options(reference));
            case "avg_pool" -> {
                AvgPool pool = AvgPool.of(options(reference));
                yield reference.flag("count_include_pad") ? pool : pool.withoutPadding();
            }
            case "adaptive_avg_pool" -> AdaptiveAvgPool.of(numbers(reference, "output_size"));
            default -> throw new AssertionError("the reference file names an unknown layer: " + reference.op());
        };
    }

    private static PoolOptions options(Case reference) {
        PoolOptions options = PoolOptions.of(numbers(reference, "kernel"))
                .withStride(numbers(reference, "stride"))
                .withPadding(Padding.of(numbers(reference, "padding")));
        PoolOptions dilated =
                reference.has("dilation") ? options.withDilation(numbers(reference, "dilation")) : options;
        return reference.flag("ceil_mode") ? dilated.roundingUp() : dilated;
    }

    private static int[] numbers(Case reference, String attribute) {
        return reference
                .json()
                .get("attrs")
                .get(attribute)
                .valueStream()
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
