package gradus.nn.data;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Objects;

/// Samples that a function makes when they are read: simulations, formulas, anything that is not stored.
///
/// With `size` samples an epoch is `size` calls. A function that draws from the key gives new samples in every epoch,
/// the same ones for the same seed; one that draws from `Key.of(index)` gives the same samples again.
///
/// {@snippet file="SampleSnippets.java" region="Generated"}
///
/// @param size how many samples make an epoch
/// @param sampleTypes the types of one sample's parts without the batch axis
/// @param source writes one sample; it must be safe to call from several threads
public record Generated(int size, List<TensorType> sampleTypes, Source source) implements Dataset {
    /// Writes one sample, as [Dataset#read] does.
    @FunctionalInterface
    public interface Source {
        /// Writes sample `index`, drawn with `key`, into row `row` of the batch's arrays.
        void write(int index, Key key, List<Literal> batch, int row);
    }

    /// Checks the size.
    ///
    /// @throws IllegalArgumentException if there are no samples or no parts
    public Generated {
        sampleTypes = List.copyOf(sampleTypes);
        if (size < 1 || sampleTypes.isEmpty()) {
            throw new IllegalArgumentException("generated data set: it needs at least one sample and one part, got "
                    + size + " samples of " + sampleTypes.size() + " parts");
        }
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        source.write(Objects.checkIndex(index, size), key, batch, row);
    }
}
