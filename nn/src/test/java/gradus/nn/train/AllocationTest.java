package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Loader;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Networks;
import gradus.nn.layer.Normalization;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Sgd;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A step that was planned allocates nothing.
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM = 3000;
    private static final int MEASURED = 1000;

    private static long bytesPerStep(Layer network, ArrayDataset data, Loss loss, Optimizer optimizer, int batchSize) {
        var training = Training.of(network, data, loss).optimizer(optimizer);
        Recipe recipe = new Recipe(
                loss, Penalty.none(), optimizer, Stopping.afterEpochs(1).withNormsBelow(1e-9, 1e-9));
        TrainState state = training.start();
        Backend backend = Backends.standard();
        Loader loader = new Loader(data, batchSize, Loader.Order.SHUFFLED, Key.of(1));
        StateBuffers buffers = new StateBuffers(backend, state);
        var types = loader.types(batchSize);
        StepRunner runner = new StepRunner(
                StepGraph.of(network, recipe, state, types), recipe, state, buffers, types, backend);
        loader.fill(0, 0, runner.batch());
        Map<String, Double> numbers = optimizer.scalars(5);
        for (int i = 0; i < WARM; i++) {
            runner.run(numbers, i);
        }
        long least = Long.MAX_VALUE; // compilation threads disturb now and then
        for (int attempt = 0; attempt < 5 && least > 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < MEASURED; i++) {
                runner.run(numbers, i);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least / MEASURED;
    }

    @Test
    void a_step_of_a_perceptron_with_softmax_cross_entropy_and_adam() {
        Layer network = Networks.mlp(16, 8).build(2, 2, Key.of(1));
        assertThat(bytesPerStep(network, Small.classes(64, 1), Loss.CROSS_ENTROPY, Adam.of(0.001), 16))
                .isZero();
    }

    @Test
    void a_step_of_plain_descent_on_squared_errors() {
        Layer network = Networks.mlp(8, 8).activation(Activation.TANH).build(2, 1, Key.of(1));
        assertThat(bytesPerStep(network, Small.values(64, 1), Loss.MEAN_SQUARED_ERROR, Sgd.of(0.01), 16))
                .isZero();
    }

    @Test
    void a_step_with_dropout_batch_norm_class_weights_and_decay() {
        Layer network = Networks.mlp(8)
                .dropout(0.2)
                .normalization(Normalization.BATCH)
                .build(2, 2, Key.of(1));
        Loss loss = CrossEntropy.defaults().withClassWeights(List.of(1.0, 2.0)).withLabelSmoothing(0.1);
        Optimizer optimizer = AdamW.of(0.001).decay(Decay.of(0.01));
        assertThat(bytesPerStep(network, Small.classes(64, 1), loss, optimizer, 16))
                .isZero();
    }

    @Test
    void a_step_large_enough_to_be_shared_among_threads() {
        Key key = Key.of(2);
        float[] features = new float[256 * 64];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) key.normal(i);
        }
        ArrayDataset data = ArrayDataset.ofClasses(features, 64, new int[256]);
        Layer network = Networks.mlp(256).build(64, 10, key);
        assertThat(bytesPerStep(network, data, Loss.CROSS_ENTROPY, Adam.of(0.001), 256))
                .isZero();
    }
}
