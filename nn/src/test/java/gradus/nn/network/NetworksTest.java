package gradus.nn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.layer.TabularInput;
import gradus.nn.loss.Loss;
import gradus.nn.summary.Summary;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworksTest {
    private static final Key KEY = Key.of(1);

    @Test
    void a_summary_tells_the_layers_of_an_ensemble_once() {
        Summary summary = Summary.of(new Several(8, Networks.mlp(4)).build(Shape.of(2), 3, Key.of(1)), Shape.of(1, 2));
        assertThat(summary.toString())
                .contains("8 × the layers below, joined by their mean of ", "members.0.layers.0", "Linear 2");
        assertThat(summary.toString()).doesNotContain("members.1");
        assertThat(summary.parameters()).isEqualTo(8 * (12 + 15));
    }

    @Test
    void an_autoencoder_of_rows_narrows_to_a_third() {
        for (int[] wanted : new int[][] {{1, 1}, {2, 1}, {3, 2}, {6, 2}, {7, 3}, {30, 10}, {96, 32}, {1000, 32}}) {
            List<Integer> hidden = Networks.autoencoder(wanted[0]).hidden();
            int side = Math.clamp(2L * wanted[0], 16, 128);
            assertThat(hidden).as(wanted[0] + " features").containsExactly(side, wanted[1], side);
        }
        assertThatThrownBy(() -> Networks.autoencoder(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("autoencoder: a row must have at least 1 number, got 0 at ");
    }

    @Test
    void a_perceptron_is_built_when_the_data_are_known() {
        Mlp plan = Networks.mlp(8, 4).activation(Activation.TANH).dropout(0.1).normalization(Normalization.BATCH);
        assertThat(plan.describe()).isEqualTo("multilayer perceptron 8-4, tanh, batch normalisation, dropout 0.1");
        Sequential network = plan.build(Shape.of(3), 2, KEY);
        assertThat(network.layers().stream().map(layer -> layer.getClass().getSimpleName()))
                .containsExactly(
                        "Linear",
                        "BatchNorm",
                        "Activate",
                        "Dropout",
                        "Linear",
                        "BatchNorm",
                        "Activate",
                        "Dropout",
                        "Linear");
        assertThat(Parameters.of(network)).doesNotContainKey("layers.0.bias").containsKey("layers.8.bias");
        assertThat(Networks.linear().describe()).isEqualTo("linear model");
        assertThat(Networks.linear().build(Shape.of(3), 2, KEY).layers()).hasSize(1);
        assertThatThrownBy(() -> Networks.mlp(8, 0)).hasMessageContaining("must be positive, got [8, 0]");
        assertThatThrownBy(() -> Networks.mlp(8).dropout(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_perceptron_flattens_samples_of_several_axes_first() {
        Sequential network = Networks.mlp(8).build(Shape.of(4, 3, 2), 5, KEY);
        assertThat(network.layers().getFirst()).isEqualTo(new Flatten());
        assertThat(Parameters.of(network).get("layers.1.weight").shape()).isEqualTo(Shape.of(24, 8));
    }

    @Test
    void the_same_key_builds_the_same_network_and_another_key_another() {
        Mlp plan = Networks.mlp(8);
        assertThat(Parameters.flatten(plan.build(Shape.of(3), 2, KEY)).literal())
                .isEqualTo(Parameters.flatten(plan.build(Shape.of(3), 2, KEY)).literal())
                .isNotEqualTo(Parameters.flatten(plan.build(Shape.of(3), 2, Key.of(2)))
                        .literal());
    }

    @Test
    void hidden_weights_start_by_he_before_relu_and_by_glorot_before_tanh() {
        assertThat(deviation(Networks.mlp(300))).isCloseTo(Math.sqrt(2.0 / 200), within(0.002));
        assertThat(deviation(Networks.mlp(300).activation(Activation.TANH)))
                .isCloseTo(Math.sqrt(2.0 / 500), within(0.002));
        assertThat(deviation(Networks.mlp(300).initializer(Initializer.constant(3))))
                .isZero();
    }

    private static double deviation(Mlp plan) {
        double[] weights = Parameters.of(plan.build(Shape.of(200), 1, KEY))
                .get("layers.0.weight")
                .toDoubles();
        double mean = Arrays.stream(weights).average().orElseThrow();
        return Math.sqrt(Arrays.stream(weights)
                .map(w -> (w - mean) * (w - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void an_input_layer_stands_in_front_of_any_architecture() {
        TabularInput input = TabularInput.of(2, List.of(4), KEY);
        Sequential network = Networks.behind(input, input.outFeatures(), Networks.mlp(5), 3, KEY);
        assertThat(network.layers()).hasSize(4).first().isEqualTo(input);
        assertThat(Parameters.of(network)).containsKeys("layers.0.embeddings.0.table", "layers.1.weight");
    }

    @Test
    void a_summary_shows_shapes_and_parameters() {
        Sequential network = Networks.mlp(8).dropout(0.5).build(Shape.of(4), 3, KEY);
        assertThat(Summary.of(network, Shape.of(1, 4)).toString()).startsWith("""
                        path      layer          output    parameters             FLOPs
                        layers.0  Linear 4 → 8   [1, 8]            40                72
                        layers.1  Activate relu  [1, 8]             0                 8
                        layers.2  Dropout 0.5    [1, 8]             0                 0
                        layers.3  Linear 8 → 3   [1, 3]            27                51
                                                 total             67               131
                        """);
    }

    @Test
    void a_summary_warns_that_stacked_linear_layers_collapse() {
        Sequential network = Sequential.of(
                Linear.of(4, 8, KEY), Dropout.of(0.1), new Activate(Activation.IDENTITY), Linear.of(8, 3, KEY));
        assertThat(Summary.of(network, Shape.of(1, 4)).warnings())
                .containsExactly("stacked linear layers collapse to one: no activation stands between layers.0 and"
                        + " layers.3; put one there or leave one of them out");
        assertThat(Summary.of(Networks.mlp(8).build(Shape.of(4), 3, KEY), Shape.of(1, 4))
                        .warnings())
                .isEmpty();
    }

    @Test
    void a_summary_warns_of_softmax_before_cross_entropy_of_logits() {
        Sequential network = Sequential.of(Linear.of(4, 3, KEY), new Activate(Activation.SOFTMAX));
        assertThat(Summary.of(network, Shape.of(1, 4), Loss.CROSS_ENTROPY).warnings())
                .containsExactly(
                        "the network ends with softmax at layers.1, but cross-entropy takes logits and does that"
                                + " itself; leave the last layer out");
        assertThat(Summary.of(network, Shape.of(1, 4), Loss.MEAN_SQUARED_ERROR).warnings())
                .isEmpty();
    }
}
