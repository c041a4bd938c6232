package gradus.explain.doctor;

import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Table;
import gradus.nn.data.TargetTable;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Small data and networks for examinations.
final class Toys {
    private Toys() {}

    /// Samples of a made-up table whose target is a class, features as they are.
    static ArrayDataset classes(SampleSet set, int rows, long seed) {
        List<List<String>> cells = set.rows(rows, Key.of(seed)).toList();
        List<String> labels =
                cells.stream().map(List::getLast).distinct().sorted().toList();
        int width = set.columns().size() - 1;
        int[] classes =
                cells.stream().mapToInt(row -> labels.indexOf(row.getLast())).toArray();
        return ArrayDataset.ofClasses(features(cells, width), width, classes);
    }

    /// Samples of a made-up table whose target is a number.
    static ArrayDataset values(SampleSet set, int rows, long seed) {
        List<List<String>> cells = set.rows(rows, Key.of(seed)).toList();
        float[] values = new float[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = Float.parseFloat(cells.get(i).getLast());
        }
        int width = set.columns().size() - 1;
        return ArrayDataset.ofValues(features(cells, width), width, values);
    }

    private static float[] features(List<List<String>> cells, int width) {
        float[] features = new float[cells.size() * width];
        for (int i = 0; i < features.length; i++) {
            features[i] = Float.parseFloat(cells.get(i / width).get(i % width));
        }
        return features;
    }

    static TargetTable table(SampleSet set, int rows, long seed) {
        return Table.of(set.columns(), set.rows(rows, Key.of(seed)).toList()).target(set.target());
    }

    /// Normal features and a number that is a function of them.
    static ArrayDataset normal(int rows, int width, long seed, ToDoubleFunction<float[]> target) {
        float[] features = normalFeatures(rows, width, seed);
        float[] values = new float[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = (float) target.applyAsDouble(Arrays.copyOfRange(features, i * width, (i + 1) * width));
        }
        return ArrayDataset.ofValues(features, width, values);
    }

    /// Normal features and a class that is a function of them.
    static ArrayDataset normalClasses(int rows, int width, long seed, ToDoubleFunction<float[]> target) {
        float[] features = normalFeatures(rows, width, seed);
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
            classes[i] = (int) target.applyAsDouble(Arrays.copyOfRange(features, i * width, (i + 1) * width));
        }
        return ArrayDataset.ofClasses(features, width, classes);
    }

    static float[] normalFeatures(int rows, int width, long seed) {
        Key key = Key.of(seed).fold("toy");
        float[] features = new float[rows * width];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) key.normal(i);
        }
        return features;
    }

    /// A perceptron with an activation between its layers.
    static Sequential mlp(Activation activation, long seed, int... sizes) {
        return mlp(activation, Initializer.heNormal(), Initializer.zeros(), seed, sizes);
    }

    static Sequential mlp(Activation activation, Initializer weights, Initializer biases, long seed, int... sizes) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i + 1 < sizes.length; i++) {
            boolean last = i + 2 == sizes.length;
            Initializer start = last ? Initializer.glorotUniform() : weights;
            layers.add(Linear.of(
                    sizes[i],
                    sizes[i + 1],
                    start,
                    last ? Initializer.zeros() : biases,
                    Key.of(seed).fold(i)));
            if (!last) {
                layers.add(new Activate(activation));
            }
        }
        return new Sequential(layers);
    }
}
