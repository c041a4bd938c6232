package gradus.io.torch;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Param;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.RecurrentLayer;
import gradus.nn.recurrent.RecurrentOptions;
import gradus.nn.recurrent.RecurrentOptions.Directions;
import gradus.nn.recurrent.RecurrentPair;
import gradus.nn.recurrent.RecurrentWeights;
import gradus.nn.recurrent.Rnn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Recurrent layers, one and two above each other in both directions, and all their gradients against PyTorch's:
/// matrices transposed, the two biases of RNN and LSTM added (C).
class RecurrentTest {
    static List<Named<TorchCase>> cases() {
        return TorchCase.ofKind("rnn", "lstm", "gru");
    }

    @Test
    void plain_and_deep_networks_of_each_kind_have_a_case() {
        assertThat(cases()).hasSize(6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_recurrent_network_gives_the_numbers_of_py_torch(TorchCase reference) {
        Map<String, Tensor> parameters = reference.under("param.inner.");
        List<String> names = List.copyOf(parameters.keySet());
        List<Tensor> points = new ArrayList<>(List.of(reference.tensor("in.x")));
        points.addAll(parameters.values());
        TorchCase.close("the output", output(reference, names, points), reference.tensor("out"));
        List<Tensor> gradients = Autodiff.valueAndGradients(
                        values -> output(reference, names, values)
                                .multiply(reference.tensor("probe"))
                                .sum(),
                        points)
                .gradients();
        TorchCase.close("the gradient of x", gradients.getFirst(), reference.tensor("grad.in.x"));
        for (int i = 0; i < names.size(); i++) {
            TorchCase.close(names.get(i), gradients.get(i + 1), reference.tensor("grad.param.inner." + names.get(i)));
        }
    }

    private static Tensor output(TorchCase reference, List<String> names, List<Tensor> points) {
        boolean both = reference.config().get("bidirectional").asBoolean();
        List<RecurrentPair> layers = new ArrayList<>();
        for (int layer = 0; layer < reference.number("layers"); layer++) {
            RecurrentWeights first = weights(reference, names, points, "_l" + layer);
            layers.add(new RecurrentPair(
                    first,
                    both
                            ? Optional.of(weights(reference, names, points, "_l" + layer + "_reverse"))
                            : Optional.empty()));
        }
        RecurrentOptions options =
                RecurrentOptions.defaults().withDirections(both ? Directions.BOTH_CONCATENATED : Directions.FORWARD);
        RecurrentLayer network = switch (reference.kind()) {
            case "rnn" -> new Rnn(layers, List.of(), List.of(), options, Rnn.Nonlinearity.TANH);
            case "lstm" -> new Lstm(layers, List.of(), List.of(), options);
            default -> new Gru(layers, List.of(), List.of(), options, Gru.Reset.AFTER);
        };
        return network.forward(points.getFirst(), Context.inference());
    }

    private static RecurrentWeights weights(
            TorchCase reference, List<String> names, List<Tensor> points, String suffix) {
        Tensor first = points.get(1 + names.indexOf("bias_ih" + suffix));
        Tensor second = points.get(1 + names.indexOf("bias_hh" + suffix));
        boolean two = reference.kind().equals("gru");
        return new RecurrentWeights(
                new Param(points.get(1 + names.indexOf("weight_ih" + suffix)).transpose()),
                new Param(points.get(1 + names.indexOf("weight_hh" + suffix)).transpose()),
                Optional.of(new Param(two ? first : first.add(second))),
                two ? Optional.of(new Param(second)) : Optional.empty());
    }
}
