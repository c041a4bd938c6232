package gradus.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LiteralTest {
    @Test
    void text_shows_type_brackets_and_six_digits() {
        assertThat(Literal.scalar(DType.FLOAT32, 0.1)).hasToString("float32[] 0.100000");
        assertThat(Literal.of(new double[] {1, -0.0, 1.0 / 3, 1e-7, 1e9, Double.NaN}, 6))
                .hasToString("float64[6] [1, -0, 0.333333, 1.00000e-07, 1.00000e+09, NaN]");
        assertThat(Literal.of(new float[] {1, 2, 3, 4}, 2, 2)).hasToString("float32[2, 2] [[1, 2],\n [3, 4]]");
        assertThat(Literal.of(new long[] {1L << 62, -3}, 2)).hasToString("int64[2] [4611686018427387904, -3]");
        assertThat(Literal.wrap(TensorType.of(DType.BOOL, 2), new byte[] {1, 0}))
                .hasToString("bool[2] [true, false]");
        assertThat(Literal.of(new double[] {0.1, 300, Double.NaN}, 3).as(DType.BFLOAT16))
                .hasToString("bfloat16[3] [0.100098, 300, NaN]");
        assertThat(Literal.zeros(TensorType.float32(2, 0))).hasToString("float32[2, 0] [[],\n []]");
        assertThat(Literal.of(new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}, 2))
                .hasToString("float32[2] [Infinity, -Infinity]");
    }

    @Test
    void text_folds_long_axes_in_the_middle() {
        Literal nine = Literal.of(new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 9);
        assertThat(nine).hasToString("int64[9] [0, 1, 2, …, 6, 7, 8]");
        assertThat(Literal.zeros(TensorType.float32(1000, 1000)).toString()).hasSizeLessThan(300);
        assertThat(Literal.of(new long[] {0, 1, 2, 3, 4, 5, 6, 7}, 8)).hasToString("int64[8] [0, 1, 2, 3, 4, 5, 6, 7]");
    }

    @ParameterizedTest
    @EnumSource
    void elements_are_set_and_read_in_every_type(DType dtype) {
        Literal literal = Literal.zeros(TensorType.of(dtype, 3));
        literal.set(1, 1);
        assertThat(literal.toDoubles()).containsExactly(0, 1, 0);
        assertThat(literal.getLong(1)).isEqualTo(1);
        Literal copy = literal.copy();
        copy.set(0, 1);
        assertThat(literal.get(0)).isZero();
        assertThat(literal).isNotEqualTo(copy).isEqualTo(literal.copy()).hasSameHashCodeAs(literal.copy());
        assertThat(literal.reshaped(Shape.of(3, 1)).array()).isSameAs(literal.array());
        assertThat(literal.as(dtype)).isEqualTo(literal);
    }

    @Test
    void casting_cuts_fractions_keeps_long_integers_and_makes_truth_of_numbers() {
        Literal numbers = Literal.of(new double[] {-1.7, 0, 2.9, Double.NaN, 1e300}, 5);
        assertThat(numbers.as(DType.INT64).longs()).containsExactly(-1, 0, 2, 0, Long.MAX_VALUE);
        assertThat(numbers.as(DType.INT32).ints()).containsExactly(-1, 0, 2, 0, Integer.MAX_VALUE);
        assertThat(numbers.as(DType.BOOL).bytes()).containsExactly(1, 0, 1, 1, 1);
        assertThat(numbers.as(DType.FLOAT32).floats()[4]).isEqualTo(Float.POSITIVE_INFINITY);
        long odd = (1L << 53) + 1;
        assertThat(Literal.of(new long[] {odd}, 1).as(DType.INT64).longs()).containsExactly(odd);
    }

    @Test
    void equality_compares_types_and_bits() {
        Literal zero = Literal.of(new float[] {0f}, 1);
        assertThat(zero).isNotEqualTo(Literal.of(new float[] {-0f}, 1));
        assertThat(zero).isNotEqualTo(Literal.of(new float[] {0f}, 1, 1)).isNotEqualTo(Literal.of(new double[] {0}, 1));
        assertThat(Literal.of(new double[] {Double.NaN}, 1)).isEqualTo(Literal.of(new double[] {Double.NaN}, 1));
        assertThat(zero).isNotEqualTo("0");
    }

    @Test
    void storage_is_shared_with_what_was_wrapped() {
        float[] storage = {1, 2};
        Literal literal = Literal.of(storage, 2);
        storage[0] = 5;
        assertThat(literal.floats()).isSameAs(storage);
        assertThat(literal.get(0)).isEqualTo(5);
    }

    @Test
    void wrong_arrays_and_wrong_readers_are_refused() {
        assertThatThrownBy(() -> Literal.of(new float[] {1, 2}, 3))
                .isInstanceOf(ShapeException.class)
                .hasMessage("literal: float32[3] has 3 elements, the array has 2");
        assertThatThrownBy(() -> Literal.wrap(TensorType.float32(2), "ab")).isInstanceOf(DTypeException.class);
        Literal literal = Literal.zeros(TensorType.float32(1));
        assertThatThrownBy(literal::doubles).isInstanceOf(DTypeException.class);
        assertThatThrownBy(literal::ints).isInstanceOf(DTypeException.class);
        assertThatThrownBy(literal::longs).isInstanceOf(DTypeException.class);
        assertThatThrownBy(literal::shorts)
                .isInstanceOf(DTypeException.class)
                .hasMessage("literal: this one holds float32[1], not bfloat16; convert it first");
        assertThatThrownBy(literal::bytes).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Literal.scalar(DType.INT32, 1).floats()).isInstanceOf(DTypeException.class);
    }
}
