package gradus.nn.data;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Reads samples for tests.
public final class Batches {
    private Batches() {}

    /// Gives one sample without a batch axis.
    public static List<Literal> sample(Dataset data, int index, Key key) {
        List<Literal> parts = data.sampleTypes().stream().map(Literal::zeros).toList();
        data.read(index, key, parts, 0);
        return parts;
    }

    /// Gives the first numbers of the first part of one sample.
    public static float[] values(Dataset data, int index, Key key) {
        return sample(data, index, key).getFirst().floats();
    }

    /// Gives arrays for a batch.
    public static List<Literal> empty(Dataset data, int rows) {
        List<Literal> parts = new ArrayList<>();
        data.sampleTypes()
                .forEach(
                        type -> parts.add(Literal.zeros(type.with(Shape.of(rows).append(type.shape())))));
        return parts;
    }

    /// Gives whole batches, one after the other, as the loader cuts them.
    public static List<List<Literal>> of(Loader loader, int epoch, int count) {
        List<List<Literal>> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int batch = i % loader.batchesPerEpoch();
            List<Literal> parts = empty(loader.dataset(), loader.rows(batch));
            loader.fill(epoch + i / loader.batchesPerEpoch(), batch, parts);
            batches.add(parts);
        }
        return batches;
    }
}
