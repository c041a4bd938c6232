package gradus.nn.data.augment;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.util.List;

/// A data set whose first part is changed at random as it is read; the other parts stay as they are.
///
/// The first part is float32 `[time, channels]` or `[height, width, channels]`. Images of an `ImageDataset` are
/// better augmented there, before they are standardised.
///
/// {@snippet file="SampleSnippets.java" region="Augmented"}
///
/// @param of the samples as they are
/// @param augmentations the changes, in their order
public record Augmented(Dataset of, List<Augmentation> augmentations) implements Dataset {
    /// Checks that the first part can be changed.
    ///
    /// @throws IllegalArgumentException if it is not float32 with two or three axes
    public Augmented {
        augmentations = List.copyOf(augmentations);
        TensorType first = of.sampleTypes().getFirst();
        if (first.dtype() != DType.FLOAT32
                || first.shape().rank() < 2
                || first.shape().rank() > 3) {
            throw new IllegalArgumentException(
                    "augmentation: the first part of a sample must be float32 [time, channels]"
                            + " or [height, width, channels], got " + first);
        }
    }

    /// Gives the data set with these changes.
    ///
    /// @throws IllegalArgumentException if the first part is not float32 with two or three axes
    public static Augmented of(Dataset dataset, Augmentation... augmentations) {
        return new Augmented(dataset, List.of(augmentations));
    }

    @Override
    public int size() {
        return of.size();
    }

    @Override
    public List<TensorType> sampleTypes() {
        return of.sampleTypes();
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        of.read(index, key, batch, row);
        Shape shape = sampleTypes().getFirst().shape();
        int width = shape.rank() == 3 ? shape.size(1) : 1;
        Raster raster = new Raster(shape.size(0), width, shape.size(-1));
        float[] values = batch.getFirst().floats();
        int count = raster.values().length;
        System.arraycopy(values, row * count, raster.values(), 0, count);
        Augmentation.applyAll(augmentations, raster, key.fold("augment"));
        System.arraycopy(raster.values(), 0, values, row * count, count);
    }
}
