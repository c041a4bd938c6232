package gradus.nn.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.Batches;
import gradus.nn.data.Table;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final double GAP = Double.NaN;

    /// Channel a counts 0, 1, 2, …; channel b is ten times as much.
    private static Series counting(int length) {
        double[] values = new double[2 * length];
        for (int t = 0; t < length; t++) {
            values[2 * t] = t;
            values[2 * t + 1] = 10 * t;
        }
        return Series.of(List.of("a", "b"), values);
    }

    private static void refused(ThrowingCallable action, String message) {
        assertThatExceptionOfType(FormatException.class).isThrownBy(action).withMessage(message);
    }

    private static void illegal(ThrowingCallable action, String message) {
        assertThatIllegalArgumentException().isThrownBy(action).withMessage(message);
    }

    @Test
    void window_is_followed_by_its_target() {
        SeriesWindows windows =
                SeriesWindows.of(counting(10), Windows.of(3, 2).withStride(2).withTargets("b"));
        assertThat(windows.size()).isEqualTo(3);
        List<Literal> sample = Batches.sample(windows, 1, Key.of(0));
        assertThat(sample.get(0).floats()).containsExactly(2, 20, 3, 30, 4, 40);
        assertThat(sample.get(1).floats()).containsExactly(50, 60);
        assertThat(windows.start(2)).isEqualTo(4);
        assertThat(windows).hasToString("SeriesWindows[3 windows of 3 + 2 times, 2 channels, targets [1]]");
        List<Literal> batch = Batches.empty(windows, 2);
        windows.read(0, Key.of(0), batch, 1);
        assertThat(batch.get(1).floats()).containsExactly(0, 0, 30, 40);
    }

    @Test
    void no_target_of_one_part_lies_in_another_and_inputs_may_reach_back() {
        SeriesSplit split = SeriesSplit.ofLengths(counting(30), 15, 8, 7);
        Windows windows = Windows.of(4, 2).withTargets("a");
        assertThat(times(split, split.train(windows))).containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(times(split, split.validation(windows))).containsExactly(15, 16, 17, 18, 19, 20, 21, 22);
        assertThat(times(split, split.test(windows))).containsExactly(23, 24, 25, 26, 27, 28, 29);
    }

    private static List<Integer> times(SeriesSplit split, SeriesWindows windows) {
        return IntStream.range(0, windows.size())
                .boxed()
                .flatMap(i -> {
                    float[] wanted =
                            Batches.sample(windows, i, Key.of(0)).get(1).floats();
                    return Stream.of(wanted[0], wanted[1]);
                })
                .map(value -> (int) Math.round(split.scaling().original("a", value)))
                .distinct()
                .toList();
    }

    @Test
    void scaling_comes_from_the_training_part_only() {
        SeriesSplit split = SeriesSplit.of(counting(100), 0.5, 0.25, 0.25);
        assertThat(split.scaling()).isEqualTo(SeriesScaling.fit(counting(50)));
        assertThat(split.scaling().mean()).containsExactly(24.5, 245.0);
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < 50; t++) {
            sum += split.series().value(t, 1);
            squares += split.series().value(t, 1) * split.series().value(t, 1);
        }
        assertThat(sum).isCloseTo(0, within(1e-9));
        assertThat(squares / 50).isCloseTo(1, within(1e-9));
        SeriesScaling constant = SeriesScaling.fit(Series.of(List.of("c"), 5, 5, GAP, 5));
        assertThat(constant.deviation()).containsExactly(1.0);
    }

    @Test
    void gaps_are_filled_carried_or_skipped() {
        Series gaps = Series.of(List.of("a"), 1, GAP, GAP, 4, 5, GAP);
        assertThat(gaps.missing()).isEqualTo(3);
        Series carried = gaps.filled(Series.Fill.CARRY);
        assertThat(List.of(carried.value(1, 0), carried.value(2, 0), carried.value(5, 0)))
                .containsExactly(1.0, 1.0, 5.0);
        Series linear = gaps.range(0, 5).filled(Series.Fill.LINEAR);
        assertThat(linear.value(1, 0)).isCloseTo(2, within(1e-12));
        assertThat(linear.value(2, 0)).isCloseTo(3, within(1e-12));
        Series long1 = Series.of(List.of("a"), 0, 1, 2, GAP, 4, 5, 6, 7);
        SeriesWindows skipped = SeriesWindows.of(long1, Windows.of(2, 1).withGaps(Windows.Gaps.SKIP));
        assertThat(skipped.size()).isEqualTo(3);
        assertThat(List.of(skipped.start(0), skipped.start(1), skipped.start(2)))
                .containsExactly(0, 4, 5);
    }

    @Test
    void gaps_and_short_series_are_refused() {
        Series gaps = Series.of(List.of("a", "b"), 1, 1, 2, GAP, 3, 3);
        refused(
                () -> SeriesWindows.of(gaps, Windows.of(1, 1)),
                "series: every number must be there, but 1 are missing, the first in channel 'b' at time 1, counted from"
                        + " 0; fill the gaps, or let windows with gaps be skipped");
        refused(
                () -> SeriesWindows.of(gaps, Windows.of(2, 1).withGaps(Windows.Gaps.SKIP)),
                "series: at least one window must be without missing numbers, but all have some; fill the gaps or use"
                        + " shorter windows");
        refused(
                () -> SeriesSplit.ofLengths(counting(20), 10, 5, 5).train(Windows.of(8, 3)),
                "training part: a window of 8 + 3 times needs at least as many, but there are 10; use a shorter"
                        + " look-back or horizon");
        refused(
                () -> Series.of(List.of("a"), GAP, 1).filled(Series.Fill.CARRY),
                "series: channel 'a' has no number before its gap at the times 0 … 0, counted from 0; leave those times"
                        + " out");
        refused(
                () -> Series.of(List.of("a"), 1, GAP, GAP).filled(Series.Fill.LINEAR),
                "series: channel 'a' has no number after its gap at the times 1 … 2, counted from 0; leave those times"
                        + " out");
        refused(
                () -> SeriesScaling.fit(Series.of(List.of("a"), GAP)),
                "series scaling: channel 'a' needs a number in the training part, but has none");
    }

    @Test
    void table_gives_its_columns_of_numbers() {
        Table table = Table.of(
                List.of("date", "x", "y"), List.of(List.of("2020-01-01", "1.5", "2"), List.of("2020-01-02", "", "3")));
        Series series = Series.of(table);
        assertThat(series.names()).containsExactly("x", "y");
        assertThat(series.value(0, 0)).isEqualTo(1.5);
        assertThat(series.value(1, 0)).isNaN();
        assertThat(series.select("y").value(1, 0)).isEqualTo(3);
        assertThat(series).hasToString("Series[2 times of x, y]");
        refused(
                () -> Series.of(table, List.of("date")),
                "series: column 'date' must hold numbers, got '2020-01-01' in row 1; name the columns to be used");
        refused(() -> Series.of(table.select("date")), "series: the table needs a column of numbers, it has date");
    }

    @Test
    void bad_numbers_are_refused() {
        illegal(() -> Windows.of(0, 1), "windows: look-back, horizon and stride must be at least 1, got 0, 1 and 1");
        illegal(
                () -> Series.of(List.of("a", "a"), 1, 2),
                "series: it needs different names of channels and as many numbers at each time, got names [a, a] and 2"
                        + " numbers");
        illegal(() -> counting(3).channel("c"), "series: there is no channel 'c', the channels are a, b");
        illegal(() -> counting(3).range(2, 4), "series: a range must lie in 0 … 3, got 2 … 4");
        illegal(
                () -> SeriesSplit.of(counting(10), 0.8, 0.3, 0),
                "series split: the shares of training, validation and test must be at least 0 and sum to 1, that of"
                        + " training above 0, got [0.8, 0.3, 0.0]");
        illegal(
                () -> SeriesSplit.ofLengths(counting(10), 8, 3, 0),
                "series split: the parts must fit into 10 times and training must not be empty, got 8 + 3 + 0");
        illegal(
                () -> new SeriesScaling(List.of("a"), List.of(0.0), List.of(0.0)),
                "series scaling: each channel needs a finite mean and a finite deviation above 0, got [a], means [0.0],"
                        + " deviations [0.0]");
        SeriesScaling scaling = SeriesScaling.fit(counting(3));
        illegal(() -> scaling.apply(counting(3).select("b")), "series scaling: the channels must be [a, b], got [b]");
        illegal(() -> scaling.original("c", 1), "series scaling: there is no channel 'c', the channels are [a, b]");
    }
}
