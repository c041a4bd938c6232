package gradus.explain.doctor;

import static gradus.explain.doctor.Toys.mlp;

import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Dataset;
import gradus.nn.data.DatasetSplit;
import gradus.nn.data.Joined;
import gradus.nn.data.Loader;
import gradus.nn.data.Subset;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.train.Training;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/// Trainings whose data were broken on purpose, by what that is.
final class BrokenData {
    private static final int ROWS = 300;

    private final Map<String, LongFunction<Diagnosis>> trainings = new LinkedHashMap<>();

    private BrokenData() {}

    /// Gives the examination of each, by the name of what must be found and what was done, for a seed.
    static Map<String, LongFunction<Diagnosis>> all() {
        BrokenData broken = new BrokenData();
        broken.features();
        broken.targets();
        broken.parts();
        return broken.trainings;
    }

    private void add(Illness illness, String how, LongFunction<Diagnosis> examined) {
        trainings.put(illness.id() + ": " + how, examined);
    }

    private static ArrayDataset spirals(long seed) {
        return Toys.classes(SampleSet.SPIRALS, ROWS, seed);
    }

    private static ArrayDataset noisyPlane(int rows, long seed) {
        return Toys.normal(rows, 3, seed, x -> x[0] - x[1] + 0.5 * x[2] * x[2]);
    }

    private static Sequential small(long seed) {
        return mlp(Activation.RELU, seed, 2, 32, 3);
    }

    private void features() {
        add(
                Illness.UNSCALED_INPUTS,
                "a column in thousands",
                seed -> Doctor.examine(Training.of(
                        mlp(Activation.TANH, seed, 3, 16, 1),
                        scaled(noisyPlane(ROWS, seed), 1, 2000),
                        Loss.MEAN_SQUARED_ERROR)));
        add(
                Illness.NOT_FINITE,
                "a missing value that was not filled",
                seed -> Doctor.examine(Training.of(
                        mlp(Activation.TANH, seed, 3, 16, 1),
                        scaled(noisyPlane(ROWS, seed), 2, Float.NaN),
                        Loss.MEAN_SQUARED_ERROR)));
        add(
                Illness.CONSTANT_COLUMN,
                "a column that never changes",
                seed -> Doctor.examine(Training.of(
                        mlp(Activation.TANH, seed, 3, 16, 1),
                        scaled(noisyPlane(ROWS, seed), 2, 0),
                        Loss.MEAN_SQUARED_ERROR)));
        add(Illness.LEAKAGE, "the class among the features", seed -> {
            Key key = Key.of(seed).fold("leak");
            return Doctor.examine(
                    Training.of(mlp(Activation.RELU, seed, 4, 16, 2), leaking(seed, key), Loss.CROSS_ENTROPY));
        });
        add(Illness.DUPLICATED_COLUMN, "a column in two units", seed -> {
            float[] x = Toys.normalFeatures(ROWS, 3, seed);
            float[] y = new float[ROWS];
            for (int i = 0; i < ROWS; i++) {
                x[3 * i + 2] = 2.54F * x[3 * i];
                y[i] = x[3 * i] - x[3 * i + 1] * x[3 * i + 1];
            }
            return Doctor.examine(Training.of(
                    mlp(Activation.TANH, seed, 3, 16, 1), ArrayDataset.ofValues(x, 3, y), Loss.MEAN_SQUARED_ERROR));
        });
    }

    private static ArrayDataset leaking(long seed, Key key) {
        float[] x = Toys.normalFeatures(ROWS, 4, seed);
        int[] y = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = x[4 * i] + x[4 * i + 1] + key.normal(i) > 0 ? 1 : 0;
            x[4 * i + 3] = (float) (y[i] + 0.05 * key.normal(ROWS + i));
        }
        return ArrayDataset.ofClasses(x, 4, y);
    }

    private void targets() {
        add(
                Illness.UNSCALED_TARGETS,
                "a price in dollars",
                seed -> Doctor.examine(Training.of(
                        mlp(Activation.TANH, seed, 3, 16, 1),
                        Toys.normal(ROWS, 3, seed, x -> 250_000 + 80_000 * (x[0] - x[1] * x[2])),
                        Loss.MEAN_SQUARED_ERROR)));
        add(Illness.CLASS_IMBALANCE, "one in fifty", seed -> {
            Key key = Key.of(seed);
            return Doctor.examine(Training.of(
                            mlp(Activation.RELU, seed, 3, 16, 2),
                            Toys.normalClasses(600, 3, seed, x -> x[0] + x[1] > 2.9 ? 1 : 0),
                            Loss.CROSS_ENTROPY)
                    .key(key));
        });
        add(
                Illness.CONSTANT_TARGET,
                "one value only",
                seed -> Doctor.examine(Training.of(
                        mlp(Activation.TANH, seed, 3, 16, 1),
                        Toys.normal(ROWS, 3, seed, x -> 0.7),
                        Loss.MEAN_SQUARED_ERROR)));
        add(Illness.NOT_SHUFFLED, "sorted by class and read as stored", seed -> {
            ArrayDataset all = spirals(seed);
            Integer[] order = new Integer[ROWS];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (i, j) -> Double.compare(all.target(i), all.target(j)));
            Dataset sorted =
                    Subset.of(all, Arrays.stream(order).mapToInt(i -> i).toArray());
            return Doctor.examine(
                    Training.of(small(seed), sorted, Loss.CROSS_ENTROPY).order(Loader.Order.AS_STORED));
        });
    }

    private void parts() {
        add(Illness.DUPLICATED_ROWS, "rows doubled before the split", seed -> {
            ArrayDataset once = spirals(seed);
            DatasetSplit split = DatasetSplit.shuffled(Joined.of(once, once), 0.7, 0.3, 0, Key.of(seed));
            return Doctor.examine(
                    Training.of(small(seed), split.train(), Loss.CROSS_ENTROPY).validation(split.validation()));
        });
        add(Illness.SHIFTED_SPLIT, "sorted by a column and cut", seed -> {
            ArrayDataset all = noisyPlane(ROWS, seed);
            Integer[] order = new Integer[ROWS];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (i, j) -> Float.compare(all.features(i)[0], all.features(j)[0]));
            Dataset sorted =
                    Subset.of(all, Arrays.stream(order).mapToInt(i -> i).toArray());
            DatasetSplit split = DatasetSplit.inOrder(sorted, 0.7, 0.3, 0);
            return Doctor.examine(
                    Training.of(mlp(Activation.TANH, seed, 3, 16, 1), split.train(), Loss.MEAN_SQUARED_ERROR)
                            .validation(split.validation()));
        });
    }

    private static ArrayDataset scaled(ArrayDataset data, int column, float factor) {
        float[] features = new float[data.size() * data.width()];
        float[] values = new float[data.size()];
        for (int i = 0; i < data.size(); i++) {
            System.arraycopy(data.features(i), 0, features, i * data.width(), data.width());
            values[i] = (float) data.target(i);
            features[i * data.width() + column] *= Float.isNaN(factor) && i % 50 != 3 ? 1 : factor;
        }
        return ArrayDataset.ofValues(features, data.width(), values);
    }
}
