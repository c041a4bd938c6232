package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.DTypeException;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.activation.Activation;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.BlockStyle;
import gradus.nn.attention.Causal;
import gradus.nn.attention.FeedForward;
import gradus.nn.attention.TransformerDecoder;
import gradus.nn.attention.TransformerDecoderBlock;
import gradus.nn.attention.TransformerEncoder;
import gradus.nn.attention.TransformerEncoderBlock;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Dataset;
import gradus.nn.loss.Loss;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.DepthwiseSeparable;
import gradus.nn.summary.Summary;
import gradus.nn.train.Training;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An error of shapes inside a network says in which of its layers it happened.
final class InnerTest {
    private static final Key KEY = Key.of(1);
    private static final Layer WRONG = Linear.of(7, 2, KEY);

    record Case(String what, Layer network, Tensor input, String place) {
        @Override
        public String toString() {
            return what;
        }
    }

    @Test
    void a_wrong_layer_of_a_sequence_is_named_with_its_path_beside_facts_and_line() {
        Layer network = Sequential.of(Linear.of(4, 64, KEY), new Activate(Activation.RELU), Linear.of(128, 10, KEY));
        assertThatThrownBy(() -> network.forward(Tensor.ones(5, 4), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "layers.2, Linear 128 → 10: linear: the input's last size must be 128, got [5, 64] at ")
                .hasCauseInstanceOf(ShapeException.class);
    }

    @Test
    void a_path_grows_by_one_name_for_each_layer_around_and_the_cause_is_the_first_error() {
        Layer network = Sequential.of(
                new Activate(Activation.RELU), Residual.of(Sequential.of(Sequential.of(Linear.of(3, 3, KEY)))));
        ShapeException error = catchThrowableOfType(
                ShapeException.class, () -> network.forward(Tensor.ones(5, 4), Context.inference()));
        assertThat(error).hasMessageStartingWith("layers.1.body.layers.0.layers.0, Linear 3 → 3: linear: the input's");
        assertThat(error.getCause())
                .hasMessageStartingWith("linear: the input's")
                .hasNoCause();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void every_layer_that_holds_others_names_them(Case wrong) {
        assertThatThrownBy(() -> wrong.network.forward(wrong.input, Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(wrong.place + ": linear: the input's last size must be 7, got ");
    }

    static List<Case> containers() {
        String linear = ", Linear 7 → 2";
        Tensor rows = Tensor.ones(5, 4);
        Tensor steps = Tensor.ones(5, 3, 4);
        Layer fits = new Activate(Activation.RELU);
        Linear seven = Linear.of(7, 2, KEY);
        FeedForward feed = new FeedForward(Linear.of(4, 8, KEY), fits, 0, seven);
        TransformerEncoderBlock block = new TransformerEncoderBlock(
                fits, BlockPlan.of(4, 2).attention(KEY), fits, feed, new BlockStyle(BlockStyle.Placement.PRE, 0));
        TransformerEncoder encoder = new TransformerEncoder(List.of(block), Optional.empty());
        return List.of(
                new Case("sequence", Sequential.of(fits, WRONG), rows, "layers.1" + linear),
                new Case("body", Residual.of(WRONG), rows, "body" + linear),
                new Case("short cut", Residual.of(Linear.of(4, 2, KEY), WRONG), rows, "shortcut" + linear),
                new Case(
                        "ensemble",
                        new Ensemble(List.of(Linear.of(4, 2, KEY), WRONG), Ensemble.Join.VALUES),
                        rows,
                        "members.1" + linear),
                new Case("channel-wise", new ChannelWise(WRONG), steps, "network" + linear),
                new Case("from last value", FromLastValue.of(WRONG, 2, List.of(0)), steps, "network" + linear),
                new Case("feed-forward", feed, rows, "outer" + linear),
                new Case("block", block, steps, "feedForward.outer" + linear),
                new Case("encoder", encoder, steps, "blocks.0.feedForward.outer" + linear),
                new Case("causal", new Causal(encoder), steps, "layer.blocks.0.feedForward.outer" + linear));
    }

    @Test
    void a_decoder_names_its_parts() {
        Layer same = new Activate(Activation.RELU);
        var attention = BlockPlan.of(4, 2).attention(KEY);
        var block = new TransformerDecoderBlock(
                same, attention, same, attention, same, WRONG, new BlockStyle(BlockStyle.Placement.POST, 0));
        var decoder = new TransformerDecoder(List.of(block), Optional.empty());
        Tensor rows = Tensor.ones(2, 3, 4);
        assertThatThrownBy(() ->
                        decoder.forward(rows, rows, AttentionMask.CAUSAL, AttentionMask.NONE, Context.inference()))
                .hasMessageStartingWith("blocks.0.feedForward, Linear 7 → 2: linear: the input's last size must be 7");
        assertThatThrownBy(() -> decoder.forward(
                        rows, Tensor.ones(2, 3, 6), AttentionMask.CAUSAL, AttentionMask.NONE, Context.inference()))
                .hasMessageStartingWith(
                        "blocks.0.crossAttention, MultiHeadAttention 4, 2 heads: multi-head attention:");
    }

    @Test
    void convolutions_in_a_row_and_categories_say_their_place() {
        Layer separable = new DepthwiseSeparable(Conv.of2d(3, 3, 3, KEY), Conv.of2d(4, 2, 1, KEY));
        assertThatThrownBy(() -> separable.forward(Tensor.ones(1, 8, 8, 3), Context.inference()))
                .hasMessageStartingWith("pointwise, Conv");
        Layer tokens = Sequential.of(Embedding.of(5, 2, KEY));
        Tensor truths = Tensor.fill(new TensorType(DType.BOOL, Shape.of(1, 3)), 1);
        assertThatThrownBy(() -> tokens.forward(truths, Context.inference()))
                .isInstanceOf(DTypeException.class)
                .hasMessageStartingWith("layers.0, Embedding");
    }

    @Test
    void a_summary_names_the_layer_that_does_not_take_its_input() {
        Layer network = Sequential.of(Linear.of(4, 8, KEY), Sequential.of(Linear.of(9, 1, KEY)));
        assertThatThrownBy(() -> Summary.of(network, Shape.of(1, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "layers.1.layers.0, Linear 9 → 1: linear: the input's last size must be 9, got ");
    }

    @Test
    void a_network_that_does_not_take_the_training_data_is_named_in_training() {
        Layer network = Sequential.of(Linear.of(4, 8, KEY), Linear.of(9, 1, KEY));
        Dataset data = ArrayDataset.ofValues(new float[24], 4, new float[6]);
        assertThatThrownBy(() -> Training.of(network, data, Loss.MEAN_SQUARED_ERROR)
                        .epochs(1)
                        .fit())
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "layers.1, Linear 9 → 1: linear: the input's last size must be 9, got [6, 8] at ");
    }
}
