package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.optim.Adam;
import gradus.nn.optim.WeightAverage;
import org.junit.jupiter.api.Test;

/// Networks of bfloat16 numbers, and such whose forward pass is, learn what those of float32 learn.
final class Bfloat16TrainingTest {
    private static final int SAMPLES = 300;

    /// Weights and activations are bfloat16.
    record Narrow(Layer network) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return network.forward(input.as(DType.BFLOAT16), context);
        }
    }

    /// Mixed precision: the weights that training moves are float32, the pass through the network is bfloat16.
    record Mixed(Layer network) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            Layer narrow = Parameters.as(network, DType.BFLOAT16);
            return narrow.forward(input.as(DType.BFLOAT16), context);
        }
    }

    private static Layer network() {
        return Networks.mlp(24, 24)
                .activation(Activation.TANH)
                .normalization(Normalization.LAYER)
                .build(Shape.of(2), 2, Key.of(5));
    }

    /// Two classes as on a chess board of four fields.
    private static ArrayDataset board(long seed) {
        float[] places = new float[2 * SAMPLES];
        int[] fields = new int[SAMPLES];
        for (int i = 0; i < places.length; i++) {
            places[i] = (float) (2 * Key.of(seed).uniform(i) - 1);
        }
        for (int i = 0; i < SAMPLES; i++) {
            fields[i] = places[2 * i] * places[2 * i + 1] > 0 ? 1 : 0;
        }
        return ArrayDataset.ofClasses(places, 2, fields);
    }

    private static <L extends Layer> Training<L, Run<L>> training(L network) {
        return Training.of(network, board(1), Loss.CROSS_ENTROPY)
                .validation(board(2))
                .optimizer(Adam.of(0.01))
                .batchSize(20)
                .epochs(30)
                .seed(3);
    }

    private static double lastLoss(Run<?> run) {
        return run.history().getLast().trainingLoss();
    }

    @Test
    void weights_in_bfloat16_learn() {
        Training<Narrow, Run<Narrow>> training = training(new Narrow(Parameters.as(network(), DType.BFLOAT16)));
        TrainState start = training.start();
        assertThat(start.weights().parameters().values())
                .allMatch(weight -> weight.type().dtype() == DType.BFLOAT16);
        assertThat(start.optimizer().values())
                .isNotEmpty()
                .allMatch(slot -> slot.type().dtype() == DType.FLOAT32);
        Run<Narrow> run = training.fit();
        assertThat(lastLoss(run)).isLessThan(0.15);
        assertThat(Parameters.of(run.network()).values()).allMatch(weight -> weight.dtype() == DType.BFLOAT16);
    }

    @Test
    void mixed_precision_learns_as_float32_does() {
        double single = lastLoss(training(network()).fit());
        Run<Mixed> mixed = training(new Mixed(network())).fit();
        assertThat(single).isLessThan(0.1);
        assertThat(lastLoss(mixed)).isCloseTo(single, within(0.02));
        assertThat(Parameters.of(mixed.network()).values()).allMatch(weight -> weight.dtype() == DType.FLOAT32);
    }

    @Test
    void averages_parts_of_batches_and_penalties_are_kept_in_float32() {
        Narrow network = new Narrow(Parameters.as(network(), DType.BFLOAT16));
        Training<Narrow, Run<Narrow>> training = training(network)
                .optimizer(new WeightAverage(Adam.of(0.01), 0.9))
                .penalty(Penalty.l2(1e-4))
                .microBatch(7)
                .epochs(12);
        Run<Narrow> run = training.fit();
        assertThat(lastLoss(run)).isLessThan(0.4);
        assertThat(Parameters.of(run.network()).values()).allMatch(weight -> weight.dtype() == DType.BFLOAT16);
        double measured = run.history().getLast().validation().get("loss");
        double again = Goal.of(Loss.CROSS_ENTROPY)
                .measure(run.network(), board(2), Scorer.none())
                .get("loss");
        assertThat(again).isCloseTo(measured, within(0.02));
    }

    @Test
    void the_loss_of_a_batch_counts_samples_exactly() {
        int many = 1001; // no bfloat16 number
        Tensor right = Tensor.of(Literal.zeros(TensorType.of(DType.INT64, many)));
        Tensor logits = Tensor.fill(TensorType.of(DType.BFLOAT16, many, 2), 0);
        Tensor loss = Loss.CROSS_ENTROPY.of(logits, right);
        assertThat(loss.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(loss.item()).isCloseTo(Math.log(2), within(1e-6));
        Judged judged = Judged.of(Loss.CROSS_ENTROPY, logits, right);
        assertThat(judged.loss().count().item()).isEqualTo(many);
        assertThat(judged.loss().sum().item()).isCloseTo(many * Math.log(2), within(1e-3));
    }
}
