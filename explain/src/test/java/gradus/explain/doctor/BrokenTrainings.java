package gradus.explain.doctor;

import static gradus.explain.doctor.Toys.mlp;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.DatasetSplit;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Sgd;
import gradus.nn.train.Run;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// Trainings in each of which one thing was broken on purpose, by what that is.
final class BrokenTrainings {
    private static final int ROWS = 300;

    private final Map<String, LongFunction<Diagnosis>> trainings = new LinkedHashMap<>();

    private BrokenTrainings() {}

    /// Gives the examination of each, by the name of what must be found and what was done, for a seed.
    static Map<String, LongFunction<Diagnosis>> all() {
        BrokenTrainings broken = new BrokenTrainings();
        broken.rates();
        broken.networks();
        broken.starts();
        broken.ends();
        broken.fits();
        broken.trainings.putAll(BrokenData.all());
        broken.trainings.putAll(BrokenStructures.all());
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

    private static <L> Diagnosis after(Training<L, Run<L>> training) {
        return Doctor.examine(training, training.fit());
    }

    private void rates() {
        add(
                Illness.LEARNING_RATE_TOO_HIGH,
                "Adam at 3",
                seed -> after(Training.of(small(seed), spirals(seed), Loss.CROSS_ENTROPY)
                        .optimizer(Adam.of(3))
                        .epochs(20)
                        .seed(seed)));
        add(
                Illness.LEARNING_RATE_TOO_HIGH,
                "descent at 20",
                seed -> after(Training.of(small(seed), spirals(seed), Loss.CROSS_ENTROPY)
                        .optimizer(Sgd.of(20))
                        .epochs(20)
                        .seed(seed)));
        add(
                Illness.LEARNING_RATE_TOO_HIGH,
                "a regression that flies off, not begun",
                seed -> Doctor.examine(Training.of(
                                mlp(Activation.TANH, seed, 3, 16, 1), noisyPlane(ROWS, seed), Loss.MEAN_SQUARED_ERROR)
                        .optimizer(Sgd.of(2))
                        .seed(seed)));
        add(
                Illness.LEARNING_RATE_TOO_LOW,
                "descent at a hundred thousandth",
                seed -> after(Training.of(small(seed), spirals(seed), Loss.CROSS_ENTROPY)
                        .optimizer(Sgd.of(1e-5))
                        .epochs(10)
                        .seed(seed)));
        add(
                Illness.LEARNING_RATE_TOO_LOW,
                "Adam at 3·10⁻⁵, seen in its course",
                seed -> after(Training.of(small(seed), Toys.classes(SampleSet.MOONS, ROWS, seed), Loss.CROSS_ENTROPY)
                        .optimizer(Adam.of(3e-5))
                        .epochs(20)
                        .seed(seed)));
    }

    private void networks() {
        add(
                Illness.LINEAR_STACK,
                "no activation between two layers",
                seed -> Doctor.examine(Training.of(
                        Sequential.of(Linear.of(2, 16, Key.of(seed)), Linear.of(16, 3, Key.of(seed + 1))),
                        spirals(seed),
                        Loss.CROSS_ENTROPY)));
        add(
                Illness.VANISHING_GRADIENTS,
                "ten layers of sigmoids",
                seed -> Doctor.examine(Training.of(
                        mlp(
                                Activation.SIGMOID,
                                Initializer.glorotUniform(),
                                Initializer.zeros(),
                                seed,
                                2,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                3),
                        spirals(seed),
                        Loss.CROSS_ENTROPY)));
        add(
                Illness.EXPLODING_GRADIENTS,
                "ten layers that start too large",
                seed -> Doctor.examine(Training.of(
                        mlp(
                                Activation.RELU,
                                Initializer.normal(0, 1.5),
                                Initializer.zeros(),
                                seed,
                                2,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                16,
                                3),
                        spirals(seed),
                        Loss.CROSS_ENTROPY)));
        add(
                Illness.WRONG_GRADIENT,
                "a gate that gradients do not pass",
                seed -> Doctor.examine(Training.of(
                        new Gated(Linear.of(2, 16, Key.of(seed)), Linear.of(16, 3, Key.of(seed + 1))),
                        spirals(seed),
                        Loss.CROSS_ENTROPY)));
        add(
                Illness.ONE_BATCH_NOT_LEARNED,
                "a network that hardly hears its input",
                seed -> Doctor.examine(Training.of(
                        Sequential.of(
                                new Quiet(1e-6),
                                Linear.of(2, 16, Key.of(seed)),
                                new Activate(Activation.TANH),
                                Linear.of(16, 3, Key.of(seed + 1))),
                        spirals(seed),
                        Loss.CROSS_ENTROPY)));
    }

    private void starts() {
        add(
                Illness.DEAD_RELU,
                "biases far below zero",
                seed -> Doctor.examine(Training.of(
                        mlp(Activation.RELU, Initializer.heNormal(), Initializer.constant(-10), seed, 2, 32, 32, 3),
                        spirals(seed),
                        Loss.CROSS_ENTROPY)));
        add(
                Illness.SATURATED_ACTIVATION,
                "weights thirty times too large",
                seed -> Doctor.examine(Training.of(
                        mlp(Activation.TANH, Initializer.normal(0, 30), Initializer.zeros(), seed, 2, 32, 3),
                        spirals(seed),
                        Loss.CROSS_ENTROPY)));
        add(
                Illness.SYMMETRIC_UNITS,
                "all weights zero",
                seed -> Doctor.examine(Training.of(zeros(2, 16, 3), spirals(seed), Loss.CROSS_ENTROPY)));
        add(Illness.INITIAL_LOSS, "a last layer that starts too large", seed -> {
            Sequential network = mlp(Activation.RELU, seed, 2, 32, 3);
            List<Layer> layers = new ArrayList<>(network.layers());
            layers.set(2, Linear.of(32, 3, Initializer.normal(0, 5), Initializer.zeros(), Key.of(seed)));
            return Doctor.examine(Training.of(new Sequential(layers), spirals(seed), Loss.CROSS_ENTROPY));
        });
        add(
                Illness.PENALTY_TOO_STRONG,
                "a penalty of one",
                seed -> after(Training.of(small(seed), spirals(seed), Loss.CROSS_ENTROPY)
                        .penalty(Penalty.l2(1))
                        .epochs(10)
                        .seed(seed)));
    }

    private void ends() {
        add(
                Illness.PROBABILITIES_FOR_LOGITS,
                "a softmax before the cross-entropy",
                seed -> Doctor.examine(Training.of(
                        Sequential.of(
                                Linear.of(2, 16, Key.of(seed)),
                                new Activate(Activation.RELU),
                                Linear.of(16, 3, Key.of(seed + 1)),
                                new Activate(Activation.SOFTMAX)),
                        spirals(seed),
                        Loss.CROSS_ENTROPY)));
        add(
                Illness.TARGETS_OUT_OF_REACH,
                "a sigmoid at the end of a regression",
                seed -> Doctor.examine(Training.of(
                        Sequential.of(
                                Linear.of(3, 16, Key.of(seed)),
                                new Activate(Activation.RELU),
                                Linear.of(16, 1, Key.of(seed + 1)),
                                new Activate(Activation.SIGMOID)),
                        noisyPlane(ROWS, seed),
                        Loss.MEAN_SQUARED_ERROR)));
        add(
                Illness.TARGET_OUT_OF_DOMAIN,
                "classes of −1 and 1 for a binary cross-entropy",
                seed -> Doctor.examine(Training.of(
                        mlp(Activation.RELU, seed, 3, 16, 1),
                        Toys.normal(ROWS, 3, seed, x -> x[0] > x[1] ? 1 : -1),
                        Loss.BINARY_CROSS_ENTROPY)));
    }

    private void fits() {
        add(Illness.OVER_FITTING, "few samples with noise, a large network, many epochs", seed -> {
            Key key = Key.of(seed).fold("noise");
            DatasetSplit split = DatasetSplit.inOrder(
                    Toys.normalClasses(160, 10, seed, x -> x[0] + 1.5 * key.normal((long) (1e6 * x[1])) > 0 ? 1 : 0),
                    0.5,
                    0.5,
                    0);
            return after(Training.of(mlp(Activation.RELU, seed, 10, 64, 64, 2), split.train(), Loss.CROSS_ENTROPY)
                    .optimizer(Adam.of(3e-3))
                    .validation(split.validation())
                    .epochs(60)
                    .seed(seed));
        });
        add(
                Illness.UNDER_FITTING,
                "a line for spirals",
                seed -> after(Training.of(mlp(Activation.RELU, seed, 2, 3), spirals(seed), Loss.CROSS_ENTROPY)
                        .optimizer(Adam.of(1e-2))
                        .epochs(60)
                        .seed(seed)));
        add(
                Illness.UNDER_FITTING,
                "two units for a wave",
                seed -> after(Training.of(
                                mlp(Activation.TANH, Initializer.glorotUniform(), Initializer.zeros(), seed, 1, 1, 1),
                                Toys.values(SampleSet.SINE, ROWS, seed),
                                Loss.MEAN_SQUARED_ERROR)
                        .optimizer(Adam.of(1e-2))
                        .epochs(60)
                        .seed(seed)));
        add(
                Illness.PLATEAU,
                "a line for rings, far past its end",
                seed -> after(Training.of(
                                mlp(Activation.RELU, seed, 2, 2),
                                Toys.classes(SampleSet.CIRCLES, ROWS, seed),
                                Loss.CROSS_ENTROPY)
                        .optimizer(Adam.of(1e-2))
                        .epochs(60)
                        .seed(seed)));
        add(
                Illness.NOT_FINISHED,
                "five epochs",
                seed -> after(Training.of(
                                mlp(Activation.RELU, seed, 2, 64, 64, 2),
                                Toys.classes(SampleSet.CIRCLES, ROWS, seed),
                                Loss.CROSS_ENTROPY)
                        .optimizer(Adam.of(1e-3))
                        .epochs(6)
                        .seed(seed)));
    }

    private static Sequential zeros(int in, int hidden, int out) {
        return Sequential.of(
                Linear.of(in, hidden, Initializer.zeros(), Initializer.zeros(), Key.of(0)),
                new Activate(Activation.TANH),
                Linear.of(hidden, out, Initializer.zeros(), Initializer.zeros(), Key.of(0)));
    }

    /// A layer whose author kept the gradient from one of its two ways.
    record Gated(Linear gate, Linear out) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            Tensor opened = gate.forward(input, context);
            return out.forward(opened.multiply(opened.sigmoid().stopGradient()), context);
        }
    }

    /// A layer that leaves next to nothing of its input.
    record Quiet(double factor) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return input.multiply(factor);
        }
    }
}
