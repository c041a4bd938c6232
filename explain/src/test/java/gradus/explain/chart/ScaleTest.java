package gradus.explain.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static List<String> ticks(Axis axis, int wanted, double... numbers) {
        return Scale.of(axis, DoubleStream.of(numbers), Scale.Ends.AT_TICKS, wanted).ticks(wanted).stream()
                .map(Scale.Tick::text)
                .toList();
    }

    @Test
    void ticks_are_multiples_of_one_two_or_five() {
        assertThat(ticks(Axis.of(""), 5, 0, 1)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
        assertThat(ticks(Axis.of(""), 5, -3, 4)).containsExactly("−4", "−2", "0", "2", "4");
        assertThat(ticks(Axis.of(""), 4, 0, 7.3e-7)).containsExactly("0", "2·10⁻⁷", "4·10⁻⁷", "6·10⁻⁷", "8·10⁻⁷");
        assertThat(ticks(Axis.of(""), 4, 0, 2e6)).containsExactly("0", "500000", "10⁶", "1.5·10⁶", "2·10⁶");
    }

    @Test
    void epochs_have_whole_ticks() {
        assertThat(ticks(Axis.whole("epoch"), 9, 1, 3)).containsExactly("1", "2", "3");
        assertThat(ticks(Axis.whole("epoch"), 9, 1)).doesNotContain("0.5", "1.5");
    }

    @Test
    void logarithmic_ticks_are_powers_of_ten_and_numbers_that_are_not_positive_have_no_place() {
        Axis axis = Axis.of("loss").logarithmic();
        assertThat(ticks(axis, 6, 1e-3, 100, -5, 0)).containsExactly("0.001", "0.01", "0.1", "1", "10", "100");
        assertThat(ticks(axis, 6, 2, 30)).containsExactly("2", "5", "10", "20");
        Scale scale =
                Scale.of(axis, DoubleStream.of(1, 100), Scale.Ends.EXACT, 5).on(0, 200);
        assertThat(scale.at(10)).isEqualTo(100);
        assertThat(scale.at(0)).isNaN();
        assertThat(scale.at(-1)).isNaN();
    }

    @Test
    void numbers_are_short() {
        assertThat(Numbers.brief(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Numbers.brief(-1234.5)).isEqualTo("−1230");
        assertThat(Numbers.brief(-1e-5)).isEqualTo("−10⁻⁵");
        assertThat(Numbers.brief(6.022e23)).isEqualTo("6.02·10²³");
        assertThat(Numbers.brief(Double.NaN)).isEqualTo("NaN");
        assertThat(Numbers.brief(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
        assertThat(Numbers.of(0.68987, 4)).isEqualTo("0.6899");
    }

    @Test
    void a_histogram_counts_every_finite_number_once() {
        Histogram histogram = Histogram.of(new double[] {0, 1, 2, 4, 4, Double.NaN, Double.POSITIVE_INFINITY});
        assertThat(histogram.total()).isEqualTo(5);
        assertThat(histogram.notFinite()).isEqualTo(2);
        assertThat(histogram.counts().getFirst()).isEqualTo(1);
        assertThat(histogram.counts().getLast()).isEqualTo(2);
        double area = 0;
        for (int bin = 0; bin < histogram.counts().size(); bin++) {
            area += histogram.density(bin) * histogram.width();
        }
        assertThat(area).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(Histogram.of(new double[] {5, 5}).total()).isEqualTo(2);
        assertThat(Histogram.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE})
                        .total())
                .isEqualTo(2);
    }
}
