package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Small problems are learned to a stated accuracy in few epochs, and what can't be learned is not.
class LearnsTest {
    private static ArrayDataset function(DoubleUnaryOperator f, double from, double to, int rows) {
        float[] xy = new float[2 * rows];
        for (int i = 0; i < rows; i++) {
            double x = from + (to - from) * i / (rows - 1);
            xy[2 * i] = (float) x;
            xy[2 * i + 1] = (float) f.applyAsDouble(x);
        }
        return Small.pairs(xy);
    }

    private static ArrayDataset samples(SampleSet set, int rows, long seed) {
        List<List<String>> cells = set.rows(rows, Key.of(seed)).toList();
        List<String> labels =
                cells.stream().map(List::getLast).distinct().sorted().toList();
        float[] features = new float[2 * rows];
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
            features[2 * i] = Float.parseFloat(cells.get(i).get(0));
            features[2 * i + 1] = Float.parseFloat(cells.get(i).get(1));
            classes[i] = labels.indexOf(cells.get(i).getLast());
        }
        return ArrayDataset.ofClasses(features, 2, classes);
    }

    private static double accuracy(Layer network, ArrayDataset data) {
        var predicted =
                network.forward(Hand.features(data), Context.inference()).argMax(-1);
        int right = 0;
        for (int i = 0; i < data.size(); i++) {
            right += predicted.literal().getLong(i) == (long) data.target(i) ? 1 : 0;
        }
        return right / (double) data.size();
    }

    private static double error(Layer network, ArrayDataset data) {
        return Loss.MEAN_SQUARED_ERROR
                .of(network.forward(Hand.features(data), Context.inference()), Hand.targets(data))
                .item();
    }

    @Test
    void exclusive_or_of_four_points() {
        ArrayDataset xor = ArrayDataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0});
        var network = Networks.mlp(8).activation(Activation.TANH).build(Shape.of(2), 2, Key.of(1));
        var run = Training.of(network, xor, Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(0.05))
                .epochs(200)
                .fit();
        assertThat(accuracy(run.network(), xor)).isEqualTo(1);
        assertThat(run.history().getLast().trainingLoss()).isLessThan(0.02);
    }

    @Test
    void a_transformer_in_words_learns_whether_the_first_token_comes_again_at_the_end() {
        int length = 5;
        float[] tokens = new float[256 * length];
        int[] classes = new int[256];
        for (int row = 0; row < classes.length; row++) {
            for (int i = 0; i < length; i++) {
                tokens[row * length + i] = row >> (2 * i) & 3; // all that differ in the first four
            }
            tokens[row * length + length - 1] = row * 7 / 5 & 3;
            classes[row] = tokens[row * length] == tokens[row * length + length - 1] ? 1 : 0;
        }
        ArrayDataset data = ArrayDataset.ofClasses(tokens, length, classes);
        var network = Networks.of("embedding(16, categories=4) positions transformer(1,2) globalavgpool dense(classes)")
                .build(Shape.of(length), 2, Key.of(1));
        var run = Training.of(network, data, Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(3e-3))
                .epochs(40)
                .fit();
        assertThat(accuracy(run.network(), data)).isGreaterThan(0.98);
    }

    @Test
    void exclusive_or_is_beyond_a_linear_model() {
        ArrayDataset xor = ArrayDataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0});
        var run = Training.of(Linear.of(2, 2, Key.of(1)), xor, Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(0.05))
                .epochs(300)
                .fit();
        assertThat(run.history().getLast().trainingLoss()).isBetween(0.69, 0.70);
    }

    @Test
    void a_line_through_the_origin() {
        ArrayDataset data = function(x -> 2.5 * x, -2, 2, 40);
        var run = Training.of(Linear.of(1, 1, Key.of(1)), data, Loss.MEAN_SQUARED_ERROR)
                .optimizer(Sgd.of(0.1))
                .epochs(60)
                .fit();
        assertThat(run.network().weight().value().item()).isCloseTo(2.5, within(1e-4));
        assertThat(run.network().bias().orElseThrow().value().item()).isCloseTo(0, within(1e-4));
    }

    @Test
    void a_parabola() {
        ArrayDataset data = function(x -> 0.7 * x * x - x + 0.3, -2, 2, 96);
        var network = Networks.mlp(16).activation(Activation.TANH).build(Shape.of(1), 1, Key.of(1));
        var run = Training.of(network, data, Loss.MEAN_SQUARED_ERROR)
                .optimizer(Adam.of(1).schedule(Schedule.CosineDecay.of(0.03, 900)))
                .epochs(300)
                .fit();
        assertThat(error(run.network(), data)).isLessThan(1e-2);
    }

    @Test
    void two_periods_of_a_sine() {
        ArrayDataset data = function(Math::sin, -2 * Math.PI, 2 * Math.PI, 400);
        var network = Networks.mlp(32, 32).activation(Activation.TANH).build(Shape.of(1), 1, Key.of(1));
        var run = Training.of(network, data, Loss.MEAN_SQUARED_ERROR)
                .optimizer(Adam.of(0.01))
                .epochs(150)
                .fit();
        assertThat(error(run.network(), data)).isLessThan(5e-3);
    }

    @Test
    void three_spirals_on_samples_that_were_not_trained_on() {
        var network = Networks.mlp(32, 32).build(Shape.of(2), 3, Key.of(1));
        var run = Training.of(network, samples(SampleSet.SPIRALS, 600, 1), Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(0.01))
                .validation(samples(SampleSet.SPIRALS, 150, 2))
                .epochs(60)
                .fit();
        assertThat(accuracy(run.network(), samples(SampleSet.SPIRALS, 300, 3))).isGreaterThan(0.96);
    }

    @Test
    void random_labels_are_learned_by_heart_and_validation_tells() {
        Key key = Key.of(5);
        float[] features = new float[8 * 40];
        int[] classes = new int[40];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) key.normal(i);
        }
        for (int i = 0; i < classes.length; i++) {
            classes[i] = key.fold("class").below(2, i);
        }
        ArrayDataset noise = ArrayDataset.ofClasses(features, 8, classes);
        float[] others = new float[8 * 40];
        for (int i = 0; i < others.length; i++) {
            others[i] = (float) key.fold("other").normal(i);
        }
        var run = Training.of(Networks.mlp(64).build(Shape.of(8), 2, Key.of(1)), noise, Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(0.01))
                .validation(ArrayDataset.ofClasses(others, 8, classes))
                .epochs(100)
                .fit();
        assertThat(run.history().getLast().trainingLoss()).isLessThan(0.05);
        assertThat(run.history().getLast().validation().get("loss")).isGreaterThan(0.8);
        assertThat(run.bestEpoch()).isLessThan(30);
    }
}
