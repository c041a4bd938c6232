package gradus.nn.recurrent;

import gradus.core.op.Recurrent.Cell;
import gradus.core.type.Key;
import gradus.nn.layer.Param;
import gradus.nn.layer.Stat;
import java.util.List;

/// A plain recurrent network (Elman 1990): `h ← φ(xW + hR + b)` at each step, φ tanh or ReLU.
///
/// {@snippet file="SequenceSnippets.java" region="Rnn"}
///
/// @param layers the weights, the layer that sees the input first
/// @param initial the learned initial states, or none
/// @param carried the states carried from batch to batch, or none
/// @param options how sequences are read
/// @param nonlinearity φ
public record Rnn(
        List<RecurrentPair> layers,
        List<Param> initial,
        List<Stat> carried,
        RecurrentOptions options,
        Nonlinearity nonlinearity)
        implements RecurrentLayer {
    /// The function of the sums.
    public enum Nonlinearity {
        /// Hyperbolic tangent, the default.
        TANH,
        /// max(x, 0).
        RELU
    }

    public Rnn {
        layers = List.copyOf(layers);
        initial = List.copyOf(initial);
        carried = List.copyOf(carried);
        RecurrentParts.require("rnn", layers, cell(nonlinearity));
    }

    /// Gives one layer that reads forward and gives whole sequences, in the default start.
    public static Rnn of(int inSize, int hiddenSize, Key key) {
        return of(inSize, hiddenSize, 1, RecurrentOptions.defaults(), key);
    }

    /// Gives layers one above the other in the default start.
    public static Rnn of(int inSize, int hiddenSize, int layers, RecurrentOptions options, Key key) {
        return of(inSize, hiddenSize, layers, options, RecurrentStart.ORTHOGONAL, key);
    }

    /// Gives layers one above the other in a chosen start.
    public static Rnn of(
            int inSize, int hiddenSize, int layers, RecurrentOptions options, RecurrentStart start, Key key) {
        Cell cell = Cell.RNN_TANH;
        return new Rnn(
                start.layers(cell, inSize, hiddenSize, layers, options, key),
                List.of(),
                List.of(),
                options,
                Nonlinearity.TANH);
    }

    /// Gives this network with another function of the sums.
    public Rnn with(Nonlinearity other) {
        return new Rnn(layers, initial, carried, options, other);
    }

    /// Gives this network with initial states that are learned, from zeros on.
    public Rnn withLearnedStart() {
        return new Rnn(layers, RecurrentParts.learned(this), carried, options, nonlinearity);
    }

    /// Gives this network with states that are carried from batch to batch in training, at first zeros.
    ///
    /// @param batch the size of every batch
    public Rnn stateful(int batch) {
        return new Rnn(layers, initial, RecurrentParts.zeros(this, batch), options, nonlinearity);
    }

    @Override
    public Rnn reset() {
        return new Rnn(layers, initial, RecurrentParts.forgotten(carried), options, nonlinearity);
    }

    private static Cell cell(Nonlinearity nonlinearity) {
        return switch (nonlinearity) {
            case TANH -> Cell.RNN_TANH;
            case RELU -> Cell.RNN_RELU;
        };
    }

    @Override
    public Cell cell() {
        return cell(nonlinearity);
    }

    @Override
    public String toString() {
        return RecurrentParts.text("Rnn", this);
    }
}
