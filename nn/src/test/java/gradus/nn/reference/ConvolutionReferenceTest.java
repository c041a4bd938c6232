package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.Padding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of the shared reference file for convolutions, and those that PyTorch was asked for beside them
/// (tools/golden/conv.py): values and gradients, by both backends. The files lie channels first.
class ConvolutionReferenceTest {
    static List<Named<Case>> shared() throws IOException {
        return Case.of("conv.json");
    }

    static List<Named<Case>> torch() throws IOException {
        return Case.ofResource("conv-torch.json");
    }

    @Test
    void the_reference_file_holds_seventy_eight_cases_and_ours_nine() throws IOException {
        assertThat(torch()).hasSize(9);
        assertThat(shared()).hasSize(78);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shared")
    void a_reference_case_is_met_by_both_backends(Case reference) {
        meets(reference);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("torch")
    void a_case_of_PyTorch_is_met_by_both_backends(Case reference) {
        meets(reference);
    }

    private static void meets(Case reference) {
        List<Tensor> values = new ArrayList<>(List.of(channelsLast(reference.input("x"))));
        values.add(kernelFirst(reference.input("weight")));
        if (reference.hasInput("bias")) {
            values.add(reference.input("bias"));
        }
        List<Node> inputs = new ArrayList<>();
        values.forEach(value -> inputs.add(Build.input("x" + inputs.size(), value.type())));
        Tensor output = layer(
                        reference,
                        new Param(Tensor.of(inputs.get(1))),
                        inputs.size() == 3 ? Optional.of(new Param(Tensor.of(inputs.get(2)))) : Optional.empty())
                .forward(Tensor.of(inputs.get(0)), Context.inference());
        Tensor loss = loss(reference, output);
        List<Node> results = new ArrayList<>(List.of(output.node(), loss.node()));
        results.addAll(Gradients.of(loss.node(), inputs));
        List<Literal> literals = values.stream().map(Tensor::literal).toList();
        for (String backend : List.of("reference", "cpu")) {
            List<Tensor> found = Program.of(new Graph(inputs, results), Backends.named(backend)).call(literals).stream()
                    .map(Tensor::of)
                    .toList();
            check(reference, "output", channelsFirst(found.get(0)));
            check(reference, "loss", found.get(1));
            check(reference, "grad_x", channelsFirst(found.get(2)));
            check(reference, "grad_weight", kernelLast(found.get(3)));
            if (found.size() == 5) {
                check(reference, "grad_bias", found.get(4));
            }
        }
    }

    private static void check(Case reference, String name, Tensor found) {
        if (reference.expects(name)) {
            reference.check(name, found);
        }
    }

    private static Tensor loss(Case reference, Tensor output) {
        if (reference.hasInput("probe")) {
            return output.multiply(channelsLast(reference.input("probe"))).sum();
        }
        boolean squared = reference.has("grad_of") && reference.text("grad_of").equals("sum(output^2)");
        return squared ? output.square().sum() : output.sum();
    }

    private static Layer layer(Case reference, Param weight, Optional<Param> bias) {
        List<Integer> stride = reference.numbers("stride");
        List<Integer> dilation = reference.numbers("dilation");
        int groups = (int) reference.number("groups", 1);
        Padding padding = padding(reference);
        List<Integer> more = reference.has("output_padding") ? reference.numbers("output_padding") : List.of(0);
        return switch (reference.op()) {
            case "conv1d", "conv2d", "conv3d" -> new Conv(weight, bias, stride, padding, dilation, groups);
            case "conv_transpose1d", "conv_transpose2d", "conv_transpose3d" ->
                new ConvTranspose(weight, bias, stride, padding, more, dilation, groups);
            default -> throw new IllegalArgumentException(reference.op());
        };
    }

    /// The cases whose padding differs by side are those of the paddings that have a name; so C is met by values.
    private static Padding padding(Case reference) {
        if (reference.id().contains("same")) {
            return Padding.same();
        }
        if (reference.id().contains("causal")) {
            return Padding.causal();
        }
        return Padding.of(reference.numbers("padding").stream().mapToInt(i -> i).toArray());
    }

    private static Tensor channelsLast(Tensor x) {
        return x.transpose(order(Stream.of(0), IntStream.range(2, x.rank()), Stream.of(1)));
    }

    private static Tensor channelsFirst(Tensor x) {
        return x.transpose(order(Stream.of(0, x.rank() - 1), IntStream.range(1, x.rank() - 1), Stream.of()));
    }

    private static Tensor kernelFirst(Tensor weight) {
        return weight.transpose(order(Stream.of(), IntStream.range(2, weight.rank()), Stream.of(1, 0)));
    }

    private static Tensor kernelLast(Tensor weight) {
        int rank = weight.rank();
        return weight.transpose(order(Stream.of(rank - 1, rank - 2), IntStream.range(0, rank - 2), Stream.of()));
    }

    private static List<Integer> order(Stream<Integer> before, IntStream middle, Stream<Integer> after) {
        return Stream.concat(Stream.concat(before, middle.boxed()), after).toList();
    }
}
