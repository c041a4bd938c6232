package gradus.nn.data;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/// Random-access samples: all that training needs to know about data.
///
/// Anyone may implement it (images, files, a database). An implementation must be safe to read from several
/// threads and must give the same sample for the same index and key.
///
/// {@snippet file="SampleSnippets.java" region="Dataset"}
public interface Dataset {
    /// Gives the number of samples.
    int size();

    /// Gives the types of one sample's parts without the batch axis, for example `[float32[4], int64[]]`:
    /// features, then target, or whatever a goal asks for.
    List<TensorType> sampleTypes();

    /// Gives the names of the parts, for messages and graphs, each once. Default `features`, `target`, `part 3`, ….
    default List<String> partNames() {
        List<String> usual = List.of("features", "target");
        return IntStream.range(0, sampleTypes().size())
                .mapToObj(i -> i < usual.size() ? usual.get(i) : "part " + (i + 1))
                .toList();
    }

    /// Writes sample `index` into row `row` of the batch's arrays.
    ///
    /// @param index the sample, 0 … size − 1
    /// @param key the sample's own random key of this epoch, for augmentation
    /// @param batch one array per part, each with a leading batch axis
    /// @param row the place in the batch
    void read(int index, Key key, List<Literal> batch, int row);
}
