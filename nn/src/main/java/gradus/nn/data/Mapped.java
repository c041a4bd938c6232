package gradus.nn.data;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;

/// A data set whose samples a function changes as they are read: other features, other targets, other parts.
///
/// {@snippet file="SampleSnippets.java" region="Mapped"}
///
/// @param of the samples as they are
/// @param sampleTypes the types of a changed sample's parts without the batch axis
/// @param change writes a changed sample; it must be safe to call from several threads
public record Mapped(Dataset of, List<TensorType> sampleTypes, Change change) implements Dataset {
    /// Makes one sample from another.
    @FunctionalInterface
    public interface Change {
        /// Writes the changed sample into row `row` of the batch's arrays.
        ///
        /// @param sample the parts of the sample as it is, without a batch axis; they may be written to
        /// @param key a random key of this sample and epoch, apart from the one that the sample was read with
        /// @param batch one array per part of the changed sample, each with a leading batch axis
        /// @param row the place in the batch
        void write(List<Literal> sample, Key key, List<Literal> batch, int row);
    }

    /// Copies the types.
    ///
    /// @throws IllegalArgumentException if there are no parts
    public Mapped {
        sampleTypes = List.copyOf(sampleTypes);
        if (sampleTypes.isEmpty()) {
            throw new IllegalArgumentException("mapped data set: a sample needs at least one part, got none");
        }
    }

    @Override
    public int size() {
        return of.size();
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        List<Literal> sample = of.sampleTypes().stream().map(Literal::zeros).toList();
        of.read(index, key, sample, 0);
        change.write(sample, key.fold("map"), batch, row);
    }
}
