package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.init.Initializer;

/// A learned vector per category: `[…] → […, width]`. Numbers of categories may come as floats; they are
/// rounded.
///
/// {@snippet file="NetworkSnippets.java" region="Embedding"}
///
/// @param table one row per category, `[categories, width]`; starts normal with deviation 1 as in PyTorch unless
/// chosen
public record Embedding(Param table) implements Layer {
    public Embedding {
        if (table.value().rank() != 2) {
            throw new ShapeException("embedding: the table must be a matrix [categories, width], got "
                    + table.value().shape());
        }
    }

    /// Gives a table of standard normal numbers.
    public static Embedding of(int categories, int width, Key key) {
        return of(categories, width, Initializer.normal(0, 1), key);
    }

    /// Gives a table in a chosen start.
    public static Embedding of(int categories, int width, Initializer start, Key key) {
        if (categories <= 0 || width <= 0) {
            throw new IllegalArgumentException(
                    "embedding: sizes must be positive, got " + categories + " categories and width " + width);
        }
        return new Embedding(new Param(start.create(Shape.of(categories, width), categories, width, key)));
    }

    /// Gives the number of categories.
    public int categories() {
        return table.value().size(0);
    }

    /// Gives the length of a category's vector.
    public int width() {
        return table.value().size(1);
    }

    /// Gives the vectors of categories.
    ///
    /// @throws IndexOutOfBoundsException when it runs, if a number is not below [#categories]
    @Override
    public Tensor forward(Tensor input, Context context) {
        Tensor index = input.dtype().isInteger() ? input : input.round().as(DType.INT64);
        return table.value().gather(index, 0);
    }

    @Override
    public String toString() {
        return "Embedding " + categories() + " → " + width();
    }
}
