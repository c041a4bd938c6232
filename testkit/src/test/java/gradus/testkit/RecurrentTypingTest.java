package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Recurrent;
import gradus.core.op.Recurrent.Cell;
import gradus.core.op.Recurrent.Direction;
import gradus.core.op.Recurrent.Flow;
import gradus.core.op.Recurrent.Steps;
import gradus.core.tensor.Program;
import gradus.core.type.DType;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What recurrent operations say about operands that do not fit, and which gradient they ask for.
final class RecurrentTypingTest {
    private static final Recurrent.Sequence LSTM = new Recurrent.Sequence(Cell.LSTM, Direction.FORWARD, Steps.ALL);
    private static final Recurrent.Sequence GRU =
            new Recurrent.Sequence(Cell.GRU_RESET_AFTER, Direction.FORWARD, Steps.MASKED);
    private static final TensorType STATE = TensorType.float32(2, 3);
    private static final TensorType WEIGHT = TensorType.float32(3, 12);

    private static void refused(Recurrent op, String message, TensorType... types) {
        assertThatThrownBy(() -> Node.of(
                        op,
                        Arrays.stream(types).map(type -> Build.input("x", type)).toList()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("(RecurrentTypingTest.java:");
    }

    @Test
    void an_empty_sequence_is_refused() {
        refused(
                LSTM,
                "lstm: a sequence needs at least one step, got [2, 0, 12]",
                TensorType.float32(2, 0, 12),
                WEIGHT,
                STATE,
                STATE);
    }

    @Test
    void a_packed_result_beyond_the_largest_tensor_is_refused() {
        TensorType state = TensorType.float32(64, 1024);
        TensorType weight = TensorType.float32(1024, 4096);
        refused(
                LSTM,
                "recurrent: a packed result holds at most 2147483647 numbers, got 3145728000 for 64 sequences of 8000"
                        + " steps of 1024 units at ",
                TensorType.float32(64, 8000, 4096),
                weight,
                state,
                state);
    }

    @Test
    void wrong_sizes_are_refused() {
        TensorType p = TensorType.float32(2, 5, 12);
        refused(LSTM, "lstm: takes 4 inputs, got 3", p, WEIGHT, STATE);
        refused(
                LSTM,
                "lstm: the input projection must be [batch, steps, gates · hidden], got [2, 12]",
                TensorType.float32(2, 12),
                WEIGHT,
                STATE,
                STATE);
        refused(
                LSTM,
                "lstm: the recurrent weight must be [hidden, 4 · hidden], got [3, 9]",
                p,
                TensorType.float32(3, 9),
                STATE,
                STATE);
        refused(
                LSTM,
                "lstm: the input projection's last size must be 12, 4 × the hidden size 3, got [2, 5, 9]",
                TensorType.float32(2, 5, 9),
                WEIGHT,
                STATE,
                STATE);
        refused(
                LSTM,
                "lstm: the initial hidden state must be float32[2, 3], got float32[1, 3]",
                p,
                WEIGHT,
                TensorType.float32(1, 3),
                STATE);
        refused(
                LSTM,
                "lstm: the initial cell state must be float32[2, 3], got float64[2, 3]",
                p,
                WEIGHT,
                STATE,
                TensorType.of(DType.FLOAT64, 2, 3));
    }

    @Test
    void a_wrong_mask_or_recurrent_bias_is_refused() {
        TensorType p = TensorType.float32(2, 5, 9);
        TensorType weight = TensorType.float32(3, 9);
        refused(
                GRU,
                "gru: the mask must be bool[2, 5], got bool[5, 2]",
                p,
                weight,
                TensorType.float32(9),
                STATE,
                TensorType.of(DType.BOOL, 5, 2));
        refused(
                GRU,
                "gru: the recurrent bias must be float32[9], got float32[3]",
                p,
                weight,
                TensorType.float32(3),
                STATE,
                TensorType.of(DType.BOOL, 2, 5));
    }

    @Test
    void wrong_operands_of_the_gradient_are_refused() {
        Recurrent op = new Recurrent.SequenceGradient(Cell.RNN_TANH, Direction.FORWARD, Steps.ALL, Flow.HIDDEN, 5);
        TensorType weight = TensorType.float32(3, 3);
        TensorType states = TensorType.float32(2, 5, 3);
        refused(
                op,
                "rnn_tanh_gradient: the initial state must be [batch, hidden], got [3]",
                weight,
                TensorType.float32(3),
                states,
                states);
        refused(
                op,
                "rnn_tanh_gradient: the sequence's result must be float32[30], got float32[2, 5, 3]",
                weight,
                STATE,
                states,
                states);
        refused(
                op,
                "rnn_tanh_gradient: the gradient that flows in must be float32[2, 5, 3], got float32[30]",
                weight,
                STATE,
                TensorType.float32(30),
                TensorType.float32(30));
    }

    @Test
    void where_only_hidden_states_are_used_no_zeros_flow_into_the_other_parts() {
        assertThat(gradientText(0, 30)).contains("from hidden").doesNotContain("from all");
        assertThat(gradientText(30, 60)).contains("from all");
    }

    private static String gradientText(int start, int end) {
        TensorType p = TensorType.float32(2, 5, 12);
        List<Node> inputs = List.of(
                Build.input("p", p), Build.input("w", WEIGHT), Build.input("h", STATE), Build.input("c", STATE));
        Node used = Build.sliceAxis(Node.of(LSTM, inputs), 0, start, end);
        Node loss = Build.sum(Build.add(Build.multiply(used, used), used), List.of(0));
        return Program.of(new Graph(inputs, Gradients.of(loss, inputs)), Backing.CPU)
                .plan()
                .toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 600})
    void a_long_sequence_is_unrolled_by_the_reference(int steps) {
        Node p = Build.input("p", TensorType.of(DType.FLOAT64, 1, steps, 1));
        Node w = Build.input("w", TensorType.of(DType.FLOAT64, 1, 1));
        Node h = Build.input("h", TensorType.of(DType.FLOAT64, 1, 1));
        Recurrent op = new Recurrent.Sequence(Cell.RNN_RELU, Direction.FORWARD, Steps.ALL);
        List<Node> inputs = List.of(p, w, h);
        Node last = Build.sliceAxis(Node.of(op, inputs), 0, steps - 1, steps);
        Node loss = Build.sum(last, List.of(0));
        Program program = Program.of(
                new Graph(inputs, List.of(loss, Gradients.of(loss, inputs).get(2))), Backing.REFERENCE);
        var ones = inputs.stream()
                .map(x -> Draw.filled(DType.FLOAT64, x.type().shape().sizes(), _ -> 1))
                .toList();
        assertThat(program.call(ones).get(0).get(0)).isEqualTo(steps + 1);
        assertThat(program.call(ones).get(1).get(0)).isEqualTo(1);
    }
}
