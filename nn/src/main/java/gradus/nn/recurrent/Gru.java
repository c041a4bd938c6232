package gradus.nn.recurrent;

import gradus.core.op.Recurrent.Cell;
import gradus.core.type.Key;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import java.util.List;

/// Gated recurrent units (Cho et al. 2014): gates `r, z = σ(xW + hR + b)`, candidate n, and
/// `h ← (1 − z) ⊙ n + z ⊙ h`.
///
/// {@snippet file="NetworkSnippets.java" region="Gru"}
///
/// @param layers the weights, the layer that sees the input first
/// @param initial the learned initial states, or none
/// @param carried the states carried from batch to batch, or none
/// @param options how sequences are read
/// @param resetGate where the reset gate works
public record Gru(
        List<RecurrentPair> layers, List<Param> initial, List<Stat> carried, RecurrentOptions options, Reset resetGate)
        implements RecurrentLayer {
    /// Where the reset gate works.
    public enum Reset {
        /// On the recurrent product, `n = tanh(xW + b + r ⊙ (hR + b'))`, with a second bias: PyTorch, cuDNN and
        /// Keras (`reset_after=True`). The default.
        AFTER,
        /// On the state before the product, `n = tanh(xW + b + (r ⊙ h)R)`: Keras with `reset_after=False`.
        BEFORE
    }

    public Gru {
        layers = List.copyOf(layers);
        initial = List.copyOf(initial);
        carried = List.copyOf(carried);
        RecurrentParts.require("gru", layers, cell(resetGate));
    }

    /// Gives one layer that reads forward and gives whole sequences, in the default start.
    public static Gru of(int inSize, int hiddenSize, Key key) {
        return of(inSize, hiddenSize, 1, RecurrentOptions.defaults(), key);
    }

    /// Gives layers one above the other in the default start.
    public static Gru of(int inSize, int hiddenSize, int layers, RecurrentOptions options, Key key) {
        return of(inSize, hiddenSize, layers, options, RecurrentStart.ORTHOGONAL, key);
    }

    /// Gives layers one above the other in a chosen start.
    public static Gru of(
            int inSize, int hiddenSize, int layers, RecurrentOptions options, RecurrentStart start, Key key) {
        Cell cell = Cell.GRU_RESET_AFTER;
        return new Gru(
                start.layers(cell, inSize, hiddenSize, layers, options, key),
                List.of(),
                List.of(),
                options,
                Reset.AFTER);
    }

    /// Gives this network in the other form of the reset gate; for [Reset#BEFORE] the recurrent biases vanish, for
    /// [Reset#AFTER] they are zeros.
    public Gru with(Reset other) {
        return new Gru(RecurrentParts.fitting(layers, other), initial, carried, options, other);
    }

    /// Gives this network with initial states that are learned, from zeros on.
    public Gru withLearnedStart() {
        return new Gru(layers, RecurrentParts.learned(this), carried, options, resetGate);
    }

    /// Gives this network with states that are carried from batch to batch in training, at first zeros.
    ///
    /// @param batch the size of every batch
    public Gru stateful(int batch) {
        return new Gru(layers, initial, RecurrentParts.zeros(this, batch), options, resetGate);
    }

    @Override
    public Gru reset() {
        return new Gru(layers, initial, RecurrentParts.forgotten(carried), options, resetGate);
    }

    private static Cell cell(Reset reset) {
        return switch (reset) {
            case AFTER -> Cell.GRU_RESET_AFTER;
            case BEFORE -> Cell.GRU_RESET_BEFORE;
        };
    }

    @Override
    public Cell cell() {
        return cell(resetGate);
    }

    @Override
    public String toString() {
        return RecurrentParts.text("Gru", this);
    }
}
