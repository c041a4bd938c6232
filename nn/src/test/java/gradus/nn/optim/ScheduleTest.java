package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.nn.optim.Schedule.Anneal;
import gradus.nn.optim.Schedule.Beyond;
import gradus.nn.optim.Schedule.Chain;
import gradus.nn.optim.Schedule.Constant;
import gradus.nn.optim.Schedule.CosineDecay;
import gradus.nn.optim.Schedule.CosineRestarts;
import gradus.nn.optim.Schedule.CosineWave;
import gradus.nn.optim.Schedule.Decay;
import gradus.nn.optim.Schedule.Exponential;
import gradus.nn.optim.Schedule.InverseTime;
import gradus.nn.optim.Schedule.Linear;
import gradus.nn.optim.Schedule.OneCycle;
import gradus.nn.optim.Schedule.PerEpoch;
import gradus.nn.optim.Schedule.Phase;
import gradus.nn.optim.Schedule.Piecewise;
import gradus.nn.optim.Schedule.Polynomial;
import gradus.nn.optim.Schedule.Scaled;
import gradus.nn.optim.Schedule.StepDecay;
import gradus.nn.optim.Schedule.WarmUp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden rates at the edges of every schedule (steps 0, 1, w−1, w, T−1, T) and the known mistakes of others,
/// here T = 10, w = 4.
class ScheduleTest {
    private static final long[] EDGES = {0, 1, 3, 4, 9, 10};

    static Stream<Arguments> golden() {
        return Stream.of(
                golden(new Constant(0.1), 0.1, 0.1, 0.1, 0.1, 0.1, 0.1),
                golden(new Piecewise(List.of(3L, 9L), List.of(0.3, 0.2, 0.1)), 0.3, 0.3, 0.3, 0.2, 0.2, 0.1),
                golden(new StepDecay(1, 4, 0.5), 1, 1, 1, 0.5, 0.25, 0.25),
                golden(
                        new Exponential(1, 10, 0.01, Decay.SMOOTH),
                        1,
                        0.630957344,
                        0.251188643,
                        0.158489319,
                        0.0158489319,
                        0.01),
                golden(new Exponential(1, 4, 0.1, Decay.STAIRCASE), 1, 1, 1, 0.1, 0.01, 0.01),
                golden(new InverseTime(1, 4, 1, Decay.SMOOTH), 1, 0.8, 0.571428571, 0.5, 0.307692308, 0.285714286),
                golden(new InverseTime(1, 4, 1, Decay.STAIRCASE), 1, 1, 1, 0.5, 0.333333333, 0.333333333),
                golden(new Linear(1, 0.5, 10), 1, 0.95, 0.85, 0.8, 0.55, 0.5),
                golden(new Polynomial(1, 0, 10, 2, Beyond.HOLD), 1, 0.81, 0.49, 0.36, 0.01, 0),
                golden(new Polynomial(1, 0, 4, 1, Beyond.CYCLE), 1, 0.75, 0.25, 0, 0.25, 0.166666667),
                golden(new CosineWave(1, 0, 4), 1, 0.853553391, 0.146446609, 0, 0.853553391, 0.5),
                golden(
                        new CosineDecay(0.1, 0.05, 10),
                        0.1,
                        0.0987764129,
                        0.0896946313,
                        0.0827254249,
                        0.0512235871,
                        0.05),
                golden(CosineRestarts.of(1, 4), 1, 0.853553391, 0.146446609, 1, 0.853553391, 0.5),
                golden(OneCycle.of(1, 10), 0.04, 0.52, 0.9504846320, 0.8117456540, 4e-6, 4e-6),
                golden(
                        new OneCycle(1, 10, 0.3, 25, 1e4, Anneal.LINEAR),
                        0.04,
                        0.52,
                        0.857143429,
                        0.714286857,
                        4e-6,
                        4e-6),
                golden(CosineDecay.of(0.1, 6).withWarmUp(4), 0.025, 0.05, 0.1, 0.1, 0.00669872981, 0),
                golden(new Scaled(new PerEpoch(4, new StepDecay(1, 1, 0.5)), 0.1), 0.1, 0.1, 0.1, 0.05, 0.025, 0.025),
                golden(chain(), 1, 0.75, 0.25, 0.2, 0.1, 0.1),
                golden(new PerEpoch(4, new StepDecay(1, 1, 0.5)), 1, 1, 1, 0.5, 0.25, 0.25));
    }

    private static Schedule chain() {
        return new Chain(
                List.of(new Phase(new Linear(1, 0, 4), 4), new Phase(new Constant(0.2), 5)), new Constant(0.1));
    }

    private static Arguments golden(Schedule schedule, double... rates) {
        return Arguments.of(schedule, rates);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void a_schedule_has_its_golden_rates_at_its_edges(Schedule schedule, double[] rates) {
        double[] actual = Arrays.stream(EDGES).mapToDouble(schedule::at).toArray();
        assertThat(actual).containsExactly(rates, within(1e-9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void a_rate_is_a_pure_function_of_the_step_so_a_resume_at_any_edge_continues_it(Schedule schedule, double[] rates) {
        double[] straight = new double[12];
        Arrays.setAll(straight, schedule::at);
        for (long edge : EDGES) {
            double[] resumed = straight.clone();
            for (int step = (int) edge; step < resumed.length; step++) {
                resumed[step] = schedule.at(step);
            }
            assertThat(resumed).containsExactly(straight);
        }
    }

    @Test
    void every_schedule_has_golden_rates() {
        List<Class<?>> covered =
                golden().<Class<?>>map(a -> a.get()[0].getClass()).distinct().toList();
        assertThat(covered).containsAll(List.of(Schedule.class.getPermittedSubclasses()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void a_negative_step_is_refused(Schedule schedule, double[] rates) {
        assertThatThrownBy(() -> schedule.at(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schedule: the step counts updates from 0, got -1");
    }

    @Test
    void L2_the_last_step_of_one_cycle_and_cosine_is_defined_and_so_is_every_later_one() {
        Schedule oneCycle = OneCycle.of(1, 10);
        assertThat(oneCycle.at(9)).isEqualTo(1.0 / 25 / 1e4);
        assertThat(oneCycle.at(1_000_000)).isEqualTo(oneCycle.at(9));
        assertThat(CosineDecay.of(1, 10).at(10)).isZero();
        assertThat(CosineDecay.of(1, 10).at(11)).isZero();
        assertThat(new OneCycle(1, 10, 0, 25, 1e4, Anneal.LINEAR).at(0)).isEqualTo(1);
        assertThat(OneCycle.of(1, 2).at(0)).isEqualTo(1);
        assertThat(OneCycle.of(1, 2).at(1)).isEqualTo(4e-6);
    }

    @Test
    void L2_a_restart_begins_at_its_peak_exactly_one_period_later() {
        Schedule restarts = new CosineRestarts(1, 0.1, 4, 2, 0.5); // peaks at 0, 4, 12, 28
        assertThat(restarts.at(4)).isEqualTo(0.5);
        assertThat(restarts.at(12)).isEqualTo(0.25);
        assertThat(restarts.at(28)).isEqualTo(0.125);
        assertThat(restarts.at(60)).as("a peak never sinks below the end").isEqualTo(0.1);
        assertThat(restarts.at(3)).isBetween(0.1, 0.3);
        assertThat(new CosineRestarts(1, 0, 4, 2, 1).at(Long.MAX_VALUE)).isBetween(0.0, 1.0);
    }

    @Test
    void L2_a_polynomial_cycle_is_defined_at_step_0_and_at_each_multiple() {
        Schedule cycle = new Polynomial(1, 0, 4, 1, Beyond.CYCLE);
        assertThat(cycle.at(0)).isEqualTo(1);
        assertThat(cycle.at(4)).isZero();
        assertThat(cycle.at(5)).isCloseTo(0.375, within(1e-12));
        assertThat(cycle.at(8)).isZero();
    }

    @Test
    void L3_the_first_update_is_step_0_and_has_the_initial_rate() {
        assertThat(new StepDecay(0.5, 1, 0.1).at(0)).isEqualTo(0.5);
        assertThat(new Exponential(0.5, 1, 0.1, Decay.SMOOTH).at(0)).isEqualTo(0.5);
        assertThat(new Linear(0.5, 0, 3).at(0)).isEqualTo(0.5);
        assertThat(CosineDecay.of(0.5, 3).at(0)).isEqualTo(0.5);
        assertThat(new InverseTime(0.5, 1, 1, Decay.SMOOTH).at(0)).isEqualTo(0.5);
    }

    @Test
    void L4_the_first_step_of_a_warm_up_is_not_zero_and_its_last_has_the_full_rate() {
        Schedule warm = new WarmUp(5, new Constant(0.1));
        assertThat(warm.at(0)).isCloseTo(0.02, within(1e-15));
        assertThat(warm.at(4)).isEqualTo(0.1);
        assertThat(warm.at(5)).isEqualTo(0.1);
        assertThat(new WarmUp(0, new Constant(0.1)).at(0)).isEqualTo(0.1);
    }

    @Test
    void L5_a_schedule_counts_updates_and_a_rate_per_epoch_is_asked_for_by_name() {
        Schedule perUpdate = new StepDecay(1, 2, 0.1);
        Schedule perEpoch = new PerEpoch(100, perUpdate);
        assertThat(perUpdate.at(2)).isCloseTo(0.1, within(1e-15));
        assertThat(perEpoch.at(199)).isEqualTo(1);
        assertThat(perEpoch.at(200)).isCloseTo(0.1, within(1e-15));
    }

    static Stream<Arguments> absurd() {
        return Stream.of(
                refused(
                        () -> new Constant(-1),
                        "constant schedule: the rate must be a finite number of at least 0, got -1.0"),
                refused(() -> new Constant(Double.NaN), "got NaN"),
                refused(
                        () -> new Linear(0.1, Double.POSITIVE_INFINITY, 3),
                        "linear schedule: the end rate",
                        "got Infinity"),
                refused(
                        () -> new Linear(0.1, 0, 0),
                        "number of steps must be at least 1, got 0",
                        "updates",
                        "not epochs"),
                refused(
                        () -> new StepDecay(0.1, 3, 0),
                        "step decay: the factor must be a finite number above 0, got 0.0"),
                refused(() -> new OneCycle(1, 10, 1.5, 25, 1e4, Anneal.COSINE), "[0, 1), got 1.5"),
                refused(() -> OneCycle.of(1, 1), "number of steps must be at least 2, got 1"),
                refused(() -> new CosineRestarts(1, 0, 4, 0, 1), "period factor must be at least 1, got 0"),
                refused(
                        () -> new WarmUp(-3, new Constant(1)),
                        "warm-up: the number of steps must be at least 0, got -3"),
                refused(() -> new Phase(new Constant(1), 0), "length of a phase must be at least 1, got 0"),
                refused(() -> new PerEpoch(0, new Constant(1)), "updates in an epoch must be at least 1, got 0"),
                refused(() -> new Piecewise(List.of(3L, 3L), List.of(1.0, 1.0, 1.0)), "boundaries must rise", "[3, 3]"),
                refused(
                        () -> new Piecewise(List.of(3L), List.of(1.0)),
                        "one rate more",
                        "got 1 rates and 1 boundaries"));
    }

    private static Arguments refused(ThrowingCallable make, String... parts) {
        return Arguments.of(parts[0], make, parts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("absurd")
    void an_absurd_option_is_refused_in_words(String name, ThrowingCallable make, String[] parts) {
        assertThatThrownBy(make).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }
}
