package gradus.nn.recurrent;

import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Param;
import java.util.Optional;

/// The weights of one recurrent layer in one direction. Gates lie side by side in the last axis: `i, f, g, o` for LSTM,
/// `r, z, n` for GRU, as in PyTorch, whose matrices are the transposed ones; Keras orders a GRU's `z, r, h`.
///
/// @param input `[in, gates · hidden]`
/// @param recurrent `[hidden, gates · hidden]`
/// @param bias `[gates · hidden]`, or none; PyTorch keeps two, whose sum this is
/// @param recurrentBias the second bias of a GRU that resets after the product, `[gates · hidden]`, or none
public record RecurrentWeights(Param input, Param recurrent, Optional<Param> bias, Optional<Param> recurrentBias) {
    public RecurrentWeights {
        Shape in = input.value().shape();
        Shape state = recurrent.value().shape();
        boolean fits = in.rank() == 2 && state.rank() == 2 && in.size(1) == state.size(1);
        if (!fits) {
            throw new ShapeException("recurrent weights: the two matrices must be [in, gates · hidden] and"
                    + " [hidden, gates · hidden], got " + in + " and " + state);
        }
        bias.ifPresent(b -> requireBias("bias", state, b));
        recurrentBias.ifPresent(b -> requireBias("recurrent bias", state, b));
    }

    private static void requireBias(String what, Shape recurrent, Param bias) {
        if (!bias.value().shape().equals(Shape.of(recurrent.size(1)))) {
            throw new ShapeException("recurrent weights: the " + what + " must have the shape [" + recurrent.size(1)
                    + "], got " + bias.value().shape());
        }
    }

    /// Gives the number of inputs.
    public int inSize() {
        return input.value().size(0);
    }

    /// Gives the number of hidden units.
    public int hiddenSize() {
        return recurrent.value().size(0);
    }
}
