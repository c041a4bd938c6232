package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Key;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Linear;
import gradus.nn.loss.Loss;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTextTest {
    @Test
    void an_epoch_is_told_in_a_line() {
        Map<String, Double> validation = new LinkedHashMap<>();
        validation.put("loss", 0.35);
        validation.put("accuracy", 0.9);
        var report = new EpochReport(2, 40, 1e-3, 0.3125, Map.of("divergence", 1.5), validation, 0.35);
        assertThat(report)
                .hasToString("epoch 2, step 40: training loss 0.3125, divergence 1.500, validation loss 0.3500,"
                        + " accuracy 0.9000");
        assertThat(new EpochReport(1, 7, 1e-3, 2, Map.of(), 2)).hasToString("epoch 1, step 7: training loss 2.000");
    }

    @Test
    void a_run_of_one_epoch_tells_its_loss_once_and_a_longer_one_the_first_and_the_last() {
        var data = ArrayDataset.ofValues(new float[20], 1, new float[20]);
        var training = Training.of(Linear.of(1, 1, Key.of(1)), data, Loss.MEAN_SQUARED_ERROR)
                .batchSize(20);
        assertThat(training.epochs(1).fit().report())
                .startsWith("Training ended after 1 step in 1 epoch: ")
                .endsWith("Training loss 0.00000.");
        assertThat(training.epochs(2).fit().report())
                .startsWith("Training ended after 2 steps in 2 epochs: ")
                .endsWith("Training loss 0.00000 → 0.00000.");
    }

    @Test
    void a_run_that_ends_within_its_first_epoch_tells_its_loss() {
        var data = ArrayDataset.ofValues(new float[20], 1, new float[20]);
        var run = Training.of(Linear.of(1, 1, Key.of(1)), data, Loss.MEAN_SQUARED_ERROR)
                .batchSize(5)
                .steps(2)
                .fit();
        assertThat(run.report())
                .contains("after 2 steps in 0 epochs", "Training loss 0.00000, the mean of the unfinished epoch.");
    }
}
