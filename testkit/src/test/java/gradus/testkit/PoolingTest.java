package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.op.Window;
import gradus.core.op.Window.Axis;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorPools.Counting;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import org.junit.jupiter.api.Test;

/// Folds over windows: ties, missing numbers, means and messages.
final class PoolingTest {
    private static final Window PAIRS = Window.of(new Axis(2, 2, 0, 0, 1));

    private static Tensor line(float... values) {
        return Tensor.of(values).reshape(1, -1, 1);
    }

    @Test
    void g6_of_equal_numbers_the_first_takes_place_and_gradient() {
        Tensor x = line(3, 3, 1, 1, 2, 5);
        assertThat(x.windowArgMax(PAIRS).toDoubles()).containsExactly(0, 2, 5);
        Tensor gradient = Autodiff.gradient(p -> p.windowMax(PAIRS).sum(), x);
        assertThat(gradient.toDoubles()).containsExactly(1, 0, 1, 0, 0, 1);
    }

    @Test
    void g6_in_a_plane_the_first_is_the_first_in_row_major_order() {
        Tensor x = Tensor.of(new float[][] {{1, 7, 7}, {7, 0, 2}}).reshape(1, 2, 3, 1);
        assertThat(x.windowArgMax(Window.of(2, 2)).toDoubles()).containsExactly(1, 1);
        assertThat(Autodiff.gradient(p -> p.windowMax(Window.of(2, 3)).sum(), x).toDoubles())
                .containsExactly(0, 1, 0, 0, 0, 0);
        assertThat(Autodiff.gradient(p -> p.adaptiveMax(1, 1).sum(), x).toDoubles())
                .containsExactly(0, 1, 0, 0, 0, 0);
    }

    @Test
    void a_missing_number_is_the_maximum_of_its_window_only() {
        Tensor x = line(1, Float.NaN, 3, 4, Float.NaN, Float.NaN);
        Tensor max = x.windowMax(PAIRS);
        assertThat(max.get(0, 0, 0)).isNaN();
        assertThat(max.get(0, 1, 0)).isEqualTo(4);
        assertThat(x.windowArgMax(PAIRS).toDoubles()).containsExactly(1, 3, 4);
    }

    @Test
    void padding_is_never_the_maximum() {
        Window padded = Window.of(new Axis(3, 2, 1, 1, 1));
        float low = Float.NEGATIVE_INFINITY;
        assertThat(line(-5, -3, -9).windowMax(padded).toDoubles()).containsExactly(-3, -3);
        assertThat(line(low, low, low).windowArgMax(padded).toDoubles()).containsExactly(0, 1);
    }

    @Test
    void means_count_padding_or_not() {
        Window padded = Window.of(new Axis(2, 2, 1, 0, 1));
        Tensor x = line(4, 6, 8);
        assertThat(x.windowMean(padded, Counting.WITH_PADDING).toDoubles()).containsExactly(2, 7);
        assertThat(x.windowMean(padded, Counting.WITHOUT_PADDING).toDoubles()).containsExactly(4, 7);
    }

    @Test
    void the_mean_of_integers_is_no_integer() {
        Tensor whole = Tensor.of(Literal.of(new long[] {4, 6, 9}, 1, 3, 1));
        assertThat(whole.adaptiveMean(2).toDoubles()).containsExactly(5, 7.5);
    }

    @Test
    void bins_overlap_where_they_do_not_divide_the_axis() {
        Tensor x = line(1, 2, 3, 4, 6);
        assertThat(x.adaptiveMean(2).toDoubles()).containsExactly(2, (float) (13 / 3.0));
        assertThat(x.adaptiveMax(2).toDoubles()).containsExactly(3, 6);
        assertThat(x.adaptiveMax(5).toDoubles()).containsExactly(1, 2, 3, 4, 6);
        assertThat(line(1, 2).adaptiveMean(4).toDoubles()).containsExactly(1, 1, 2, 2);
    }

    @Test
    void spread_is_the_adjoint_of_the_sum() {
        Window window = Window.of(new Axis(3, 2, 1, 2, 2), new Axis(2, 3, 1, 0, 1));
        Tensor x = Tensor.normal(Key.of(1), 2, 7, 8, 5);
        Tensor sum = x.windowSum(window);
        Tensor weights = Tensor.normal(Key.of(2), sum.shape().sizes());
        Tensor spread =
                Autodiff.gradient(p -> p.windowSum(window).multiply(weights).sum(), x);
        double left = sum.multiply(weights).sum().item();
        double right = spread.multiply(x).sum().item();
        assertThat(Math.abs(left - right)).isLessThan(1e-3);
    }

    @Test
    void windows_that_pass_the_whole_numbers_do_not_wrap_around() {
        assertThatThrownBy(() -> new Axis(5, 1, 0, 0, 1 << 30))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("window: it must reach over at most 2147483647 places, got a size of 5 dilated"
                        + " by 1073741824 at PoolingTest.");
        Window padded = Window.of(new Axis(1, 1, Integer.MAX_VALUE, Integer.MAX_VALUE, 1));
        assertThatThrownBy(() -> Tensor.zeros(1, 8, 1).windowSum(padded))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("window: the padded input must have at most 2147483647 places, got"
                        + " 2147483647 + 8 + 2147483647 at PoolingTest.");
    }

    @Test
    void wrong_uses_are_named() {
        assertThatThrownBy(() -> Tensor.zeros(2, 4, 4, 3).windowMax(PAIRS))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "window_max: the input must have 3 axes, [batch, spatial, channels]," + " got [2, 4, 4, 3]");
        assertThatThrownBy(() -> Tensor.zeros(2, 1, 3).windowSum(PAIRS))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("window_sum: the window must fit into the padded input, got a window of 2 on"
                        + " 1 + 0 of padding at spatial axis 0");
        assertThatThrownBy(() -> Tensor.zeros(2, 3, 3).windowMax(Window.of(new Axis(2, 1, 2, 0, 1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("window_max: the window must read at least one element at each place, got 2 pad"
                        + " 2+0 on [3], which reads padding alone at place 0 of spatial axis 0");
        assertThatThrownBy(() -> Tensor.zeros(2, 3, 3).adaptiveMean(2, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("adaptive mean: the input must be [batch, spatial…, channels] with a number of"
                        + " bins for each spatial axis, and both positive, got [2, 3, 3] and bins [2, 2]");
    }
}
