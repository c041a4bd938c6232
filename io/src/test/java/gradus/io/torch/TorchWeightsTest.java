package gradus.io.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.image.ImageFiles;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.network.Networks;
import gradus.nn.train.ImageInput;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Provenance;
import gradus.nn.words.Words;
import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Networks of PyTorch give the same numbers here when their state dicts are taken over.
final class TorchWeightsTest {
    private static final Shape DIGIT = Shape.of(28, 28, 1);
    private static final String DIGITS_NETWORK =
            "conv(8,3) relu conv(16,3) relu conv(24,3) relu" + " batchnorm dense(32) relu dense(10) batchnorm";

    static List<Named<TorchCase>> cases() {
        return TorchCase.ofKind("import");
    }

    @Test
    void there_are_six_networks() {
        assertThat(cases()).hasSize(6);
    }

    private static Layer network(TorchCase reference) {
        Tensor out = reference.tensor("out");
        Shape theirs = reference.tensor("in.x").shape();
        Shape sample = theirs.rank() == 4
                ? Shape.of(theirs.size(2), theirs.size(3), theirs.size(1))
                : theirs.slice(1, theirs.rank());
        Shape result = out.shape().slice(1, out.rank());
        Layer network = new Words(reference.text("words")).build(sample, result, Key.of(1));
        return Parameters.as(network, DType.FLOAT64);
    }

    private static Map<String, Literal> state(TorchCase reference) {
        Map<String, Literal> state = new LinkedHashMap<>();
        reference.under("state.").forEach((name, value) -> state.put(name, value.literal()));
        return state;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_network_taken_over_gives_the_numbers_of_the_other(TorchCase reference) {
        Tensor x = reference.tensor("in.x");
        Layer network = network(reference);
        Tensor input = x.rank() == 4 ? x.transpose(List.of(0, 2, 3, 1)) : x;
        Shape sample = input.shape().slice(1, input.rank());
        Imported<Layer> imported = TorchWeights.of(state(reference)).into(network, sample);
        TorchCase.close("the output", imported.network().forward(input, Context.inference()), reference.tensor("out"));
        assertThat(imported.unused()).isEmpty();
        assertThat(imported.fits()).allMatch(fit -> fit.state() == Fit.State.FITTED);
    }

    private static TorchCase reference(String name) {
        return cases().stream()
                .filter(each -> each.getName().equals("import-" + name))
                .findFirst()
                .orElseThrow()
                .getPayload();
    }

    @Test
    void the_table_tells_which_became_which_and_what_is_left_over() {
        TorchCase reference = reference("lstm");
        Map<String, Literal> state = state(reference);
        state.put("extra.weight", Literal.of(new float[3], 3));
        Imported<Layer> imported = TorchWeights.of(state).into(network(reference), Shape.of(5));
        assertThat(imported.unused()).containsExactly("extra.weight");
        assertThat(imported.table())
                .containsPattern("layers.0.table +\\[7, 4] +emb.weight +\\[7, 4] +fitted")
                .contains("rnn.bias_ih_l1_reverse + rnn.bias_hh_l1_reverse")
                .containsPattern("– +extra.weight +\\[3\\] +unused");
    }

    @Test
    void modules_that_are_alike_must_be_named_and_can_be() {
        TorchCase reference = reference("mlp");
        Map<String, Literal> renamed = new LinkedHashMap<>();
        state(reference)
                .forEach((name, value) ->
                        renamed.put(name.replace("3.", "second.").replace("5.", "first."), value));
        Layer network = network(reference);
        assertThatThrownBy(() -> TorchWeights.of(renamed).into(network))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("2 parts of the network (layers.3, layers.5, [[5, 5], [5]]) could be any of the"
                        + " modules first, second, which are alike; say which is which, for instance layers.3: first");
        Map<String, String> names = Map.of("layers.3", "second", "layers.5", "first");
        Layer taken = TorchWeights.of(renamed).withNames(names).into(network).network();
        TorchCase.close(
                "the output", taken.forward(reference.tensor("in.x"), Context.inference()), reference.tensor("out"));
        assertThatThrownBy(() -> TorchWeights.of(renamed)
                        .withNames(Map.of("layers.2", "first"))
                        .into(network))
                .hasMessageContaining("but 'layers.2' is none");
        assertThatThrownBy(() -> TorchWeights.of(renamed)
                        .withNames(Map.of("layers.3", "0"))
                        .into(network))
                .hasMessageContaining(
                        "'layers.3' [[5, 5], [5]] must fit the module named for it, but '0' has 0.bias [5]");
    }

    @Test
    void what_is_missing_is_told_with_the_whole_table() {
        TorchCase reference = reference("cnn");
        Map<String, Literal> state = state(reference);
        state.remove("fc2.bias");
        assertThatThrownBy(() -> TorchWeights.of(state).into(network(reference), Shape.of(6, 7, 2)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("2 of 16 have none of their kind and shape")
                .message()
                .containsPattern("layers.\\d+.bias +\\[3\\] +– +missing")
                .containsPattern("– +fc2.weight +\\[3, 5\\] +unused");
        assertThatThrownBy(() -> TorchWeights.of(state).into(network(reference)))
                .hasMessageContaining("say the shape of a sample too");
    }

    @Test
    void a_network_of_digits_trained_elsewhere_gives_its_outputs_and_its_hits() throws IOException {
        Layer start = Networks.of(DIGITS_NETWORK).build(DIGIT, 10, Key.of(1));
        Layer network = TorchWeights.open(Shared.path("models/burn-mnist-cnn.safetensors"))
                .into(start, DIGIT)
                .network();
        ImageDataset images = ImageFiles.idx(
                Shared.path("data/mnist/t10k-images-idx3-ubyte.gz"),
                Shared.path("data/mnist/t10k-labels-idx1-ubyte.gz"));
        ImageInput input = new ImageInput(
                images.imageSize(), new ImageScaling(List.of(0.1307), List.of(0.3081)), images.classNames());
        ImageModel model = new ImageModel(network, input, new Provenance("", "", "", Map.of(), Map.of()));
        JsonNode expected = new JsonMapper()
                .readTree(Files.readString(Shared.path("models/expected.json")))
                .get("burn-mnist-cnn.safetensors");
        var answers = model.predict(images.first(16));
        for (int i = 0; i < 160; i++) {
            double wanted = expected.get("first16_output").get("data").get(i).asDouble();
            assertThat(Math.log(answers.get(i / 10).probabilities().get(String.valueOf(i % 10))))
                    .isCloseTo(wanted, within(1e-3 + 1e-3 * Math.abs(wanted)));
        }
        double right = model.evaluate(images).values().get("accuracy") * images.size();
        assertThat(right).isCloseTo(expected.get("mnist_t10k_correct").asInt(), within(2.5));
    }
}
