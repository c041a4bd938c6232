package gradus.core.op;

import gradus.core.type.TensorType;
import java.util.List;

/// Recurrent networks over whole sequences: one operation runs all time steps of one layer in one direction.
///
/// The product of the inputs with their weights, bias added, is made outside, for all steps at once; these operations
/// do what is left. `p` is that product at one step, `h` the state, `W` the recurrent weight, `⊙` the element-wise
/// product, `σ` the logistic function. Sequences are batch first: `p` is `[batch, steps, gates · hidden]`.
public sealed interface Recurrent extends Fused {
    /// What happens in one time step.
    enum Cell {
        /// `h ← tanh(p + hW)` (Elman 1990).
        RNN_TANH(1, 1, 0),
        /// `h ← max(p + hW, 0)`.
        RNN_RELU(1, 1, 0),
        /// `i, f, g, o = p + hW` in that order; `c ← σ(f) ⊙ c + σ(i) ⊙ tanh(g)`, `h ← σ(o) ⊙ tanh(c)`
        /// (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000).
        LSTM(4, 2, 4),
        /// `r, z, n` in that order, `q = hW + b`: `r = σ(p_r + q_r)`, `z = σ(p_z + q_z)`,
        /// `n = tanh(p_n + r ⊙ q_n)`, `h ← (1 − z) ⊙ n + z ⊙ h` (Cho et al. 2014 as in PyTorch and cuDNN;
        /// `reset_after` of Keras). It has a recurrent bias b, which reset scales too.
        GRU_RESET_AFTER(3, 1, 4),
        /// As above, but `n = tanh(p_n + (r ⊙ h)W_n)`, without recurrent bias (Cho et al. 2014, version 1).
        GRU_RESET_BEFORE(3, 1, 3);

        private final int gates;
        private final int states;
        private final int saved;

        Cell(int gates, int states, int saved) {
            this.gates = gates;
            this.states = states;
            this.saved = saved;
        }

        /// Gives how many times the hidden size the input projection has.
        public int gates() {
            return gates;
        }

        /// Gives 2 where a cell state stands beside the hidden state, else 1.
        public int states() {
            return states;
        }

        /// Gives how many numbers per hidden unit each step keeps for its gradient beside the states.
        public int saved() {
            return saved;
        }

        /// Says whether there is a cell state beside the hidden state.
        public boolean hasCellState() {
            return states == 2;
        }

        /// Says whether there is a bias beside that of the input projection.
        public boolean hasRecurrentBias() {
            return this == GRU_RESET_AFTER;
        }
    }

    /// In which order the steps are taken. Results always lie in the order of the input.
    enum Direction {
        /// From the first step to the last.
        FORWARD,
        /// From the last step to the first.
        REVERSE;

        /// Gives the place of the step that is taken as number `turn`.
        public int place(int turn, int steps) {
            return this == FORWARD ? turn : steps - 1 - turn;
        }
    }

    /// Which steps count.
    enum Steps {
        /// All.
        ALL,
        /// Those where a mask `[batch, steps]` of truth values holds; elsewhere the state is carried over
        /// unchanged, and the projection has no effect and gradient 0, whatever stands there, also NaN.
        MASKED
    }

    /// Which gradients flow into a sequence.
    enum Flow {
        /// Only those of the hidden states, `[batch, steps, hidden]`.
        HIDDEN,
        /// Those of all of the packed result.
        PACKED
    }

    /// One layer over a sequence; gives the packed vector that [RecurrentLayout] describes: hidden states of all
    /// steps, cell states of all steps, and the activated gates.
    ///
    /// Inputs: projection `[batch, steps, gates · hidden]`, recurrent weight `[hidden, gates · hidden]`, the
    /// recurrent bias `[gates · hidden]` if the cell has one, the initial hidden state `[batch, hidden]`, the
    /// initial cell state if the cell has one, the mask if steps are masked.
    ///
    /// @param cell what happens in one step
    /// @param direction the order of the steps
    /// @param steps which steps count
    record Sequence(Cell cell, Direction direction, Steps steps) implements Recurrent {
        /// Gives the place of the initial hidden state among the inputs.
        public int hiddenInput() {
            return cell.hasRecurrentBias() ? 3 : 2;
        }

        /// Gives the place of the mask among the inputs, if there is one.
        public int maskInput() {
            return hiddenInput() + cell.states();
        }
    }

    /// The gradient of [Sequence] by back-propagation through time; gives the packed vector that [RecurrentLayout]
    /// describes: gradients of projection, recurrent weight, recurrent bias, initial hidden and cell state.
    ///
    /// Inputs: recurrent weight, initial hidden state, the initial cell state if the cell has one, the mask if
    /// steps are masked, the packed result of the sequence, the gradient that flows into it.
    ///
    /// @param cell what happens in one step
    /// @param direction the order of the steps
    /// @param steps which steps count
    /// @param flow what the last input is
    /// @param length how many steps there are
    record SequenceGradient(Cell cell, Direction direction, Steps steps, Flow flow, int length) implements Recurrent {
        /// Gives the place of the mask among the inputs, if there is one.
        public int maskInput() {
            return 1 + cell.states();
        }

        /// Gives the place of the packed result of the sequence among the inputs.
        public int resultInput() {
            return maskInput() + (steps == Steps.MASKED ? 1 : 0);
        }
    }

    /// Gives what happens in one step.
    Cell cell();

    /// Gives the order of the steps.
    Direction direction();

    /// Gives which steps count.
    Steps steps();

    @Override
    default TensorType infer(List<TensorType> inputs) {
        return switch (this) {
            case Sequence sequence -> RecurrentTypes.sequence(sequence, inputs);
            case SequenceGradient gradient -> RecurrentTypes.gradient(gradient, inputs);
        };
    }

    @Override
    default String name() {
        String cell = switch (cell()) {
            case RNN_TANH -> "rnn_tanh";
            case RNN_RELU -> "rnn_relu";
            case LSTM -> "lstm";
            case GRU_RESET_AFTER -> "gru";
            case GRU_RESET_BEFORE -> "gru_reset_before";
        };
        return switch (this) {
            case Sequence _ -> cell;
            case SequenceGradient _ -> cell + "_gradient";
        };
    }
}
