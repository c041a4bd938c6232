package gradus.io.torch;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every layer of which no other test here speaks, its result and the gradients of its input and of each parameter
/// against PyTorch's.
class LayersTest {
    private static final Set<String> ELSEWHERE = Set.of(
            "op",
            "train",
            "gpt",
            "llama",
            "rnn",
            "lstm",
            "gru",
            "attention",
            "attention_cross",
            "encoder",
            "encoder_stack",
            "decoder",
            "glu",
            "import",
            "bfloat16");

    static List<Named<TorchCase>> cases() {
        return TorchCase.all().stream()
                .filter(named -> !ELSEWHERE.contains(named.getPayload().kind()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_layer_gives_the_numbers_of_py_torch(TorchCase reference) {
        Twin twin = Twins.of(reference);
        Layer plain = Parameters.as(twin.layer(), DType.FLOAT64);
        Map<String, Tensor> parameters = twin.parameters().apply(reference.under("param."));
        Tensor x = reference.tensor("in.x");
        Context context = twin.context();
        Tensor out = twin.forward(Parameters.with(plain, parameters), x, context);
        TorchCase.close("the result", out, reference.tensor("out"));
        context.updates().values().stream()
                .filter(_ -> reference.has("after.running_mean"))
                .findFirst()
                .ifPresent(moved -> TorchCase.close("the statistic", moved, reference.tensor("after.running_mean")));

        List<String> names = List.copyOf(parameters.keySet());
        List<Tensor> points = new ArrayList<>(parameters.values());
        if (reference.has("grad.in.x")) {
            points.add(x);
        }
        List<Tensor> gradients = Autodiff.valueAndGradients(
                        values -> {
                            Map<String, Tensor> moved = new LinkedHashMap<>();
                            names.forEach(name -> moved.put(name, values.get(moved.size())));
                            Tensor input = reference.has("grad.in.x") ? values.getLast() : x;
                            return twin.forward(Parameters.with(plain, moved), input, twin.context())
                                    .multiply(reference.tensor("probe"))
                                    .sum();
                        },
                        points)
                .gradients();
        if (reference.has("grad.in.x")) {
            TorchCase.close("the gradient of x", gradients.getLast(), reference.tensor("grad.in.x"));
        }
        Map<String, Tensor> wanted = twin.parameters().apply(reference.under("grad.param."));
        assertThat(wanted.keySet()).isEqualTo(parameters.keySet());
        for (int i = 0; i < names.size(); i++) {
            TorchCase.close("the gradient of " + names.get(i), gradients.get(i), wanted.get(names.get(i)));
        }
    }
}
