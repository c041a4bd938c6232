package gradus.nn.recurrent;

import gradus.core.op.Recurrent.Cell;
import gradus.core.type.Key;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import java.util.List;

/// Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000): with the sums
/// `i, f, g, o = xW + hR + b` of each step, `c ← σ(f) ⊙ c + σ(i) ⊙ tanh(g)` and `h ← σ(o) ⊙ tanh(c)`.
///
/// {@snippet file="NetworkSnippets.java" region="Lstm"}
///
/// @param layers the weights, the layer that sees the input first
/// @param initial the learned initial states, or none
/// @param carried the states carried from batch to batch, or none
/// @param options how sequences are read
public record Lstm(List<RecurrentPair> layers, List<Param> initial, List<Stat> carried, RecurrentOptions options)
        implements RecurrentLayer {
    public Lstm {
        layers = List.copyOf(layers);
        initial = List.copyOf(initial);
        carried = List.copyOf(carried);
        RecurrentParts.require("lstm", layers, Cell.LSTM);
    }

    /// Gives one layer that reads forward and gives whole sequences, in the default start.
    public static Lstm of(int inSize, int hiddenSize, Key key) {
        return of(inSize, hiddenSize, 1, RecurrentOptions.defaults(), key);
    }

    /// Gives layers one above the other in the default start.
    public static Lstm of(int inSize, int hiddenSize, int layers, RecurrentOptions options, Key key) {
        return of(inSize, hiddenSize, layers, options, RecurrentStart.ORTHOGONAL, key);
    }

    /// Gives layers one above the other in a chosen start.
    public static Lstm of(
            int inSize, int hiddenSize, int layers, RecurrentOptions options, RecurrentStart start, Key key) {
        Cell cell = Cell.LSTM;
        return new Lstm(start.layers(cell, inSize, hiddenSize, layers, options, key), List.of(), List.of(), options);
    }

    /// Gives this network with initial states that are learned, from zeros on.
    public Lstm withLearnedStart() {
        return new Lstm(layers, RecurrentParts.learned(this), carried, options);
    }

    /// Gives this network with states that are carried from batch to batch in training, at first zeros.
    ///
    /// @param batch the size of every batch
    public Lstm stateful(int batch) {
        return new Lstm(layers, initial, RecurrentParts.zeros(this, batch), options);
    }

    @Override
    public Lstm reset() {
        return new Lstm(layers, initial, RecurrentParts.forgotten(carried), options);
    }

    @Override
    public Cell cell() {
        return Cell.LSTM;
    }

    @Override
    public String toString() {
        return RecurrentParts.text("Lstm", this);
    }
}
