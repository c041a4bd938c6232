package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Param;
import java.util.OptionalInt;

/// A learned vector for each position, added to a sequence (Gehring et al. 2017; BERT and GPT).
///
/// {@snippet file="SequenceSnippets.java" region="PositionalEmbedding"}
///
/// @param table one row per position, `[positions, width]`
public record PositionalEmbedding(Param table) implements Positions {
    /// Checks the shape.
    public PositionalEmbedding {
        if (table.value().rank() != 2) {
            throw new ShapeException("positional embedding: the table must be a matrix [positions, width], got "
                    + table.value().shape());
        }
    }

    /// Gives a table of normal numbers with deviation 0.02.
    ///
    /// @param positions the longest sequence
    /// @param width the length of a vector
    /// @param key the randomness
    public static PositionalEmbedding of(int positions, int width, Key key) {
        return of(positions, width, Initializer.normal(0, 0.02), key);
    }

    /// Gives a table in a chosen start.
    ///
    /// @param positions the longest sequence
    /// @param width the length of a vector
    /// @param start the start
    /// @param key the randomness
    public static PositionalEmbedding of(int positions, int width, Initializer start, Key key) {
        if (positions <= 0 || width <= 0) {
            throw new IllegalArgumentException(
                    "positional embedding: sizes must be positive, got " + positions + " positions and width " + width);
        }
        return new PositionalEmbedding(new Param(start.create(Shape.of(positions, width), positions, width, key)));
    }

    @Override
    public Tensor vectors(Tensor positions, Tensor like) {
        if (like.size(-1) != table.value().size(1)) {
            throw new ShapeException("positional embedding: the input's last size must be "
                    + table.value().size(1) + ", got " + like.shape()
                    + Origin.here().at());
        }
        boolean first =
                !positions.isSymbolic() && positions.size(0) <= table.value().size(0);
        return first && isCounted(positions)
                ? table.value().slice(0, 0, positions.size(0))
                : table.value().gather(positions, 0);
    }

    private static boolean isCounted(Tensor positions) {
        double[] places = positions.toDoubles();
        for (int i = 0; i < places.length; i++) {
            if (places[i] != i) {
                return false;
            }
        }
        return true;
    }

    @Override
    public OptionalInt longest() {
        return OptionalInt.of(table.value().size(0));
    }

    @Override
    public String toString() {
        return "PositionalEmbedding " + table.value().size(0) + " × "
                + table.value().size(1);
    }
}
