package gradus.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.Key;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {
    private static final int ROWS = 20_000;

    /// Logits of two classes whose true log odds are `odds`, shown as `factor` times as large.
    private static double[] logits(double factor, int[] targets) {
        Key key = Key.of(3);
        double[] logits = new double[2 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            double odds = 2 * key.normal(row);
            targets[row] = key.fold("class").uniform(row) < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
            logits[2 * row + 1] = factor * odds;
        }
        return logits;
    }

    @Test
    void the_temperature_undoes_logits_that_are_too_large_or_too_small() {
        for (double factor : new double[] {0.25, 1, 3}) {
            int[] targets = new int[ROWS];
            double[] logits = logits(factor, targets);
            TemperatureScaling scaling = TemperatureScaling.fit(logits, targets);
            assertThat(scaling.temperature()).isCloseTo(factor, within(0.06 * factor));
            double before = Classification.logLoss(targets, new TemperatureScaling(1).probabilities(logits, 2));
            double after = Classification.logLoss(targets, scaling.probabilities(logits, 2));
            assertThat(after).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void confident_logits_are_calibrated_and_the_answers_stay() {
        int[] targets = new int[ROWS];
        double[] logits = logits(4, targets);
        double[] before = new TemperatureScaling(1).probabilities(logits, 2);
        double[] after = TemperatureScaling.fit(logits, targets).probabilities(logits, 2);
        assertThat(Classification.calibrationError(targets, before, 15)).isGreaterThan(0.1);
        assertThat(Classification.calibrationError(targets, after, 15)).isLessThan(0.02);
        assertThat(Classification.predictions(after, 2)).isEqualTo(Classification.predictions(before, 2));
    }

    @Test
    void absurd_input_is_refused_in_words() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TemperatureScaling(0))
                .withMessage("temperature scaling: the temperature must be above 0 and finite, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemperatureScaling.fit(new double[5], new int[2]))
                .withMessage(
                        "temperature scaling: logits must be whole rows, one per target, got 5 logits for 2 targets");
    }
}
