package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.loss.Loss;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A model that is asked about its loss says the one it was trained with, or that it does not know.
final class TrainedLossTest {
    private static TrainedLoss told(Map<String, String> settings) {
        return TrainedLoss.of(new Provenance("1", "data", "hash", settings, Map.of()), Loss.CROSS_ENTROPY);
    }

    @Test
    void the_loss_of_the_settings_is_taken() {
        for (Loss loss : new Loss[] {Loss.CROSS_ENTROPY, Loss.MEAN_ABSOLUTE_ERROR, Loss.HUBER}) {
            TrainedLoss found = told(Map.of("loss", loss.toString()));
            assertThat(found.loss()).isEqualTo(loss);
            assertThat(found.note()).isEmpty();
        }
    }

    @Test
    void a_model_that_does_not_say_is_told_of() {
        TrainedLoss silent = told(Map.of());
        assertThat(silent.loss()).isEqualTo(Loss.CROSS_ENTROPY);
        assertThat(silent.note().orElseThrow()).contains("does not say by which loss", Loss.CROSS_ENTROPY.name());
        assertThat(told(Map.of("loss", "own goal")).note().orElseThrow()).contains("trained by own goal");
    }
}
