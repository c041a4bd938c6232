package gradus.nn.data;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Cuts a data set into mini-batches. Which sample stands where is a pure function of key, epoch and position, so
/// any place of any epoch is reached at once and a resumed run sees the same batches.
///
/// {@snippet file="DataSnippets.java" region="Loader"}
///
/// @param dataset the samples
/// @param batchSize the most samples per batch; the last batch of an epoch may have fewer
/// @param order whether each epoch has an order of its own
/// @param lastBatch what becomes of a smaller last batch
/// @param key the source of order and augmentation
public record Loader(Dataset dataset, int batchSize, Order order, LastBatch lastBatch, Key key) {
    /// The order of samples within an epoch.
    public enum Order {
        /// A new random order for every epoch.
        SHUFFLED,
        /// The order of the data set.
        AS_STORED
    }

    /// What becomes of the last batch of an epoch where it is smaller than the others.
    public enum LastBatch {
        /// It is used as it is, and weighs what its samples weigh.
        KEEP,
        /// It is left out, with its samples; a shuffled epoch leaves out others each time. The only batch
        /// stays.
        DROP
    }

    /// Makes a loader that keeps the last batch.
    public Loader(Dataset dataset, int batchSize, Order order, Key key) {
        this(dataset, batchSize, order, LastBatch.KEEP, key);
    }

    /// Checks the size.
    ///
    /// @throws IllegalArgumentException if the batch size is not positive or there are no samples
    public Loader {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size: must be at least 1, got " + batchSize);
        }
        if (dataset.size() < 1) {
            throw new IllegalArgumentException("loader: the data set must have at least one sample, got none");
        }
    }

    /// Gives the number of batches in an epoch.
    public int batchesPerEpoch() {
        return switch (lastBatch) {
            case KEEP -> Math.ceilDiv(dataset.size(), batchSize);
            case DROP -> Math.max(1, dataset.size() / batchSize);
        };
    }

    /// Gives the number of samples in a batch of an epoch.
    public int rows(int batch) {
        return Math.min(batchSize, dataset.size() - batch * batchSize);
    }

    /// Gives the sample at a position of an epoch.
    public int sample(int epoch, int position) {
        return sample(orderKey(epoch), position);
    }

    private Key orderKey(int epoch) {
        return key.fold("order").fold(epoch);
    }

    private int sample(Key ofEpoch, int position) {
        return switch (order) {
            case SHUFFLED -> ofEpoch.permuted(position, dataset.size());
            case AS_STORED -> position;
        };
    }

    /// Fills arrays with a batch of an epoch.
    ///
    /// @param epoch the epoch, from 0
    /// @param batch the batch within the epoch, from 0
    /// @param into one array per part of a sample with [#rows] as first size
    public void fill(int epoch, int batch, List<Literal> into) {
        Key ofEpoch = orderKey(epoch);
        Key samples = key.fold("sample").fold(epoch);
        int rows = rows(batch);
        for (int row = 0; row < rows; row++) {
            int index = sample(ofEpoch, batch * batchSize + row);
            dataset.read(index, samples.fold(index), into, row);
        }
    }

    /// Gives the types of a batch's parts.
    ///
    /// @param rows the number of samples
    public List<TensorType> types(int rows) {
        return dataset.sampleTypes().stream()
                .map(type -> type.with(Shape.of(rows).append(type.shape())))
                .toList();
    }

    /// Gives the types of a batch's parts by name, in order.
    ///
    /// @param rows the number of samples
    /// @throws IllegalArgumentException if the data set does not name each part once
    public Map<String, TensorType> partTypes(int rows) {
        List<TensorType> types = types(rows);
        List<String> names = dataset.partNames();
        Map<String, TensorType> parts = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), types.size()); i++) {
            parts.put(names.get(i), types.get(i));
        }
        if (parts.size() != types.size() || names.size() != types.size()) {
            throw new IllegalArgumentException("data set: each of the " + types.size()
                    + " parts of a sample needs a name of its own, got " + names);
        }
        return parts;
    }
}
