package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.nn.optim.Plateau.Goal;
import org.junit.jupiter.api.Test;

class PlateauTest {
    private static PlateauState after(Plateau rule, double... metrics) {
        PlateauState state = rule.start();
        for (double metric : metrics) {
            state = state.next(metric);
        }
        return state;
    }

    @Test
    void the_scale_falls_when_more_than_patience_evaluations_bring_nothing() {
        Plateau rule = new Plateau(Goal.MINIMISE, 0.1, 2, 0, 0, 0);
        assertThat(after(rule, 1, 1, 1).scale()).isEqualTo(1);
        assertThat(after(rule, 1, 1, 1, 1).scale()).isEqualTo(0.1);
        assertThat(after(rule, 1, 1, 1, 0.9, 0.9, 0.9).scale()).isEqualTo(1);
        assertThat(after(rule, 1, 1, 1, 1, 1, 1, 1).scale()).isCloseTo(0.01, within(1e-15));
    }

    @Test
    void an_improvement_within_the_threshold_does_not_count_whatever_the_sign_of_the_metric() {
        Plateau lower = new Plateau(Goal.MINIMISE, 0.5, 0, 0.1, 0, 0);
        assertThat(after(lower, 1, 0.95).scale()).isEqualTo(0.5);
        assertThat(after(lower, 1, 0.85).scale()).isEqualTo(1);
        assertThat(after(lower, -1, -1.05).scale()).isEqualTo(0.5);
        assertThat(after(lower, -1, -1.2).scale()).isEqualTo(1);
        Plateau higher = new Plateau(Goal.MAXIMISE, 0.5, 0, 0.1, 0, 0);
        assertThat(after(higher, 0.5, 0.6).scale()).isEqualTo(1);
        assertThat(after(higher, 0.5, 0.4).scale()).isEqualTo(0.5);
    }

    @Test
    void evaluations_of_the_cooldown_are_not_counted() {
        Plateau rule = new Plateau(Goal.MINIMISE, 0.5, 0, 0, 2, 0);
        assertThat(after(rule, 1, 1).scale()).isEqualTo(0.5);
        assertThat(after(rule, 1, 1, 1, 1).scale()).isEqualTo(0.5);
        assertThat(after(rule, 1, 1, 1, 1, 1).scale()).isEqualTo(0.25);
    }

    @Test
    void the_scale_stays_above_the_lowest() {
        Plateau rule = new Plateau(Goal.MINIMISE, 0.1, 0, 0, 0, 0.05);
        assertThat(after(rule, 1, 1, 1, 1).scale()).isEqualTo(0.05);
    }

    @Test
    void a_metric_that_is_not_finite_never_improves() {
        Plateau rule = new Plateau(Goal.MINIMISE, 0.5, 0, 0, 0, 0);
        assertThat(after(rule, Double.NaN).scale()).isEqualTo(0.5);
        assertThat(after(rule, Double.POSITIVE_INFINITY, 3).best()).isEqualTo(3);
        assertThat(after(rule, 3, Double.NEGATIVE_INFINITY).best()).isEqualTo(3);
    }

    @Test
    void L5_patience_counts_evaluations_whatever_number_of_updates_lies_between() {
        Plateau rule = new Plateau(Goal.MINIMISE, 0.5, 1, 0, 0, 0);
        PlateauState state = rule.start();
        Schedule schedule = new Schedule.Constant(0.1);
        double[] metrics = {1, 1, 1};
        double rate = 0;
        for (long step = 0; step < 3000; step++) {
            rate = schedule.at(step) * state.scale();
            if (step % 1000 == 999) {
                state = state.next(metrics[(int) (step / 1000)]);
            }
        }
        assertThat(rate).isEqualTo(0.1);
        assertThat(state.scale()).isEqualTo(0.5);
    }

    @Test
    void absurd_options_are_refused_in_words() {
        assertThatThrownBy(() -> new Plateau(Goal.MINIMISE, 1.5, 0, 0, 0, 0))
                .hasMessage("plateau: the factor must lie between 0 and 1, got 1.5; 0.1 divides the rate by ten");
        assertThatThrownBy(() -> new Plateau(Goal.MINIMISE, 0.1, -1, 0, 0, 0))
                .hasMessageContaining("the patience must be a finite number of at least 0, got -1");
        assertThatThrownBy(() -> new Plateau(Goal.MINIMISE, 0.1, 1, 0, 0, 2))
                .hasMessageContaining("lowest scale must lie in [0, 1], got 2.0");
    }
}
