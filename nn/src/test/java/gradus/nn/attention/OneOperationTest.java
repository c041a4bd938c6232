package gradus.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.CompareFn;
import gradus.core.spi.Backends;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.TensorType;
import gradus.nn.layer.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Attention as one operation beside attention by weights, which a bias of zeros asks for.
class OneOperationTest {
    private static final Context INFERENCE = Context.inference();
    private static final int BATCH = 2;
    private static final int HEADS = 4;
    private static final int PLACES = 5;

    private static Tensor normal(long seed, int... sizes) {
        return Tensor.normal(Key.of(seed), sizes);
    }

    private static Tensor truths(long seed, int... sizes) {
        return normal(seed, sizes).compare(CompareFn.GREATER, -0.3);
    }

    static Map<String, AttentionMask> masks() {
        Map<String, AttentionMask> masks = new LinkedHashMap<>();
        AttentionMask lengths = AttentionMask.NONE.withLengths(Tensor.of(3L, 0L), PLACES);
        masks.put("none", AttentionMask.NONE);
        masks.put("causal", AttentionMask.CAUSAL);
        masks.put("lengths", lengths);
        masks.put("pairs", AttentionMask.NONE.withAllowed(truths(1, PLACES, PLACES)));
        masks.put("pairs of all queries", AttentionMask.NONE.withAllowed(truths(2, 1, PLACES)));
        masks.put("queries", AttentionMask.NONE.withAllowed(truths(3, PLACES, 1)));
        masks.put("pairs of each head", AttentionMask.CAUSAL.withAllowed(truths(4, 1, HEADS, PLACES, PLACES)));
        masks.put("pairs of each sequence", AttentionMask.NONE.withAllowed(truths(5, BATCH, 1, PLACES, PLACES)));
        masks.put("lengths and pairs", lengths.withAllowed(truths(6, BATCH, HEADS, PLACES, PLACES)));
        return masks;
    }

    static List<String> names() {
        return List.copyOf(masks().keySet());
    }

    private static AttentionMask added(AttentionMask mask) {
        return mask.withBias(Tensor.zeros(1, 1));
    }

    private static void same(Function<Tensor, Tensor> one, Function<Tensor, Tensor> other, Tensor x) {
        assertThat(one.apply(x).toDoubles()).containsExactly(other.apply(x).toDoubles(), within(1e-5));
        Tensor weights = normal(9, one.apply(x).shape().sizes());
        assertThat(Autodiff.gradient(t -> one.apply(t).multiply(weights).sum(), x)
                        .toDoubles())
                .containsExactly(
                        Autodiff.gradient(t -> other.apply(t).multiply(weights).sum(), x)
                                .toDoubles(),
                        within(2e-5));
    }

    @ParameterizedTest
    @MethodSource("names")
    void self_attention_is_that_by_weights(String name) {
        AttentionMask mask = masks().get(name);
        BlockPlan plan = BlockPlan.of(8, HEADS);
        for (BlockPlan each : List.of(plan, plan.withKvHeads(2), plan.withRotary(RotaryPositions.of()))) {
            MultiHeadAttention layer = each.attention(Key.of(1));
            same(
                    x -> layer.forward(x, mask, INFERENCE),
                    x -> layer.forward(x, added(mask), INFERENCE),
                    normal(2, BATCH, PLACES, 8));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void attention_of_heads_first_is_that_by_weights(String name) {
        AttentionMask mask = masks().get(name).headsFirst();
        Tensor key = normal(3, HEADS, BATCH, PLACES, 3);
        Tensor value = normal(4, HEADS, BATCH, PLACES, 2);
        DotProductAttention function = DotProductAttention.of().withScale(0.4);
        same(
                x -> function.attend(x, key, value, mask, INFERENCE),
                x -> function.attend(x, key, value, added(mask), INFERENCE),
                normal(5, HEADS, BATCH, PLACES, 3));
    }

    @Test
    void keys_and_values_are_repeated_for_leading_axes_that_only_queries_have() {
        Tensor key = normal(3, 1, PLACES, 3);
        Tensor query = normal(4, BATCH, 2, 3);
        DotProductAttention function = DotProductAttention.of();
        same(
                x -> function.attend(query, x, x, AttentionMask.NONE, INFERENCE),
                x -> function.attend(query, x, x, added(AttentionMask.NONE), INFERENCE),
                key);
    }

    @Test
    void neither_pass_of_self_attention_holds_scores_or_moves_heads() {
        MultiHeadAttention layer = BlockPlan.of(12, 3).attention(Key.of(1));
        Node input = Build.input("x", TensorType.float32(2, 17, 12));
        Tensor gradient = Autodiff.gradient(
                x -> layer.forward(x, AttentionMask.CAUSAL, INFERENCE).square().sum(), Tensor.of(input));
        Graph graph = new Graph(List.of(input), List.of(gradient.node()));
        String plan = Program.of(graph, Backends.standard()).plan().toString();
        assertThat(plan).contains("attention[heads 3, joint, past").contains("attention_gradient[heads 3, joint, past");
        assertThat(plan).doesNotContain("17, 17]").doesNotContain("transpose").doesNotContain("pad");
    }

    @Test
    void weights_are_dropped_in_training_alone() {
        MultiHeadAttention layer = BlockPlan.of(8, HEADS).attention(Key.of(1));
        MultiHeadAttention dropping = layer.withDropout(0.5);
        Tensor x = normal(2, BATCH, PLACES, 8);
        double[] expected = layer.forward(x, INFERENCE).toDoubles();
        assertThat(dropping.forward(x, INFERENCE).toDoubles()).containsExactly(expected);
        assertThat(dropping.forward(x, Context.training(Key.of(3))).toDoubles()).isNotEqualTo(expected);
    }
}
