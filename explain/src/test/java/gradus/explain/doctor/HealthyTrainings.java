package gradus.explain.doctor;

import static gradus.explain.doctor.Toys.mlp;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Dataset;
import gradus.nn.data.DatasetSplit;
import gradus.nn.data.Generated;
import gradus.nn.data.Mapped;
import gradus.nn.data.TableSplit;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Goal;
import gradus.nn.train.Run;
import gradus.nn.train.TableRun;
import gradus.nn.train.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// Trainings with which nothing is wrong.
final class HealthyTrainings {
    private static final int ROWS = 300;

    private HealthyTrainings() {}

    /// Gives the examination of each, by what it is, for a seed.
    static Map<String, LongFunction<Diagnosis>> all() {
        Map<String, LongFunction<Diagnosis>> healthy = new LinkedHashMap<>();
        healthy.put("spirals", seed -> classes(SampleSet.SPIRALS, Activation.RELU, 3, 1e-2, seed));
        healthy.put("moons with tanh", seed -> classes(SampleSet.MOONS, Activation.TANH, 2, 1e-2, seed));
        healthy.put("circles with SiLU", seed -> classes(SampleSet.CIRCLES, Activation.SILU, 2, 1e-2, seed));
        healthy.put("xor, one sigmoid layer", seed -> classes(SampleSet.XOR, Activation.SIGMOID, 2, 3e-2, seed));
        healthy.put("a wave", seed -> values(SampleSet.SINE, seed));
        healthy.put("a polynomial", seed -> values(SampleSet.POLYNOMIAL, seed));
        healthy.put("digits", HealthyTrainings::digits);
        healthy.put("a plane by descent", HealthyTrainings::plane);
        healthy.put("a table", HealthyTrainings::table);
        healthy.put("a table of numbers, one network", HealthyTrainings::numbers);
        healthy.put("an autoencoder", HealthyTrainings::autoencoder);
        healthy.put("an autoencoder of pictures that have classes", HealthyTrainings::pictured);
        healthy.put("classes with noise, ended early", HealthyTrainings::noisy);
        healthy.put("pictures with convolutions", HealthyTrainings::pictures);
        return healthy;
    }

    private static <L> Diagnosis examined(Training<L, Run<L>> training) {
        return Doctor.examine(training, training.fit());
    }

    private static Diagnosis classes(SampleSet set, Activation activation, int classes, double rate, long seed) {
        DatasetSplit split = DatasetSplit.shuffled(Toys.classes(set, ROWS, seed), 0.7, 0.3, 0, Key.of(seed));
        return examined(Training.of(mlp(activation, seed, 2, 32, 32, classes), split.train(), Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(rate))
                .validation(split.validation())
                .epochs(60)
                .seed(seed));
    }

    private static Diagnosis values(SampleSet set, long seed) {
        DatasetSplit split = DatasetSplit.shuffled(Toys.values(set, ROWS, seed), 0.7, 0.3, 0, Key.of(seed));
        return examined(Training.of(
                        mlp(Activation.TANH, Initializer.glorotUniform(), Initializer.zeros(), seed, 1, 32, 32, 1),
                        split.train(),
                        Loss.MEAN_SQUARED_ERROR)
                .optimizer(Adam.of(1e-2))
                .validation(split.validation())
                .epochs(80)
                .seed(seed));
    }

    private static Dataset drawn(int rows, long seed, List<TensorType> types) {
        ArrayDataset raw = Toys.classes(SampleSet.DIGITS, rows, seed);
        return new Generated(rows, types, (index, _, batch, row) -> {
            float[] pixels = raw.features(index);
            for (int i = 0; i < pixels.length; i++) {
                batch.getFirst().floats()[row * pixels.length + i] = pixels[i] / 16;
            }
            batch.get(1).longs()[row] = (long) raw.target(index);
        });
    }

    private static Diagnosis digits(long seed) {
        List<TensorType> types = List.of(TensorType.float32(64), TensorType.of(gradus.core.type.DType.INT64));
        DatasetSplit split = DatasetSplit.shuffled(drawn(600, seed, types), 0.7, 0.3, 0, Key.of(seed));
        return examined(Training.of(mlp(Activation.RELU, seed, 64, 64, 10), split.train(), Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(3e-3))
                .validation(split.validation())
                .epochs(15)
                .seed(seed));
    }

    private static Diagnosis pictures(long seed) {
        List<TensorType> types = List.of(TensorType.float32(8, 8, 1), TensorType.of(gradus.core.type.DType.INT64));
        DatasetSplit split = DatasetSplit.shuffled(drawn(400, seed, types), 0.7, 0.3, 0, Key.of(seed));
        Layer network = Networks.of(
                        "conv(8,3, padding=same) relu maxpool(2) conv(16,3, padding=same) relu maxpool(2) dense(32) relu dense(classes)")
                .build(Shape.of(8, 8, 1), 10, Key.of(seed));
        return examined(Training.of(network, split.train(), Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(3e-3))
                .validation(split.validation())
                .epochs(20)
                .seed(seed));
    }

    private static Diagnosis plane(long seed) {
        Key key = Key.of(seed).fold("noise");
        ArrayDataset data =
                Toys.normal(ROWS, 3, seed, x -> 2 * x[0] - x[1] + 0.5 * x[2] + 0.3 * key.normal((long) (1e6 * x[0])));
        return examined(Training.of(
                        new Sequential(List.of(Linear.of(3, 1, Key.of(seed)))), data, Loss.MEAN_SQUARED_ERROR)
                .optimizer(Sgd.of(0.05))
                .epochs(20)
                .seed(seed));
    }

    private static Diagnosis table(long seed) {
        TableSplit split = Toys.table(SampleSet.SPIRALS, 600, seed).split(0.7, 0.15, 0.15, Key.of(seed));
        Training<Layer, TableRun> training = Training.of(Networks.mlp(64, 64).dropout(0.1), split)
                .seed(seed)
                .optimizer(Adam.of(3e-3))
                .epochs(120)
                .earlyStopping(20);
        return Examination.of(training)
                .table(split)
                .trained(training.fit().run())
                .diagnose();
    }

    private static Diagnosis numbers(long seed) {
        TableSplit split = Toys.table(SampleSet.POLYNOMIAL, 240, seed).split(0.7, 0.15, 0.15, Key.of(seed));
        Training<Layer, TableRun> training =
                Training.of(Networks.mlp(32, 32), split).seed(seed).epochs(60);
        return Examination.of(training)
                .table(split)
                .trained(training.fit().run())
                .diagnose();
    }

    private static Diagnosis autoencoder(long seed) {
        ArrayDataset codes = Toys.normal(ROWS, 2, seed, x -> 0);
        Dataset rows = new Generated(ROWS, List.of(TensorType.float32(6)), (index, _, batch, row) -> {
            float[] code = codes.features(index);
            for (int i = 0; i < 6; i++) {
                batch.getFirst().floats()[row * 6 + i] = (float) Math.sin(i + code[0] + (i % 2) * code[1]);
            }
        });
        return examined(Training.of(
                        mlp(Activation.TANH, seed, 6, 16, 2, 16, 6), rows, Goal.reconstruction(Loss.MEAN_SQUARED_ERROR))
                .optimizer(Adam.of(1e-2))
                .epochs(40)
                .seed(seed));
    }

    /// The classes are all the same and mean nothing to an autoencoder.
    private static Diagnosis pictured(long seed) {
        List<TensorType> types = List.of(TensorType.float32(64), TensorType.of(gradus.core.type.DType.INT64));
        Dataset pictures = drawn(400, seed, types);
        Dataset alike = new Mapped(pictures, types, (sample, _, batch, row) -> {
            System.arraycopy(sample.getFirst().floats(), 0, batch.getFirst().floats(), row * 64, 64);
            batch.get(1).longs()[row] = 0;
        });
        return examined(Training.of(
                        mlp(Activation.TANH, seed, 64, 32, 8, 32, 64),
                        alike,
                        Goal.reconstruction(Loss.MEAN_SQUARED_ERROR))
                .optimizer(Adam.of(1e-2))
                .epochs(30)
                .seed(seed));
    }

    private static Diagnosis noisy(long seed) {
        Key key = Key.of(seed).fold("noise");
        DatasetSplit split = DatasetSplit.inOrder(
                Toys.normalClasses(500, 5, seed, x -> x[0] - x[1] + 0.7 * key.normal((long) (1e6 * x[1])) > 0 ? 1 : 0),
                0.7,
                0.3,
                0);
        return examined(Training.of(mlp(Activation.RELU, seed, 5, 16, 2), split.train(), Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(3e-3))
                .validation(split.validation())
                .epochs(60)
                .earlyStopping(8)
                .seed(seed));
    }
}
