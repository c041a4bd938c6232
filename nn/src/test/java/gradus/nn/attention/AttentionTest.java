package gradus.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Masks, heads and positions.
class AttentionTest {
    private static final Key KEY = Key.of(3);
    private static final Context INFERENCE = Context.inference();

    private static Tensor normal(long seed, int... sizes) {
        return Tensor.normal(Key.of(seed), sizes);
    }

    @Test
    void N1_a_query_that_may_see_nothing_gets_zeros_and_has_no_gradient() {
        Tensor q = normal(1, 2, 3, 4);
        AttentionMask nothing = AttentionMask.NONE.withLengths(Tensor.of(0L, 2L), 3);
        Tensor output = DotProductAttention.of().attend(q, q, q, nothing, INFERENCE);
        assertThat(output.at(0, 0).toDoubles()).containsOnly(0);
        assertThat(output.at(0, 1).toDoubles()).doesNotContain(0.0);
        Tensor gradient = Autodiff.gradient(
                x -> DotProductAttention.of()
                        .attend(x, x, x, nothing, INFERENCE)
                        .square()
                        .sum(),
                q);
        assertThat(gradient.at(0, 0).toDoubles()).containsOnly(0);
        assertThat(gradient.toDoubles()).doesNotContain(Double.NaN);
    }

    @Test
    void N2_not_a_number_in_the_padding_does_not_leak() {
        Tensor clean = normal(1, 1, 3, 4);
        Literal values = clean.literal().copy();
        for (int i = 8; i < 12; i++) {
            values.set(i, Double.NaN);
        }
        Tensor dirty = Tensor.of(values);
        MultiHeadAttention attention = MultiHeadAttention.of(4, 2, KEY);
        AttentionMask two = AttentionMask.NONE.withLengths(Tensor.of(2L), 3);
        Tensor query = clean.slice(1, 0, 2);
        Tensor expected = attention.attend(query, clean, clean, two, INFERENCE);
        assertThat(attention.attend(query, dirty, dirty, two, INFERENCE).toDoubles())
                .containsExactly(expected.toDoubles());
        Tensor gradient = Autodiff.gradient(
                x -> attention.attend(x, dirty, dirty, two, INFERENCE).sum(), query);
        assertThat(gradient.toDoubles()).doesNotContain(Double.NaN);
    }

    @Test
    void a_causal_mask_hides_the_future() {
        MultiHeadAttention attention = MultiHeadAttention.of(4, 2, KEY);
        Tensor x = normal(1, 1, 5, 4);
        Tensor other = x.slice(1, 0, 3).concat(1, normal(2, 1, 2, 4));
        Tensor seen = attention.forward(x, AttentionMask.CAUSAL, INFERENCE).slice(1, 0, 3);
        Tensor again = attention.forward(other, AttentionMask.CAUSAL, INFERENCE).slice(1, 0, 3);
        assertThat(seen.toDoubles()).containsExactly(again.toDoubles());
        Tensor weights = attention.weights(x, x, AttentionMask.CAUSAL);
        assertThat(weights.upperTriangle(1).toDoubles()).containsOnly(0);
        assertThat(weights.sum(-1).subtract(1).abs().max().item()).isLessThan(1e-6);
    }

    @Test
    void shared_heads_of_keys_are_heads_written_twice() {
        MultiHeadAttention grouped = BlockPlan.of(8, 4).withKvHeads(2).attention(KEY);
        Tensor weight =
                ((Projections.Joint) grouped.projections()).all().weight().value();
        Tensor keys = weight.slice(1, 8, 12).reshape(8, 2, 2).repeat(2, 1).reshape(8, 8);
        Tensor values = weight.slice(1, 12, 16).reshape(8, 2, 2).repeat(2, 1).reshape(8, 8);
        Tensor all = weight.slice(1, 0, 8).concat(1, keys, values);
        Linear wide = new Linear(new Param(all), Optional.empty());
        MultiHeadAttention full =
                new MultiHeadAttention(new Projections.Joint(wide), grouped.output(), 4, 0, Optional.empty());
        assertThat(grouped.kvHeads()).isEqualTo(2);
        Tensor x = normal(1, 2, 3, 8);
        assertThat(grouped.forward(x, INFERENCE).toDoubles())
                .containsExactly(full.forward(x, INFERENCE).toDoubles(), within(1e-6));
    }

    @Test
    void rotary_products_depend_on_the_distance_alone() {
        for (RotaryPositions.Pairing pairing : RotaryPositions.Pairing.values()) {
            RotaryPositions rotary = new RotaryPositions(10_000, pairing);
            Tensor q = normal(1, 1, 8).as(DType.FLOAT64);
            Tensor k = normal(2, 1, 8).as(DType.FLOAT64);
            double near = product(rotary, q, 5, k, 3);
            assertThat(product(rotary, q, 105, k, 103)).isCloseTo(near, within(1e-9));
            assertThat(product(rotary, q, 5, k, 4)).isNotCloseTo(near, within(1e-4));
            assertThat(product(rotary, q, 0, k, 0))
                    .isCloseTo(q.multiply(k).sum().item(), within(1e-12));
        }
    }

    private static double product(RotaryPositions rotary, Tensor q, long i, Tensor k, long j) {
        return rotary.turned(q, Tensor.of(i))
                .multiply(rotary.turned(k, Tensor.of(j)))
                .sum()
                .item();
    }

    @Test
    void rotary_pairs_are_turned_by_their_angles() {
        Tensor x = Tensor.of(new double[][] {{1, 2, 3, 4}});
        double c = Math.cos(2);
        double s = Math.sin(2);
        double d = Math.cos(0.02);
        double t = Math.sin(0.02);
        assertThat(RotaryPositions.of().turned(x, Tensor.of(2L)).toDoubles())
                .containsExactly(new double[] {c - 2 * s, 2 * c + s, 3 * d - 4 * t, 4 * d + 3 * t}, within(1e-12));
        RotaryPositions halves = new RotaryPositions(10_000, RotaryPositions.Pairing.HALF_SPLIT);
        assertThat(halves.turned(x, Tensor.of(2L)).toDoubles())
                .containsExactly(new double[] {c - 3 * s, 2 * d - 4 * t, 3 * c + s, 4 * d + 2 * t}, within(1e-12));
    }

    @Test
    void sinusoidal_positions_are_those_of_the_paper() {
        Tensor added = SinusoidalPositions.of().forward(Tensor.zeros(1, 3, 4), INFERENCE);
        assertThat(added.at(0, 0).at(0, 2).toDoubles())
                .containsExactly(new double[] {Math.sin(2), Math.cos(2), Math.sin(0.02), Math.cos(0.02)}, within(1e-7));
    }

    @Test
    void linear_biases_fall_with_the_distance_by_a_slope_per_head() {
        Tensor bias = AttentionMask.linearBias(8, 3, 3);
        assertThat(bias.get(0, 0, 2, 0)).isCloseTo(-1, within(1e-6));
        assertThat(bias.get(0, 7, 2, 1)).isCloseTo(-1.0 / 256, within(1e-8));
        assertThat(bias.get(0, 3, 1, 1)).isZero();
    }

    @Test
    void patches_are_squares_row_by_row() {
        float[] pixels = new float[16];
        for (int i = 0; i < 16; i++) {
            pixels[i] = i;
        }
        Linear identity = new Linear(new Param(Tensor.identity(4)), Optional.empty());
        Tensor squares = new PatchEmbedding(identity, 2).forward(Tensor.of(Literal.of(pixels, 1, 4, 4, 1)), INFERENCE);
        assertThat(squares.at(0, 0).at(0, 1).toDoubles()).containsExactly(2, 3, 6, 7);
    }

    @Test
    void wrong_sizes_and_masks_name_layer_rule_facts_and_line() {
        MultiHeadAttention attention = MultiHeadAttention.of(4, 2, KEY);
        Tensor x = normal(1, 2, 3, 4);
        wrong(
                () -> MultiHeadAttention.of(6, 4, KEY),
                "multi-head attention: the width must be divisible by the heads, got width 6 and 4 heads; 3 heads fit");
        wrong(
                () -> attention.forward(normal(1, 2, 3, 5), INFERENCE),
                "multi-head attention: input must be [batch, time, 4], got [2, 3, 5] at ");
        wrong(
                () -> attention.forward(x, AttentionMask.NONE.withLengths(Tensor.of(1L, 2L), 4), INFERENCE),
                "multi-head attention: the mask of keys must be [batch, keys] = [2, 3], got [2, 4] at ");
        wrong(
                () -> attention.forward(
                        x, AttentionMask.NONE.withAllowed(Tensor.zeros(2, 3, 3).isFinite()), INFERENCE),
                "multi-head attention: the mask must be [queries, keys] = [3, 3] or [batch, heads, queries, keys] ="
                        + " [2, 2, 3, 3], where a size may be 1, got [2, 3, 3] at ");
        wrong(
                () -> attention.forward(x, AttentionMask.NONE.withBias(Tensor.zeros(4, 4)), INFERENCE),
                "multi-head attention: the bias must be [queries, keys] = [3, 3] or [batch, heads, queries, keys] ="
                        + " [2, 2, 3, 3], where a size may be 1, got [4, 4] at ");
        wrong(
                () -> PositionalEmbedding.of(2, 4, KEY).forward(x, INFERENCE),
                "positions: a sequence may have at most 2 places, got 3 at ");
        wrong(
                () -> PatchEmbedding.of(2, 1, 3, KEY).forward(normal(1, 1, 4, 3, 1), INFERENCE),
                "patch embedding: images must be [batch, height, width, 1] with height and width divisible by 2, got"
                        + " [1, 4, 3, 1] at ");
        wrong(
                () -> Glu.of().forward(normal(1, 2, 3), INFERENCE),
                "glu: the input's last size must be even, got [2, 3] at ");
        wrong(
                () -> DotProductAttention.of().weights(x, normal(1, 2, 3, 5), AttentionMask.NONE),
                "attention: queries […, queries, size] and keys […, keys, size] must have one size, got [2, 3, 4] and"
                        + " [2, 3, 5] at ");
        assertThatThrownBy(() -> AttentionMask.NONE.withKeys(Tensor.ones(2, 3)))
                .hasMessageStartingWith(
                        "attention mask: keys must be bool, true where attention may go, got" + " float32[2, 3] at ");
    }

    private static void wrong(Runnable use, String message) {
        assertThatThrownBy(use::run).isInstanceOf(ShapeException.class).hasMessageStartingWith(message);
    }

    @Test
    void options_out_of_range_say_so() {
        assertThatThrownBy(() -> new RotaryPositions(1, RotaryPositions.Pairing.INTERLEAVED))
                .hasMessage("rotary positions: the base must be a finite number above 1, got 1.0; usual is 10000");
        assertThatThrownBy(() ->
                        BlockPlan.of(6, 2).withRotary(RotaryPositions.of()).attention(KEY))
                .hasMessage("rotary positions: the size of a head must be even, got 3; choose other heads or width");
        assertThatThrownBy(() -> BlockPlan.of(8, 4).withKvHeads(3))
                .hasMessage(
                        "transformer block: heads of keys and values must divide the heads of queries, got 3 and 4");
        assertThat(List.of(MultiHeadAttention.of(4, 2, KEY).toString()))
                .containsExactly("MultiHeadAttention 4, 2 heads");
    }
}
