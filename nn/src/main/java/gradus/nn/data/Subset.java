package gradus.nn.data;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Some samples of a data set, in an order of their own. Nothing is copied; reading goes to the data set.
///
/// {@snippet file="SampleSnippets.java" region="Subset"}
public final class Subset implements Dataset {
    private final Dataset of;
    private final int[] indices;

    private Subset(Dataset of, int[] indices) {
        this.of = of;
        this.indices = indices;
    }

    /// Gives the samples with these numbers, counted from 0, in this order; a number may come twice.
    ///
    /// @throws IllegalArgumentException if a number is not one of a sample
    public static Subset of(Dataset dataset, int... indices) {
        for (int index : indices) {
            if (index < 0 || index >= dataset.size()) {
                throw new IllegalArgumentException(
                        "subset: sample numbers must lie in 0 … " + (dataset.size() - 1) + ", got " + index);
            }
        }
        return new Subset(dataset, indices.clone());
    }

    /// Gives the samples from `begin` up to, but without, `end`.
    ///
    /// @throws IllegalArgumentException if the range does not lie within the data set
    public static Subset range(Dataset dataset, int begin, int end) {
        if (begin < 0 || end < begin || end > dataset.size()) {
            throw new IllegalArgumentException("subset: a range must lie in 0 … " + dataset.size() + ", got " + begin
                    + " … " + end + "; the data set has " + dataset.size() + " samples");
        }
        return new Subset(dataset, IntStream.range(begin, end).toArray());
    }

    /// Gives the first `count` samples.
    ///
    /// @throws IllegalArgumentException if there are fewer
    public static Subset first(Dataset dataset, int count) {
        return range(dataset, 0, count);
    }

    /// Gives the number in the whole data set of sample `index` of this one.
    public int source(int index) {
        return indices[Objects.checkIndex(index, indices.length)];
    }

    /// Gives the numbers in the whole data set of all samples of this one, a copy.
    public int[] sources() {
        return indices.clone();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public List<TensorType> sampleTypes() {
        return of.sampleTypes();
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        of.read(source(index), key, batch, row);
    }

    @Override
    public String toString() {
        return "Subset[" + indices.length + " of " + of + "]";
    }
}
