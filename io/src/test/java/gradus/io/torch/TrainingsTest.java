package gradus.io.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import gradus.nn.spatial.GlobalAvgPool;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.Padding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten updates by Adam of small models, each loss and the last parameters, against PyTorch's.
class TrainingsTest {
    private static final Key KEY = Key.of(1);

    static List<Named<TorchCase>> cases() {
        List<String> here = List.of("mlp", "cnn", "residual");
        return TorchCase.ofKind("train").stream()
                .filter(named -> here.contains(named.getPayload().text("model")))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void ten_updates_give_the_losses_of_py_torch(TorchCase reference) {
        Twin twin = twin(reference.text("model"));
        Layer plain = Parameters.as(twin.layer(), DType.FLOAT64);
        Map<String, Tensor> parameters = twin.parameters().apply(reference.under("param."));
        double[] losses = reference.tensor("losses").toDoubles();
        Adam rule = Adam.of(reference.config().get("rate").asDouble());
        Map<String, Tensor> state = rule.init(parameters);
        for (int step = 0; step < losses.length; step++) {
            List<String> names = List.copyOf(parameters.keySet());
            var found = Autodiff.valueAndGradients(
                    values -> {
                        Map<String, Tensor> moved = new LinkedHashMap<>();
                        names.forEach(name -> moved.put(name, values.get(moved.size())));
                        Layer bound = Parameters.with(plain, moved);
                        Tensor logits = twin.forward(bound, reference.tensor("in.x"), twin.context());
                        return Loss.CROSS_ENTROPY.of(logits, reference.tensor("in.target"));
                    },
                    List.copyOf(parameters.values()));
            assertThat(found.value().item()).as("loss before update %d", step).isCloseTo(losses[step], within(1e-9));
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            names.forEach(name -> gradients.put(name, found.gradients().get(gradients.size())));
            Map<String, Tensor> scalars = new LinkedHashMap<>();
            rule.scalars(step)
                    .forEach((name, value) -> scalars.put(name, Tensor.of(Literal.scalar(DType.FLOAT64, value))));
            var update = rule.update(gradients, state, parameters, scalars);
            Map<String, Tensor> next = new LinkedHashMap<>();
            parameters.forEach(
                    (name, value) -> next.put(name, value.add(update.updates().get(name))));
            parameters = next;
            state = update.state();
        }
        Map<String, Tensor> wanted = twin.parameters().apply(reference.under("trained."));
        parameters.forEach((name, value) -> TorchCase.close(name, value, wanted.get(name)));
    }

    private static Twin twin(String model) {
        Layer relu = new Activate(Activation.RELU);
        return switch (model) {
            case "mlp" -> {
                Layer network =
                        Sequential.of(Linear.of(5, 7, KEY), new Activate(Activation.TANH), Linear.of(7, 4, KEY));
                yield Twin.of(network, Twin.Layout.SAME, theirs -> renamed(theirs, 1));
            }
            case "cnn" -> {
                Layer network = Sequential.of(
                        Conv.of2d(2, 3, 3, KEY), relu, MaxPool.of2d(2), new Flatten(), Linear.of(12, 4, KEY));
                yield Twin.of(network, Twin.Layout.CHANNELS_FIRST, theirs -> renamed(theirs, 4));
            }
            default -> {
                ConvOptions around = ConvOptions.of(3).withPadding(Padding.of(1));
                Layer body = Sequential.of(Conv.of2d(3, 3, around, KEY), relu, Conv.of2d(3, 3, around, KEY));
                Layer network =
                        Sequential.of(Residual.of(body), new GlobalAvgPool(), new Flatten(), Linear.of(3, 4, KEY));
                yield Twin.of(network, Twin.Layout.CHANNELS_FIRST, theirs -> renamed(theirs, 1));
            }
        };
    }

    /// PyTorch's parameters in our shapes and order of layers; a linear layer behind `places` places of an image
    /// reads them channel by channel there.
    private static Map<String, Tensor> renamed(Map<String, Tensor> theirs, int places) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        theirs.forEach((name, value) -> ours.put(
                name.replaceFirst("^(\\d+)\\.first", "layers.$1.body.layers.0")
                        .replaceFirst("^(\\d+)\\.second", "layers.$1.body.layers.2")
                        .replaceFirst("^(\\d+)\\.", "layers.$1."),
                value.rank() == 4 ? Twin.kernelFirst(value) : value.rank() == 2 ? turned(value, places) : value));
        return ours;
    }

    private static Tensor turned(Tensor weight, int places) {
        int out = weight.size(0);
        int channels = weight.size(1) / places;
        return weight.reshape(out, channels, places).transpose(List.of(2, 1, 0)).reshape(-1, out);
    }
}
