package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.op.CompareFn;
import gradus.core.op.Ordered.Direction;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorOrder;
import gradus.core.tensor.TensorOrder.Bounds;
import gradus.core.type.Key;
import gradus.core.type.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sorting, running folds, turning, cutting, repeating.
final class OrderTest {
    private static final double NAN = Double.NaN;

    @Test
    void sorting_is_stable_and_puts_nan_last_in_both_directions() {
        Tensor x = Tensor.of(2.0, NAN, -1.0, 2.0, 0.0, -0.0, NAN);
        assertThat(x.argSort(0, Direction.ASCENDING).toDoubles()).containsExactly(2, 4, 5, 0, 3, 1, 6);
        assertThat(x.argSort(0, Direction.DESCENDING).toDoubles()).containsExactly(0, 3, 4, 5, 2, 1, 6);
        assertThat(x.sort(0, Direction.ASCENDING).toDoubles()).containsExactly(-1, 0, -0.0, 2, 2, NAN, NAN);
    }

    @Test
    void a_sort_along_an_inner_axis_leaves_the_others_alone() {
        Tensor x = Tensor.of(new double[][] {{3, 1}, {1, 2}, {2, 0}});
        assertThat(x.sort(0, Direction.ASCENDING).toDoubles()).containsExactly(1, 0, 2, 1, 3, 2);
    }

    @Test
    void the_largest_come_with_their_places() {
        TensorOrder.TopK top =
                Tensor.of(new double[][] {{1, 5, 5, 2}, {9, 0, 3, 4}}).topK(2, -1);
        assertThat(top.values().toDoubles()).containsExactly(5, 5, 9, 4);
        assertThat(top.indices().toDoubles()).containsExactly(1, 2, 0, 3);
        assertThatThrownBy(() -> Tensor.of(1.0, 2.0).topK(3, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("top k: k must lie in [0, 2], the size of axis 0 of [2], got 3 at OrderTest.");
    }

    @Test
    void the_gradient_of_a_sort_finds_its_way_back() {
        Tensor x = Tensor.of(3.0, 1.0, 2.0);
        Tensor weights = Tensor.of(10.0, 20.0, 30.0);
        Tensor gradient = Autodiff.gradient(
                p -> p.sort(0, Direction.ASCENDING).multiply(weights).sum(), x);
        assertThat(gradient.toDoubles()).containsExactly(30, 10, 20);
    }

    @Test
    void running_sums_count_their_element_or_stop_before_it() {
        Tensor x = Tensor.of(1.0, 2.0, 3.0);
        assertThat(x.cumulativeSum(0).toDoubles()).containsExactly(1, 3, 6);
        assertThat(x.cumulativeSum(0, Bounds.EXCLUSIVE).toDoubles()).containsExactly(0, 1, 3);
        assertThat(x.flip(0).cumulativeSum(0).flip(0).toDoubles()).containsExactly(6, 5, 3);
        assertThat(Tensor.zeros(0).cumulativeSum(0, Bounds.EXCLUSIVE).toDoubles())
                .isEmpty();
    }

    @Test
    void G6_the_gradient_of_a_running_maximum_goes_to_the_first_of_equals() {
        Tensor x = Tensor.of(1.0, 3.0, 3.0, 2.0);
        assertThat(x.cumulativeMax(0).toDoubles()).containsExactly(1, 3, 3, 3);
        assertThat(Autodiff.gradient(p -> p.cumulativeMax(0).sum(), x).toDoubles())
                .containsExactly(1, 3, 0, 0);
    }

    @Test
    void elements_are_rolled_repeated_tiled_and_split() {
        Tensor x = Tensor.of(1.0, 2.0, 3.0);
        assertThat(x.roll(1, 0).toDoubles()).containsExactly(3, 1, 2);
        assertThat(x.roll(-4, 0).toDoubles()).containsExactly(2, 3, 1);
        assertThat(x.repeat(2, 0).toDoubles()).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(x.tile(2, 0).toDoubles()).containsExactly(1, 2, 3, 1, 2, 3);
        List<Tensor> parts = x.split(0, 1, 0, 2);
        assertThat(parts.get(1).toDoubles()).isEmpty();
        assertThat(parts.get(2).toDoubles()).containsExactly(2, 3);
        assertThatThrownBy(() -> x.split(0, 1, 1))
                .hasMessageStartingWith("split: the sizes must add up to 3, axis 0 of [3], got [1, 1] at OrderTest.");
        int most = Integer.MAX_VALUE;
        assertThatThrownBy(() -> x.split(0, most, most, 5)) // their sum is 3, were it taken modulo 2³²
                .hasMessageStartingWith("split: the sizes must add up to 3, axis 0 of [3], got [2147483647, 2147483647,"
                        + " 5] at OrderTest.");
        assertThat(Tensor.of(1.0, 2.0).outer(x).toDoubles()).containsExactly(1, 2, 3, 2, 4, 6);
    }

    @Test
    void triangles_keep_one_side_of_a_diagonal() {
        Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(x.lowerTriangle(0).toDoubles()).containsExactly(1, 0, 0, 4, 5, 0);
        assertThat(x.lowerTriangle(1).toDoubles()).containsExactly(1, 2, 0, 4, 5, 6);
        assertThat(x.upperTriangle(1).toDoubles()).containsExactly(0, 2, 3, 0, 0, 6);
        assertThat(TensorOrder.triangle(2, 3, 0, CompareFn.LESS_OR_EQUAL).toDoubles())
                .containsExactly(1, 0, 0, 1, 1, 0);
    }

    @Test
    void one_place_of_a_memory_is_written_by_number() {
        Tensor memory = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
        Tensor written = memory.withPlace(0, Tensor.range(2).at(0, 1), Tensor.of(new double[][] {{7, 8}}));
        assertThat(written.toDoubles()).containsExactly(1, 2, 7, 8, 5, 6);
    }

    @Test
    void G7_writing_out_of_range_throws_with_index_and_limit() {
        Tensor memory = Tensor.zeros(3, 2);
        Tensor value = Tensor.zeros(1, 2);
        assertThatThrownBy(() -> memory.withPlace(0, Tensor.range(4).at(0, 3), value))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("an index must lie in [0, 3), got 3");
    }

    @Test
    void the_gradient_of_a_running_maximum_that_is_not_a_number_goes_to_the_first_such_element() {
        Tensor x = Tensor.of(2.0, 1.0, NAN, 5.0, NAN);
        assertThat(Autodiff.gradient(p -> p.cumulativeMax(0).sum(), x).toDoubles())
                .containsExactly(2, 0, 3, 0, 0);
    }

    @Test
    void any_number_of_places_can_be_rolled_by() {
        Tensor x = Tensor.of(1.0, 2.0, 3.0);
        assertThat(x.roll(Integer.MIN_VALUE, 0).toDoubles())
                .isEqualTo(x.roll(Math.floorMod(Integer.MIN_VALUE, 3), 0).toDoubles());
    }

    @Test
    void G7_scattering_out_of_range_throws_with_index_and_limit() {
        Tensor x = Tensor.normal(Key.of(1), 3);
        assertThatThrownBy(() -> x.scatterAdd(Tensor.of(0L, 4L, 1L), 0, 4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageStartingWith("scatter_add: an index must lie in [0, 4), got 4 at position 1");
        assertThatThrownBy(() -> x.scatterAddAlong(Tensor.of(0L, -1L, 1L), 0, 4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageStartingWith("scatter_add_along: an index must lie in [0, 4), got -1 at position 1");
    }
}
