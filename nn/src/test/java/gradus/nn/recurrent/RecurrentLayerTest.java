package gradus.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.tree.Tree;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Stat;
import gradus.nn.recurrent.RecurrentOptions.Directions;
import gradus.nn.recurrent.RecurrentOptions.Masked;
import gradus.nn.recurrent.RecurrentOptions.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What recurrent layers do beside their numbers: state from step to step and batch to batch, masks, starts, errors.
class RecurrentLayerTest {
    private static final Key KEY = Key.of(7);

    static List<RecurrentLayer> layers() {
        RecurrentOptions options = RecurrentOptions.defaults();
        return List.of(
                Rnn.of(3, 4, KEY),
                Rnn.of(3, 4, KEY).with(Rnn.Nonlinearity.RELU),
                Lstm.of(3, 4, KEY),
                Lstm.of(3, 4, 2, options, RecurrentStart.TORCH, KEY),
                Gru.of(3, 4, 2, options, KEY),
                Gru.of(3, 4, KEY).with(Gru.Reset.BEFORE));
    }

    private static Tensor sequences(int batch, int steps) {
        return Tensor.normal(Key.of(batch * 100L + steps), batch, steps, 3);
    }

    private static void close(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toFloats()).usingComparatorWithPrecision(1e-5f).containsExactly(expected.toFloats());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void step_by_step_gives_what_the_whole_sequence_gives(RecurrentLayer layer) {
        Tensor x = sequences(2, 5);
        RecurrentResult whole = layer.run(x, layer.start(2), Context.inference());
        RecurrentState state = layer.start(2);
        List<Tensor> outputs = new ArrayList<>();
        for (int t = 0; t < 5; t++) {
            RecurrentResult one = layer.step(x.at(1, t), state);
            outputs.add(one.output());
            state = one.state();
        }
        close(TensorMoves.stack(1, outputs), whole.output());
        close(state.hidden().getLast(), whole.state().hidden().getLast());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void fillings_have_no_effect_even_where_they_are_not_numbers_N2(RecurrentLayer layer) {
        Tensor x = sequences(2, 3);
        Tensor filled = x.concat(1, Tensor.fill(sequences(2, 2).type(), Double.NaN));
        Tensor mask = RecurrentLayer.mask(Tensor.of(3L, 3L), 5);
        RecurrentResult plain = layer.run(x, layer.start(2), Context.inference());
        RecurrentResult masked = layer.run(filled, mask, layer.start(2), Context.inference());
        close(masked.output().slice(1, 0, 3), plain.output());
        close(masked.output().at(1, 4), plain.output().at(1, 2));
        close(masked.state().hidden().getLast(), plain.state().hidden().getLast());
        Tensor theta = Parameters.flatten(layer);
        Tensor gradient = Autodiff.gradient(
                p -> Parameters.restore(layer, p)
                        .forward(filled, mask, Context.inference())
                        .sum(),
                theta);
        assertThat(Arrays.stream(gradient.toDoubles()).boxed())
                .allMatch(Double::isFinite)
                .anyMatch(value -> value != 0);
    }

    @Test
    void masked_outputs_are_zeros_where_that_is_asked_for() {
        Lstm lstm = Lstm.of(3, 4, 2, RecurrentOptions.defaults().withMasked(Masked.ZERO), KEY);
        Tensor output = lstm.forward(sequences(2, 4), RecurrentLayer.mask(Tensor.of(4L, 2L), 4), Context.inference());
        assertThat(output.at(0, 1).slice(0, 2, 4).toFloats()).containsOnly(0f);
        assertThat(output.at(0, 0).slice(0, 2, 4).toFloats()).doesNotContain(0f);
    }

    @Test
    void a_shorter_sequence_read_backward_begins_at_its_own_end() {
        RecurrentOptions backward = RecurrentOptions.defaults().withDirections(Directions.BACKWARD);
        Gru gru = Gru.of(3, 4, 1, backward, KEY);
        Tensor x = sequences(1, 5);
        Tensor masked = gru.forward(x, RecurrentLayer.mask(Tensor.of(3L), 5), Context.inference());
        close(masked.slice(1, 0, 3), gru.forward(x.slice(1, 0, 3), Context.inference()));
    }

    @Test
    void the_last_output_of_both_directions_are_the_ends_of_both_passes() {
        RecurrentOptions both = RecurrentOptions.defaults().withDirections(Directions.BOTH_CONCATENATED);
        Lstm whole = Lstm.of(3, 4, 1, both, KEY);
        Lstm last = new Lstm(whole.layers(), List.of(), List.of(), both.withOutput(Output.LAST));
        Tensor x = sequences(2, 5);
        Tensor steps = whole.forward(x, Context.inference());
        Tensor ends = steps.at(1, 4).slice(1, 0, 4).concat(1, steps.at(1, 0).slice(1, 4, 8));
        close(last.forward(x, Context.inference()), ends);
        assertThat(last.toString()).isEqualTo("Lstm 3 → 8, both directions side by side, last output");
    }

    @Test
    void a_stateful_layer_goes_on_where_the_batch_before_ended_until_it_is_reset() {
        Lstm plain = Lstm.of(3, 4, KEY);
        Lstm stateful = plain.stateful(2);
        Tensor x = sequences(2, 6);
        Context first = Context.training(KEY);
        Context second = Context.training(KEY);
        Tensor before = stateful.forward(x.slice(1, 0, 3), first);
        Lstm next =
                Tree.map(stateful, Stat.class, stat -> new Stat(first.updates().getOrDefault(stat, stat.value())));
        Tensor after = next.forward(x.slice(1, 3, 6), second);
        close(before.concat(1, after), plain.forward(x, Context.inference()));
        close(RecurrentLayer.reset(next).forward(x, Context.training(KEY)), plain.forward(x, Context.inference()));
        Context prediction = Context.inference();
        close(next.forward(x, prediction), plain.forward(x, Context.inference()));
        assertThat(prediction.updates()).isEmpty();
    }

    @Test
    void the_forget_gate_starts_open_and_recurrent_gates_orthogonal() {
        RecurrentWeights weights = Lstm.of(3, 4, KEY).layers().getFirst().first();
        assertThat(weights.bias().orElseThrow().value().toFloats())
                .containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        for (int gate = 0; gate < 4; gate++) {
            Tensor q = weights.recurrent().value().slice(1, 4 * gate, 4 * gate + 4);
            close(q.transpose().matmul(q), Tensor.identity(4));
        }
        RecurrentWeights torch = Gru.of(3, 4, 1, RecurrentOptions.defaults(), RecurrentStart.TORCH, KEY)
                .layers()
                .getFirst()
                .first();
        assertThat(Arrays.stream(torch.recurrent().value().toDoubles()).boxed())
                .allMatch(value -> Math.abs(value) <= 0.5);
        assertThat(torch.recurrentBias()).isPresent();
        assertThat(torch.bias().orElseThrow().value().toFloats()).doesNotContain(0f);
    }

    @Test
    void a_learned_start_has_a_gradient_and_dropout_lies_between_layers_only() {
        Lstm learned = Lstm.of(3, 4, KEY).withLearnedStart();
        Tensor x = sequences(2, 3);
        Tensor gradient = Autodiff.gradient(
                p -> Parameters.restore(learned, p)
                        .forward(x, Context.inference())
                        .sum(),
                Parameters.flatten(learned));
        assertThat(gradient.slice(0, gradient.size(0) - 8, gradient.size(0)).toFloats())
                .doesNotContain(0f);
        Gru single = Gru.of(3, 4, 1, RecurrentOptions.defaults().withDropout(0.5), KEY);
        close(single.forward(x, Context.training(KEY)), single.forward(x, Context.inference()));
        Gru twofold = Gru.of(3, 4, 2, RecurrentOptions.defaults().withDropout(0.5), KEY);
        assertThat(twofold.forward(x, Context.training(KEY)).toFloats())
                .isNotEqualTo(twofold.forward(x, Context.inference()).toFloats());
    }

    @Test
    void linear_layers_work_on_each_step_and_sequences_end_in_their_last_step_or_mean() {
        Tensor x = sequences(2, 5);
        assertThat(Linear.of(3, 6, KEY).forward(x, Context.inference()).shape()).isEqualTo(Shape.of(2, 5, 6));
        close(new LastStep().forward(x, Context.inference()), x.at(1, 4));
        assertThat(new MeanOverTime().forward(x, Context.inference()).get(1, 2))
                .isCloseTo(x.at(0, 1).slice(1, 2, 3).mean().item(), within(1e-6));
        assertThat(Parameters.of(Rnn.of(3, 4, KEY)))
                .containsOnlyKeys(
                        Map.of("layers.0.first.input", 0, "layers.0.first.recurrent", 0, "layers.0.first.bias", 0)
                                .keySet());
    }

    @Test
    void what_does_not_fit_is_refused_with_the_rule_and_the_line() {
        Lstm lstm = Lstm.of(3, 4, KEY);
        refused(
                () -> lstm.forward(Tensor.zeros(2, 3), Context.inference()),
                "lstm: the input must be [batch, steps, 3], got [2, 3]");
        refused(
                () -> lstm.forward(Tensor.zeros(2, 0, 3), Context.inference()),
                "lstm: a sequence needs at least one step, got [2, 0, 3]");
        refused(
                () -> lstm.forward(sequences(2, 5), RecurrentLayer.mask(Tensor.of(3L), 5), Context.inference()),
                "lstm: the mask must be [batch, steps], here [2, 5], got [1, 5]");
        refused(
                () -> lstm.run(sequences(2, 5), lstm.start(3), Context.inference()),
                "lstm: the state must be 1 hidden and 1 cell states of [2, 4], got [[3, 4]] and [[3, 4]]");
        refused(
                () -> lstm.stateful(4).forward(sequences(2, 5), Context.training(KEY)),
                "lstm: the state is carried for batches of 4, got [2, 5, 3]");
        refused(
                () -> lstm.step(sequences(2, 5), lstm.start(2)),
                "lstm: the input of a step must be [batch, 3], got [2, 5, 3]");
        refused(
                () -> new MeanOverTime().forward(Tensor.zeros(2, 0, 3), Context.inference()),
                "mean over time: the input must be [batch, steps, …] with at least one step, got [2, 0, 3]");
        RecurrentOptions backward = RecurrentOptions.defaults().withDirections(Directions.BACKWARD);
        Rnn rnn = Rnn.of(3, 4, 1, backward, KEY);
        assertThatThrownBy(() -> rnn.step(Tensor.zeros(2, 3), rnn.start(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rnn: step by step only sequences read forward can be made, got BACKWARD");
        assertThatThrownBy(() -> Rnn.of(0, 4, KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "recurrent layer: sizes must be positive, got 0 inputs, 4 hidden units and 1 layers");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ShapeException.class).hasMessageStartingWith(message);
    }

    @Test
    void weights_that_do_not_fit_a_cell_are_refused() {
        List<RecurrentPair> lstm = Lstm.of(3, 4, KEY).layers();
        RecurrentOptions options = RecurrentOptions.defaults();
        assertThatThrownBy(() -> new Rnn(lstm, List.of(), List.of(), options, Rnn.Nonlinearity.TANH))
                .hasMessage("rnn: the recurrent weight must be [hidden, hidden], got [4, 16]");
        List<RecurrentPair> gru = Gru.of(3, 4, KEY).layers();
        assertThatThrownBy(() -> new Gru(gru, List.of(), List.of(), options, Gru.Reset.BEFORE))
                .hasMessage("gru: this cell has one bias, got a recurrent bias beside it; add the two and give their"
                        + " sum as bias");
    }
}
