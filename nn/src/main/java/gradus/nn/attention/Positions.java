package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.OptionalInt;

/// Positions that are added to the vectors of a sequence `[batch, time, width]`.
///
/// {@snippet file="SequenceSnippets.java" region="SinusoidalPositions"}
public sealed interface Positions extends Layer permits PositionalEmbedding, SinusoidalPositions {
    /// Gives the vectors of positions, `[time, width]`.
    ///
    /// @param positions int64 `[time]`
    /// @param like a tensor of the width and element type that are wanted
    Tensor vectors(Tensor positions, Tensor like);

    /// Gives the longest sequence, if there is a limit.
    OptionalInt longest();

    @Override
    default Tensor forward(Tensor input, Context context) {
        if (input.rank() != 3) {
            throw new ShapeException("positions: the input must be [batch, time, width], got " + input.shape()
                    + Origin.here().at());
        }
        requireLength(input.size(1));
        return input.add(vectors(Tensor.range(input.size(1)), input));
    }

    /// Checks the length of a sequence.
    ///
    /// @throws ShapeException if it is longer than there are positions
    default void requireLength(int time) {
        if (longest().isPresent() && time > longest().getAsInt()) {
            throw new ShapeException(
                    "positions: a sequence may have at most " + longest().getAsInt() + " places, got " + time
                            + Origin.here().at() + "; cut it, or make the model with a longer context");
        }
    }
}
