package gradus.nn.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.BlockStyle.Placement;
import gradus.nn.attention.Causal;
import gradus.nn.attention.FeedForward;
import gradus.nn.attention.RotaryPositions;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.summary.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Attention and transformers in words.
class AttentionWordsTest {
    private static final Key KEY = Key.of(1);

    private static Sequential network(String words, Shape sample) {
        return new Words(words).build(sample, 10, KEY);
    }

    private static Summary summary(String words, Shape sample) {
        return Summary.of(network(words, sample), Shape.of(1).append(sample));
    }

    private static String shapes(String words, Shape sample) {
        return summary(words, sample).rows().stream()
                .map(row -> row.output().slice(1, row.output().rank()).toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void texts_series_and_images_are_read_by_transformers_in_words() {
        String language = "embedding(16) positions transformer(2, heads=4, causal) dense(classes)";
        assertThat(new Words(language)).hasToString(language);
        assertThat(shapes(language, Shape.of(7))).isEqualTo("[7, 16] [7, 16] [7, 16] [7, 10]");
        assertThat(shapes(
                        "embedding(16, categories=99) positions(sinusoidal) transformer(1,4) globalavgpool dense(classes)",
                        Shape.of(7)))
                .isEqualTo("[7, 16] [7, 16] [7, 16] [16] [10]");
        assertThat(shapes("dense(8) positions 2*residual(layernorm attention(2)) last dense(classes)", Shape.of(9, 3)))
                .isEqualTo("[9, 8] [9, 8] [9, 8] [9, 8] [8] [10]");
        assertThat(shapes("patches(4,16) positions transformer(1,4) meanovertime dense(classes)", Shape.of(12, 8, 3)))
                .isEqualTo("[6, 16] [6, 16] [6, 16] [16] [10]");
    }

    @Test
    void the_numbers_are_those_of_the_plan_that_the_words_stand_for() {
        assertSame(
                "transformer(2, heads=4, hidden=12, activation=silu, gated, norm=rms, placement=post, dropout=0.1,"
                        + " kvheads=2, rotary, bias=no, causal)",
                new Causal(BlockPlan.of(8, 4)
                        .withHidden(12)
                        .withFeedForward(FeedForward.Kind.GATED, Activation.SILU)
                        .withNorm(BlockPlan.Norm.RMS)
                        .withPlacement(Placement.POST)
                        .withDropout(0.1)
                        .withKvHeads(2)
                        .withRotary(RotaryPositions.of())
                        .withBias(BlockPlan.Bias.WITHOUT)
                        .encoder(2, KEY.fold(0))));
        assertSame("transformer(1,2)", BlockPlan.of(8, 2).encoder(1, KEY.fold(0)));
        assertSame(
                "attention(2, dropout=0.5)", BlockPlan.of(8, 2).withDropout(0.5).attention(KEY.fold(0)));
    }

    private static void assertSame(String words, Layer expected) {
        Layer built =
                network(words + " dense(classes)", Shape.of(5, 8)).layers().getFirst();
        assertThat(built).hasToString(expected.toString());
        assertThat(Parameters.of(built).keySet())
                .isEqualTo(Parameters.of(expected).keySet());
        Tensor input = Tensor.normal(Key.of(3), 2, 5, 8);
        assertThat(built.forward(input, Context.training(Key.of(4))).literal())
                .isEqualTo(expected.forward(input, Context.training(Key.of(4))).literal());
    }

    @Test
    void only_what_is_causal_does_not_see_the_next_step() {
        for (String word : List.of("attention(2", "transformer(2,2")) {
            assertThat(firstStepMoves(word + ", causal)")).as(word).isFalse();
            assertThat(firstStepMoves(word + ")")).as(word).isTrue();
        }
    }

    private static boolean firstStepMoves(String words) {
        Layer layer = network(words + " dense(classes)", Shape.of(2, 4));
        Tensor one = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}).reshape(1, 2, 4);
        Tensor other = Tensor.of(new float[] {1, 2, 3, 4, -5, 9, 0, 8}).reshape(1, 2, 4);
        return !first(layer, one).literal().equals(first(layer, other).literal());
    }

    private static Tensor first(Layer layer, Tensor input) {
        return layer.forward(input, Context.inference()).slice(1, 0, 1);
    }

    @Test
    void the_summary_counts_parameters_and_operations() {
        Summary found = summary("positions transformer(1,2,hidden=16) dense(classes)", Shape.of(3, 4));
        Summary.Row blocks = found.rows().get(1);
        // attention 4 · (4 · 4 + 4), two normalisations and a last one of 2 · 4, 4 → 16 → 4 with biases
        assertThat(blocks.parameters()).isEqualTo(4 * 20 + 3 * 8 + 4 * 16 + 16 + 16 * 4 + 4);
        assertThat(blocks.flops()).isGreaterThan(2 * 3 * (4 * 16 + 2 * 64));
        assertThat(blocks.layer()).isEqualTo("TransformerEncoder of 1 block, width 4, 2 heads");
        assertThat(found.rows().getFirst().parameters()).isEqualTo(3 * 4);
    }

    @Test
    void attention_without_positions_is_warned_of() {
        String warning = "the attention at layers.1 sees a set, not a sequence: nothing before it tells the order; put"
                + " positions there, or say rotary";
        assertThat(summary("embedding(8) transformer(1,2) dense(classes)", Shape.of(5))
                        .warnings())
                .containsExactly(warning);
        assertThat(summary("embedding(8) attention(2) dense(classes)", Shape.of(5))
                        .warnings())
                .containsExactly(warning);
        assertThat(summary("conv(8,1) attention(2) dense(classes)", Shape.of(5, 3))
                        .warnings())
                .as("a kernel of 1 treats each place alone")
                .containsExactly(warning);
        for (String words : List.of(
                "positions transformer(1,2)",
                "transformer(1,2, rotary)",
                "transformer(1,2, causal)",
                "gru(8) attention(2)",
                "conv(8,3, padding=same) attention(2)")) {
            assertThat(summary("embedding(8) " + words + " dense(classes)", Shape.of(5))
                            .warnings())
                    .as(words)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            transformer(2,3)               | [5, 8] | multi-head attention: the width must be divisible by the heads, got width 8 and 3 heads; 2 heads fit
            attention(4, kvheads=3)        | [5, 8] | transformer block: heads of keys and values must divide the heads of queries, got 3 and 4
            attention(8, rotary)           | [5, 8] | rotary positions: the size of a head must be even, got 1
            transformer(2,2,hidden=0)      | [5, 8] | transformer block: the hidden size must be positive, got 0
            transformer(0,2)               | [5, 8] | transformer: there must be at least one block, got 0
            transformer(1,2,norm=batch)    | [5, 8] | norm must be one of layer, rms, got batch
            transformer(1,2,activation=re) | [5, 8] | activation: the name must be one of
            positions(linear)              | [5, 8] | kind must be one of learned, sinusoidal, got linear
            positions(sinusoidal)          | [5, 7] | sinusoidal positions: the input's last size must be even
            transformer(1,2)               | [5]    | samples must be sequences [steps, channels], got [5]; embedding(64) makes vectors of tokens, reshape(28x28) makes steps
            patches(3,8)                   | [8, 8, 1] | with height and width divisible by 3
            """)
    void what_does_not_fit_is_told_in_prose(String word, String sample, String message) {
        int[] sizes = Arrays.stream(sample.substring(1, sample.length() - 1).split(", "))
                .mapToInt(Integer::parseInt)
                .toArray();
        assertThatThrownBy(() -> network(word + " dense(classes)", Shape.of(sizes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
