package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Row;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Linear;
import gradus.nn.metric.TemperatureScaling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
    private static final int ROWS = 600;

    /// Two classes whose true probabilities are `softmax(logits / temperature)`.
    private static Optional<TemperatureScaling> fitted(double temperature, int rows) {
        Random random = new Random(4);
        double[] logits = new double[2 * rows];
        int[] targets = new int[rows];
        for (int row = 0; row < rows; row++) {
            double truth = 2 * random.nextGaussian();
            logits[2 * row] = truth * temperature;
            targets[row] = random.nextDouble() < 1 / (1 + Math.exp(-truth)) ? 0 : 1;
        }
        return Calibration.of(logits, targets);
    }

    @Test
    void confidence_that_is_too_large_is_taken_away() {
        assertThat(fitted(3, ROWS).orElseThrow().temperature()).isCloseTo(3, within(0.6));
    }

    @Test
    void confidence_that_is_too_small_is_given() {
        assertThat(fitted(0.3, ROWS).orElseThrow().temperature()).isCloseTo(0.3, within(0.06));
    }

    @Test
    void probabilities_that_are_right_stay_as_they_are() {
        assertThat(fitted(1, ROWS)).isEmpty();
    }

    @Test
    void a_few_rows_decide_nothing() {
        assertThat(fitted(3, 9)).isEmpty();
    }

    @Test
    void rows_that_are_all_answered_right_do_not_say_how_confident_answers_may_be() {
        double[] logits = new double[2 * ROWS];
        int[] targets = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            targets[row] = row % 2;
            logits[2 * row + targets[row]] = 1;
        }
        assertThat(Calibration.of(logits, targets)).isEmpty();
    }

    @Test
    void a_model_divides_its_logits_by_the_temperature_and_keeps_its_labels() {
        List<FeatureEncoder> columns =
                List.of(new FeatureEncoder.Standardize("x", List.of(), 0, 0, 0, 1, FeatureEncoder.MissingFlag.NONE));
        Preprocessing preprocessing =
                new Preprocessing(columns, new TargetEncoder.Classes("y", List.of("a", "b", "c"), List.of(1, 1, 1)));
        Linear network = Linear.of(1, 3, Key.of(2));
        Provenance provenance = new Provenance("1", "x", "00", Map.of(), Map.of());
        TableModel plain = new TableModel(network, preprocessing, provenance);
        Trust trust = new Trust(Optional.empty(), Optional.of(new TemperatureScaling(2.5)));
        TableModel scaled = new TableModel(network, preprocessing, trust, provenance);
        Prediction.OfClass before = (Prediction.OfClass) plain.predict(Row.of(Map.of("x", "1.7")));
        Prediction.OfClass after = (Prediction.OfClass) scaled.predict(Row.of(Map.of("x", "1.7")));
        assertThat(after.label()).isEqualTo(before.label());
        double[] roots = before.probabilities().values().stream()
                .mapToDouble(p -> Math.pow(p, 1 / 2.5))
                .toArray();
        double sum = roots[0] + roots[1] + roots[2];
        List<Double> answers = List.copyOf(after.probabilities().values());
        for (int i = 0; i < 3; i++) {
            assertThat(answers.get(i)).isCloseTo(roots[i] / sum, within(1e-6));
        }
    }
}
