package gradus.nn.train;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Sequential;
import gradus.nn.network.Networks;
import java.util.ArrayList;
import java.util.List;

/// Small data sets and networks for the tests of training.
final class Small {
    private Small() {}

    /// Points with class 1 where the product of their two coordinates is positive.
    static ArrayDataset classes(int rows, long seed) {
        Key key = Key.of(seed);
        float[] features = new float[2 * rows];
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
            features[2 * i] = (float) key.normal(2L * i);
            features[2 * i + 1] = (float) key.normal(2L * i + 1);
            classes[i] = features[2 * i] * features[2 * i + 1] > 0 ? 1 : 0;
        }
        return ArrayDataset.ofClasses(features, 2, classes);
    }

    /// `y = 3a − b + 0.5` with noise.
    static ArrayDataset values(int rows, long seed) {
        Key key = Key.of(seed);
        float[] features = new float[2 * rows];
        float[] values = new float[rows];
        for (int i = 0; i < rows; i++) {
            features[2 * i] = (float) key.normal(3L * i);
            features[2 * i + 1] = (float) key.normal(3L * i + 1);
            values[i] = 3 * features[2 * i] - features[2 * i + 1] + 0.5f + 0.1f * (float) key.normal(3L * i + 2);
        }
        return ArrayDataset.ofValues(features, 2, values);
    }

    /// Samples with one feature and one value each.
    static ArrayDataset pairs(float... xy) {
        float[] x = new float[xy.length / 2];
        float[] y = new float[xy.length / 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = xy[2 * i];
            y[i] = xy[2 * i + 1];
        }
        return ArrayDataset.ofValues(x, 1, y);
    }

    /// A perceptron with two inputs.
    static Sequential mlp(int outputs) {
        return Networks.mlp(6).activation(Activation.TANH).build(Shape.of(2), outputs, Key.of(3));
    }

    /// A listener that keeps all news in a list.
    static TrainListener into(List<TrainEvent> news) {
        return news::add;
    }

    /// The news of one kind.
    static <E extends TrainEvent> List<E> only(Class<E> kind, List<TrainEvent> news) {
        List<E> found = new ArrayList<>();
        for (TrainEvent event : news) {
            if (kind.isInstance(event)) {
                found.add(kind.cast(event));
            }
        }
        return found;
    }
}
