package gradus.io.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Prelu;
import gradus.nn.layer.RmsNorm;
import gradus.nn.layer.Sequential;
import gradus.nn.recurrent.Gru;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Where order and kind decide which number goes where.
final class TorchMatchingTest {
    private static final Key KEY = Key.of(3);

    /// Numbers 0, 1, 2 … of a shape.
    private static Literal counted(int... sizes) {
        double[] values =
                IntStream.range(0, Shape.of(sizes).count()).asDoubleStream().toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return Literal.of(floats, sizes);
    }

    private static double[] taken(Layer network, Map<String, Literal> state, Shape sample, String path) {
        Layer imported = TorchWeights.of(state).into(network, sample).network();
        return Parameters.of(imported).get(path).toDoubles();
    }

    @Test
    void flattened_sequences_of_tokens_keep_their_order_because_features_come_last_in_both() {
        Layer network = Sequential.of(Embedding.of(7, 4, KEY), new Flatten(), Linear.of(20, 2, KEY));
        Literal head = counted(2, 20);
        Map<String, Literal> state = Map.of("emb.weight", counted(7, 4), "head.weight", head, "head.bias", counted(2));
        assertThat(taken(network, state, Shape.of(5), "layers.2.weight"))
                .containsExactly(Tensor.of(head).transpose().toDoubles());
    }

    @Test
    void flattened_channels_of_a_convolution_over_time_come_first_in_theirs() {
        Layer network = Sequential.of(Conv.of1d(1, 2, ConvOptions.of(2), KEY), new Flatten(), Linear.of(6, 1, KEY));
        Map<String, Literal> state = Map.of(
                "conv.weight",
                counted(2, 1, 2),
                "conv.bias",
                counted(2),
                "fc.weight",
                counted(1, 6),
                "fc.bias",
                counted(1));
        assertThat(taken(network, state, Shape.of(4, 1), "layers.2.weight")).containsExactly(0, 3, 1, 4, 2, 5);
        assertThatThrownBy(() -> TorchWeights.of(state).into(network))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("say the shape of a sample too");
    }

    @Test
    void parts_of_different_kinds_whose_tensors_look_alike_go_in_the_order_of_the_numbers() {
        Layer tokens =
                Sequential.of(Embedding.of(7, 4, KEY), Linear.withoutBias(4, 7, Initializer.glorotUniform(), KEY));
        Literal table = counted(7, 4);
        Literal head = Literal.of(new float[28], 7, 4);
        assertThat(taken(tokens, Map.of("0.weight", table, "1.weight", head), Shape.of(5), "layers.0.table"))
                .containsExactly(table.toDoubles());
        Layer scales = Sequential.of(Prelu.of(3), RmsNorm.of(3));
        Map<String, Literal> state = Map.of("0.weight", counted(3), "1.weight", Literal.of(new float[3], 3));
        assertThat(taken(scales, state, Shape.of(3), "layers.0.slope")).containsExactly(0, 1, 2);
    }

    @Test
    void a_gru_that_resets_before_the_product_has_no_counterpart() {
        Map<String, Literal> state = Map.of(
                "rnn.weight_ih_l0", counted(9, 2),
                "rnn.weight_hh_l0", counted(9, 3),
                "rnn.bias_ih_l0", counted(9),
                "rnn.bias_hh_l0", counted(9));
        Gru after = Gru.of(2, 3, KEY);
        assertThat(TorchWeights.of(state).into(after).unused()).isEmpty();
        assertThatThrownBy(() -> TorchWeights.of(state).into(after.with(Gru.Reset.BEFORE)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("each tensor of the network must have a counterpart");
    }
}
