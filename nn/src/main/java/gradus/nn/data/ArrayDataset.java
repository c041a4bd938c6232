package gradus.nn.data;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Samples in memory: a row-major matrix of features and one target per row, a class index (int64) or a value
/// (float32[1]).
///
/// {@snippet file="DataSnippets.java" region="ArrayDataset"}
public final class ArrayDataset implements Dataset {
    private final float[] features; // [size, width]
    private final int width;
    private final int size;
    private final int @Nullable [] classes;
    private final float @Nullable [] values;

    private ArrayDataset(float[] features, int width, int @Nullable [] classes, float @Nullable [] values) {
        int size = classes != null ? classes.length : Objects.requireNonNull(values).length;
        if (width < 1 || features.length != Math.multiplyExact(size, width)) {
            throw new IllegalArgumentException("data set: features must hold rows × width numbers, got "
                    + features.length + " numbers for " + size + " rows of width " + width);
        }
        this.features = features;
        this.width = width;
        this.size = size;
        this.classes = classes;
        this.values = values;
    }

    /// Gives samples whose targets are class indices. The arrays are not copied.
    ///
    /// @throws IllegalArgumentException if `features` does not hold `classes.length × width` numbers or an
    ///     index is negative
    public static ArrayDataset ofClasses(float[] features, int width, int[] classes) {
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0) {
                throw new IllegalArgumentException(
                        "data set: class indices start at 0, got " + classes[i] + " in row " + i);
            }
        }
        return new ArrayDataset(features, width, classes, null);
    }

    /// Gives samples whose targets are numbers. The arrays are not copied.
    ///
    /// @throws IllegalArgumentException if `features` does not hold `values.length × width` numbers
    public static ArrayDataset ofValues(float[] features, int width, float[] values) {
        return new ArrayDataset(features, width, null, values);
    }

    @Override
    public int size() {
        return size;
    }

    /// Gives the number of features of a sample.
    public int width() {
        return width;
    }

    /// Gives the features of sample `index`, a copy.
    public float[] features(int index) {
        int at = Objects.checkIndex(index, size) * width;
        return Arrays.copyOfRange(features, at, at + width);
    }

    /// Gives the target of sample `index`: its class index or its value.
    public double target(int index) {
        return classes != null ? classes[index] : Objects.requireNonNull(values)[index];
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(TensorType.float32(width), classes != null ? TensorType.of(DType.INT64) : TensorType.float32(1));
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        Objects.checkIndex(index, size);
        System.arraycopy(features, index * width, batch.get(0).floats(), row * width, width);
        if (classes != null) {
            batch.get(1).longs()[row] = classes[index];
        } else {
            batch.get(1).floats()[row] = Objects.requireNonNull(values)[index];
        }
    }

    @Override
    public String toString() {
        return "ArrayDataset[" + size + " samples of " + sampleTypes() + "]";
    }
}
