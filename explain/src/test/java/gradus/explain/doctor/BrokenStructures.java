package gradus.explain.doctor;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gradus.core.type.DType;
import gradus.core.type.DivergedException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.activation.Activation;
import gradus.nn.data.Dataset;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.data.text.TextWindows;
import gradus.nn.layer.Activate;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.loss.ProbabilityBinaryCrossEntropy;
import gradus.nn.network.Networks;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/// Trainings whose layers do not fit one another or the loss, or whose rate is absurd, one thing each.
final class BrokenStructures {
    private BrokenStructures() {}

    /// Gives the examination of each, by the name of what must be found and what was done, for a seed.
    static Map<String, LongFunction<Diagnosis>> all() {
        Map<String, LongFunction<Diagnosis>> broken = new LinkedHashMap<>();
        broken.put("useless-bias: a bias in front of a batch normalisation", BrokenStructures::bias);
        broken.put(
                "dropout-before-normalisation: a network of pictures in the wrong order", BrokenStructures::pictures);
        broken.put("unknown-order: attention that does not know where", BrokenStructures::attention);
        broken.put("logits-for-probabilities: no sigmoid at the end", BrokenStructures::logits);
        broken.put("diverged: descent at 100", BrokenStructures::diverged);
        return broken;
    }

    private static Diagnosis bias(long seed) {
        Layer network = Sequential.of(
                Linear.of(2, 16, Key.of(seed)),
                BatchNorm.of(16),
                new Activate(Activation.RELU),
                Linear.of(16, 3, Key.of(seed + 1)));
        return Doctor.examine(Training.of(network, Toys.classes(SampleSet.SPIRALS, 100, seed), Loss.CROSS_ENTROPY));
    }

    private static Diagnosis pictures(long seed) {
        Layer network = Networks.of(
                        "conv(4,3, padding=same) dropout(.5) batchnorm relu maxpool(2) flatten dense(classes)")
                .build(Shape.of(6, 6, 1), 2, Key.of(seed));
        return Doctor.examine(Training.of(network, new Bars(seed), Loss.CROSS_ENTROPY));
    }

    private static Diagnosis attention(long seed) {
        Layer network = Networks.of("embedding(8) attention(2) dense(classes)").build(Shape.of(6), 5, Key.of(seed));
        int[] tokens = IntStream.range(0, 240).map(i -> i * i % 5).toArray();
        return Doctor.examine(Training.of(network, TextWindows.inOrder(tokens, 6), Loss.CROSS_ENTROPY));
    }

    private static Diagnosis logits(long seed) {
        return Doctor.examine(Training.of(
                Toys.mlp(Activation.RELU, seed, 3, 16, 1),
                Toys.normal(100, 3, seed, x -> x[0] > x[1] ? 1 : 0),
                new ProbabilityBinaryCrossEntropy()));
    }

    private static Diagnosis diverged(long seed) {
        var training = Training.of(
                        Toys.mlp(Activation.RELU, seed, 3, 32, 1),
                        Toys.normal(100, 3, seed, x -> x[0] * x[1]),
                        Loss.MEAN_SQUARED_ERROR)
                .optimizer(Sgd.of(100))
                .epochs(20);
        DivergedException end = catchThrowableOfType(DivergedException.class, training::fit);
        return Examination.of(training).diverged(end).diagnose();
    }

    /// Pictures of a bright row or a bright column.
    private record Bars(long seed) implements Dataset {
        private static final int SIDE = 6;

        @Override
        public int size() {
            return 80;
        }

        @Override
        public List<TensorType> sampleTypes() {
            return List.of(TensorType.float32(SIDE, SIDE, 1), TensorType.of(DType.INT64));
        }

        @Override
        public void read(int index, Key key, List<Literal> batch, int row) {
            int at = Math.floorMod(Key.of(seed).fold(index).bits(), SIDE);
            Key pixels = Key.of(seed).fold(index);
            float[] picture = batch.getFirst().floats();
            int first = row * SIDE * SIDE;
            for (int i = 0; i < SIDE * SIDE; i++) {
                picture[first + i] = (float) pixels.uniform(i);
            }
            for (int i = 0; i < SIDE; i++) {
                picture[first + (index % 2 == 0 ? at * SIDE + i : i * SIDE + at)] = 2;
            }
            batch.get(1).longs()[row] = index % 2;
        }
    }
}
