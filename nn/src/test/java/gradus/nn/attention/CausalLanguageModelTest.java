package gradus.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.generation.Generation;
import gradus.nn.generation.TokenReader;
import gradus.nn.layer.Context;
import gradus.nn.layer.Parameters;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CausalLanguageModelTest {
    private static final Key KEY = Key.of(4);
    private static final Context INFERENCE = Context.inference();

    static List<CausalLanguageModel> models() {
        CausalLanguagePlan gpt = CausalLanguageModel.gpt(2, 2, 8);
        CausalLanguagePlan llama = CausalLanguageModel.llama(2, 4, 8, 12);
        return List.of(
                gpt.build(7, 6, KEY),
                llama.withBlock(llama.block().withKvHeads(2)).build(7, 6, KEY),
                gpt.withBlock(gpt.block().withPlacement(BlockStyle.Placement.POST))
                        .withPositions(CausalLanguagePlan.PositionKind.SINUSOIDAL)
                        .build(7, 6, KEY));
    }

    private static Tensor rows(int... tokens) {
        return Tensor.of(IntStream.of(tokens).asLongStream().toArray()).reshape(1, tokens.length);
    }

    @ParameterizedTest
    @MethodSource("models")
    void reading_token_by_token_gives_what_the_whole_text_gives(CausalLanguageModel model) {
        int[] text = {3, 1, 4, 1, 5, 2};
        Tensor whole = model.forward(rows(text), INFERENCE);
        TokenReader reader = model.reader();
        for (int round = 0; round < 2; round++) {
            reader.reset();
            for (int t = 0; t < text.length; t++) {
                float[] logits = reader.read(text[t]);
                for (int c = 0; c < 7; c++) {
                    assertThat((double) logits[c]).as("place %d", t).isCloseTo(whole.get(0, t, c), within(1e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void steps_of_a_batch_give_what_whole_texts_give(CausalLanguageModel model) {
        Tensor texts = rows(1, 2, 3, 6, 5, 4).reshape(2, 3);
        Tensor whole = model.forward(texts, INFERENCE);
        List<AttentionMemory> memory = model.memory(2, 3);
        for (int t = 0; t < 3; t++) {
            CausalLanguageModel.Step step =
                    model.step(texts.slice(1, t, t + 1), memory, Tensor.range(3).at(0, t));
            memory = step.memory();
            assertThat(step.logits().toDoubles()).containsExactly(whole.at(1, t).toDoubles(), within(1e-6));
        }
    }

    @Test
    void a_full_context_begins_anew_with_its_last_half() {
        CausalLanguageModel model = CausalLanguageModel.gpt(1, 2, 8).build(7, 6, KEY);
        TokenReader reader = model.reader();
        float[] logits = {};
        for (int token : new int[] {0, 1, 2, 3, 4, 5, 6}) {
            logits = reader.read(token);
        }
        Tensor expected = model.forward(rows(3, 4, 5, 6), INFERENCE).at(1, 3);
        for (int c = 0; c < 7; c++) {
            assertThat((double) logits[c]).isCloseTo(expected.get(0, c), within(1e-6));
        }
    }

    @Test
    void the_same_key_writes_the_same_text_and_another_key_another() {
        TokenReader reader = CausalLanguageModel.gpt(1, 2, 8).build(50, 16, KEY).reader();
        Generation drawing = Generation.plain().withTopK(40);
        List<Integer> first = drawing.continued(reader, List.of(1, 2), 40, Key.of(1));
        assertThat(first).hasSize(40).allMatch(token -> token >= 0 && token < 50);
        assertThat(drawing.continued(reader, List.of(1, 2), 40, Key.of(1))).isEqualTo(first);
        assertThat(drawing.continued(reader, List.of(1, 2), 40, Key.of(2))).isNotEqualTo(first);
    }

    @Test
    void tied_weights_are_one_parameter_under_one_path() {
        CausalLanguagePlan plan = CausalLanguageModel.gpt(1, 2, 8);
        CausalLanguageModel tied = plan.build(Shape.of(6), 7, KEY);
        assertThat(Parameters.of(tied)).containsKey("tokens.table").doesNotContainKey("head.weight");
        assertThat(Parameters.of(plan.withEnds(CausalLanguagePlan.Ends.SEPARATE).build(7, 6, KEY)))
                .containsKeys("tokens.table", "head.weight");
        Tensor table = tied.tokens().table().value();
        double before = tied.forward(rows(1), INFERENCE).get(0, 0, 3);
        CausalLanguageModel changed =
                Parameters.restore(tied, Parameters.flatten(tied).multiply(2));
        assertThat(changed.tokens().table().value().get(3, 0)).isEqualTo(2 * table.get(3, 0));
        assertThat(changed.forward(rows(1), INFERENCE).get(0, 0, 3)).isNotEqualTo(before);
    }

    @Test
    void weights_start_as_those_of_gpt_2() {
        CausalLanguageModel model = CausalLanguageModel.gpt(8, 2, 64).build(100, 16, KEY);
        TransformerEncoderBlock block = model.blocks().blocks().get(3);
        assertThat(deviation(model.tokens().table().value())).isCloseTo(0.02, within(0.001));
        assertThat(deviation(((Projections.Joint) block.attention().projections())
                        .all()
                        .weight()
                        .value()))
                .isCloseTo(0.02, within(0.001));
        assertThat(deviation(block.attention().output().weight().value())).isCloseTo(0.02 / 4, within(0.0003));
        assertThat(deviation(
                        ((FeedForward) block.feedForward()).outer().weight().value()))
                .isCloseTo(0.02 / 4, within(0.0003));
    }

    private static double deviation(Tensor x) {
        return Math.sqrt(x.square().mean().item());
    }

    @Test
    void texts_too_long_and_tokens_unknown_are_told() {
        CausalLanguageModel model = CausalLanguageModel.gpt(1, 2, 8).build(7, 3, KEY);
        assertThatThrownBy(() -> model.forward(rows(1, 2, 3, 4), INFERENCE))
                .hasMessageStartingWith(
                        "causal language model: a text may have at most 3 tokens, its context, got" + " [1, 4] at ")
                .hasMessageEndingWith("; cut it, or make the model with a longer context");
        assertThatThrownBy(() -> model.forward(rows(7), INFERENCE))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageStartingWith("gather: an index must lie in [0, 7), got 7");
        assertThatThrownBy(() -> model.reader().read(7))
                .hasMessage("causal language model: a token must lie in [0, 7), got 7");
        assertThatThrownBy(() -> model.forward(Tensor.zeros(3), INFERENCE))
                .hasMessageStartingWith(
                        "causal language model: the input must be [batch, time] of token numbers, got" + " [3] at ");
    }
}
