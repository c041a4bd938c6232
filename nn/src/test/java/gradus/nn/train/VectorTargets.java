package gradus.nn.train;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.util.List;
import java.util.function.Consumer;

/// Samples with several target values; tells which keys it is read with.
@SuppressWarnings("ArrayRecordComponent")
record VectorTargets(float[][] features, float[][] targets, Consumer<Key> read) implements Dataset {
    VectorTargets(float[][] features, float[][] targets) {
        this(features, targets, _ -> {});
    }

    @Override
    public int size() {
        return features.length;
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(TensorType.float32(features[0].length), TensorType.float32(targets[0].length));
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        read.accept(key);
        float[] x = features[index];
        float[] y = targets[index];
        System.arraycopy(x, 0, batch.get(0).floats(), row * x.length, x.length);
        System.arraycopy(y, 0, batch.get(1).floats(), row * y.length, y.length);
    }
}
