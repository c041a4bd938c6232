package gradus.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.train.EpochReport;
import gradus.nn.train.StopReason;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Courses by formula: what is said of them, and of what scale they are.
final class CourseTest {
    private static final int EPOCHS = 40;

    private static List<String> found(DoubleUnaryOperator training, DoubleUnaryOperator validation, int best) {
        return found(training, validation, best, OptionalDouble.empty());
    }

    private static List<String> found(
            DoubleUnaryOperator training, DoubleUnaryOperator validation, int best, OptionalDouble ratio) {
        List<EpochReport> epochs = IntStream.range(0, EPOCHS)
                .mapToObj(i -> {
                    double share = i / (EPOCHS - 1.0);
                    double judged = validation.applyAsDouble(share);
                    return new EpochReport(
                            i + 1, 10L * (i + 1), 1e-3, training.applyAsDouble(share), Map.of("loss", judged), judged);
                })
                .toList();
        Course course = new Course(epochs, StopReason.EPOCHS_DONE, best, OptionalDouble.of(1), 0, () -> ratio, false);
        return course.examine().stream().map(Finding::id).toList();
    }

    @Test
    void a_loss_that_falls_and_flattens_is_well() {
        assertThat(found(x -> Math.exp(-8 * x), x -> 0.05 + Math.exp(-8 * x), EPOCHS))
                .isEmpty();
    }

    @Test
    void noise_at_the_bottom_is_no_rise() {
        assertThat(found(x -> 1e-3 * (2 + Math.sin(500 * x)) + Math.exp(-12 * x), x -> 0.01 + Math.exp(-12 * x), 30))
                .isEmpty();
    }

    @Test
    void a_loss_that_swings_is_too_fast() {
        assertThat(found(x -> 0.6 + 0.3 * Math.sin(300 * x), x -> 0.6 + 0.3 * Math.sin(300 * x), EPOCHS))
                .containsExactly("learning-rate-too-high");
    }

    @Test
    void a_loss_that_swings_while_the_weights_stay_is_not_too_fast() {
        DoubleUnaryOperator swinging = x -> 0.6 + 0.3 * Math.sin(300 * x);
        assertThat(found(swinging, x -> 0.6, EPOCHS, OptionalDouble.of(1e-6))).doesNotContain("learning-rate-too-high");
        assertThat(found(swinging, x -> 0.6, EPOCHS, OptionalDouble.of(1e-3))).contains("learning-rate-too-high");
    }

    @Test
    void a_loss_that_rises_in_the_end_is_too_fast() {
        assertThat(found(x -> 1 - x + (x > 0.7 ? 6 * (x - 0.7) : 0), x -> 0.9, 20))
                .contains("learning-rate-too-high");
    }

    @Test
    void a_loss_that_crawls_is_too_slow() {
        assertThat(found(x -> 1 - 0.1 * x, x -> 1 - 0.1 * x, EPOCHS)).containsExactly("learning-rate-too-low");
    }

    @Test
    void a_loss_that_falls_fast_to_the_end_is_not_finished() {
        assertThat(found(x -> 1 - 0.6 * x, x -> 1 - 0.6 * x, EPOCHS)).containsExactly("not-finished");
    }

    @Test
    void a_validation_loss_that_rises_again_is_over_fitting() {
        assertThat(found(x -> Math.exp(-5 * x), x -> Math.exp(-5 * x) + x, 14)).containsExactly("over-fitting");
    }

    @Test
    void a_validation_loss_that_is_best_at_once_is_told() {
        assertThat(found(x -> 0.5 + 0.4 * Math.exp(-9 * x), x -> 0.45 + 0.24 * Math.min(1, 9 * x), 1))
                .containsExactly("best-epoch-early");
    }

    @Test
    void few_epochs_are_no_course() {
        EpochReport epoch = new EpochReport(1, 10, 1e-3, 5, Map.of(), 5);
        OptionalDouble unknown = OptionalDouble.empty();
        assertThat(new Course(List.of(epoch), StopReason.EPOCHS_DONE, 1, unknown, 0, () -> unknown, false).examine())
                .isEmpty();
    }

    @Test
    void a_loss_that_is_not_finite_has_diverged() {
        List<String> found = found(x -> x > 0.5 ? Double.NaN : 1, x -> 1, 1);
        assertThat(found).containsExactly("diverged");
    }
}
