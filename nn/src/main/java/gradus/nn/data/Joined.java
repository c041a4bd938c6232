package gradus.nn.data;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Objects;

/// Data sets one after the other, as one.
///
/// {@snippet file="SampleSnippets.java" region="Joined"}
///
/// @param parts at least one, all with samples of the same types
public record Joined(List<Dataset> parts) implements Dataset {
    /// Checks that the parts fit.
    ///
    /// @throws IllegalArgumentException if there are none, or their samples differ in type
    public Joined {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("joined data sets: at least one is needed, got none");
        }
        List<TensorType> types = parts.getFirst().sampleTypes();
        for (int i = 1; i < parts.size(); i++) {
            if (!parts.get(i).sampleTypes().equals(types)) {
                throw new IllegalArgumentException("joined data sets: all must have samples of the same types, got "
                        + types + " in the first and " + parts.get(i).sampleTypes() + " in number " + (i + 1));
            }
        }
        long all = parts.stream().mapToLong(Dataset::size).sum();
        if (all > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "joined data sets: at most " + Integer.MAX_VALUE + " samples can be numbered, got " + all);
        }
    }

    /// Gives the data sets as one.
    ///
    /// @throws IllegalArgumentException if there are none, or their samples differ in type
    public static Joined of(Dataset... parts) {
        return new Joined(List.of(parts));
    }

    @Override
    public int size() {
        return parts.stream().mapToInt(Dataset::size).sum();
    }

    @Override
    public List<TensorType> sampleTypes() {
        return parts.getFirst().sampleTypes();
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        Objects.checkIndex(index, size());
        int at = index;
        int part = 0;
        while (at >= parts.get(part).size()) {
            at -= parts.get(part++).size();
        }
        parts.get(part).read(at, key, batch, row);
    }
}
