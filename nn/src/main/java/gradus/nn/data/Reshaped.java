package gradus.nn.data;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/// A data set whose first part has another shape, with the same numbers in the same order: the rows of an image as a
/// sequence, an image as a vector.
///
/// {@snippet file="SampleSnippets.java" region="Reshaped"}
///
/// @param of the samples as they are
/// @param shape the shape of a sample's first part
public record Reshaped(Dataset of, Shape shape) implements Dataset {
    /// Checks that the shape holds as many numbers.
    ///
    /// @throws IllegalArgumentException if it does not
    public Reshaped {
        TensorType first = of.sampleTypes().getFirst();
        if (first.count() != shape.count()) {
            throw new IllegalArgumentException("reshaped data set: the new shape must hold as many numbers, got "
                    + shape + " (" + shape.count() + ") for " + first + " (" + first.count() + ")");
        }
    }

    /// Gives the data set with first parts of these sizes.
    ///
    /// @throws IllegalArgumentException if they do not hold as many numbers
    public static Reshaped of(Dataset dataset, int... sizes) {
        return new Reshaped(dataset, Shape.of(sizes));
    }

    @Override
    public int size() {
        return of.size();
    }

    @Override
    public List<TensorType> sampleTypes() {
        List<TensorType> types = new ArrayList<>(of.sampleTypes());
        types.set(0, types.getFirst().with(shape));
        return List.copyOf(types);
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        Shape own = of.sampleTypes().getFirst().shape();
        List<Literal> parts = new ArrayList<>(batch);
        Literal first = batch.getFirst();
        int rows = first.type().shape().size(0);
        parts.set(0, first.reshaped(Shape.of(rows).append(own)));
        of.read(index, key, parts, row);
    }
}
