package gradus.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeTest {
    private static Shape shape(String sizes) {
        String[] words = sizes.isBlank() ? new String[0] : sizes.trim().split(" ");
        int[] numbers = new int[words.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(words[i]);
        }
        return Shape.of(numbers);
    }

    @Test
    void a_scalar_has_one_element_and_no_axis() {
        assertThat(Shape.of()).isSameAs(Shape.SCALAR).hasToString("[]");
        assertThat(Shape.SCALAR.rank()).isZero();
        assertThat(Shape.SCALAR.count()).isEqualTo(1);
    }

    @Test
    void sizes_strides_and_counts_are_row_major() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.count()).isEqualTo(24);
        assertThat(shape.strides()).containsExactly(12, 4, 1);
        assertThat(shape.size(-1)).isEqualTo(4);
        assertThat(shape.axis(-3)).isZero();
        assertThat(shape.count(1, 3)).isEqualTo(12);
        assertThat(shape.slice(1, 3)).isEqualTo(Shape.of(3, 4));
        assertThat(shape).hasToString("[2, 3, 4]").isEqualTo(Shape.of(2, 3, 4)).isNotEqualTo(Shape.of(2, 3));
        assertThat(shape.hashCode()).isEqualTo(Shape.of(2, 3, 4).hashCode());
    }

    @Test
    void changed_shapes_are_new_and_the_given_array_is_copied() {
        int[] sizes = {2, 3};
        Shape shape = Shape.of(sizes);
        sizes[0] = 9;
        shape.sizes()[0] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3));
        assertThat(shape.with(-1, 5)).isEqualTo(Shape.of(2, 5));
        assertThat(shape.without(0)).isEqualTo(Shape.of(3));
        assertThat(shape.inserting(2, 1)).isEqualTo(Shape.of(2, 3, 1));
        assertThat(shape.append(Shape.of(4))).isEqualTo(Shape.of(2, 3, 4));
    }

    @ParameterizedTest(name = "[{0}] with [{1}] is [{2}]")
    @CsvSource({
        "'', '', ''",
        "'', '3', '3'",
        "'3', '1', '3'",
        "'2 3', '3', '2 3'",
        "'2 1', '1 3', '2 3'",
        "'4 1 3', '2 1', '4 2 3'",
        "'0', '1', '0'",
        "'3 0', '1', '3 0'",
        "'1 0', '3 1', '3 0'"
    })
    void shapes_broadcast_as_in_numpy(String left, String right, String result) {
        assertThat(shape(left).broadcastWith(shape(right))).isEqualTo(shape(result));
        assertThat(shape(right).broadcastWith(shape(left))).isEqualTo(shape(result));
        assertThat(shape(left).broadcastsTo(shape(result))).isTrue();
        assertThat(shape(right).broadcastsTo(shape(result))).isTrue();
    }

    @ParameterizedTest(name = "[{0}] with [{1}]")
    @CsvSource({"'2', '3'", "'0', '2'", "'2 3', '2'", "'4 2 3', '3 3'"})
    void shapes_that_do_not_broadcast_are_named(String left, String right) {
        assertThatThrownBy(() -> shape(left).broadcastWith(shape(right)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("aligned sizes must be equal or 1, got " + shape(left) + " and " + shape(right));
        assertThat(shape(left).broadcastsTo(shape(right))).isFalse();
    }

    @Test
    void a_longer_shape_does_not_broadcast_to_a_shorter_one() {
        assertThat(Shape.of(1, 3).broadcastsTo(Shape.of(3))).isFalse();
        assertThat(Shape.of(3).broadcastsTo(Shape.SCALAR)).isFalse();
        assertThat(Shape.SCALAR.broadcastsTo(Shape.of(0))).isTrue();
    }

    @Test
    void an_empty_shape_may_have_huge_other_sizes_wherever_the_zero_stands() {
        assertThat(Shape.of(0, 65536, 65536).count()).isZero();
        assertThat(Shape.of(65536, 65536, 0).count()).isZero();
    }

    @Test
    void negative_and_too_many_sizes_are_refused() {
        assertThatThrownBy(() -> Shape.of(2, -1)).hasMessage("shape: sizes must not be negative, got [2, -1]");
        assertThatThrownBy(() -> Shape.of(65536, 32768)).hasMessageContaining("at most 2147483647 elements");
        assertThat(Shape.of(65536, 32767).count()).isEqualTo(65536 * 32767);
        assertThatThrownBy(() -> Shape.of(0, -1)).hasMessageContaining("negative");
    }
}
