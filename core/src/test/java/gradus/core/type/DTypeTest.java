package gradus.core.type;

import static gradus.core.type.DType.BFLOAT16;
import static gradus.core.type.DType.BOOL;
import static gradus.core.type.DType.FLOAT32;
import static gradus.core.type.DType.FLOAT64;
import static gradus.core.type.DType.INT32;
import static gradus.core.type.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DTypeTest {
    /// Rows and columns in the order of [#ORDER].
    private static final DType[] ORDER = {BOOL, INT32, INT64, BFLOAT16, FLOAT32, FLOAT64};

    private static final DType[][] PROMOTED = {
        {BOOL, INT32, INT64, BFLOAT16, FLOAT32, FLOAT64},
        {INT32, INT32, INT64, BFLOAT16, FLOAT32, FLOAT64},
        {INT64, INT64, INT64, BFLOAT16, FLOAT32, FLOAT64},
        {BFLOAT16, BFLOAT16, BFLOAT16, BFLOAT16, FLOAT32, FLOAT64},
        {FLOAT32, FLOAT32, FLOAT32, FLOAT32, FLOAT32, FLOAT64},
        {FLOAT64, FLOAT64, FLOAT64, FLOAT64, FLOAT64, FLOAT64},
    };

    @org.junit.jupiter.api.Test
    void promotion_is_the_table_and_does_not_depend_on_the_order() {
        for (int i = 0; i < ORDER.length; i++) {
            for (int j = 0; j < ORDER.length; j++) {
                assertThat(ORDER[i].promote(ORDER[j]))
                        .as("%s and %s", ORDER[i], ORDER[j])
                        .isEqualTo(PROMOTED[i][j])
                        .isEqualTo(PROMOTED[j][i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, float32, 4, true, false",
        "FLOAT64, float64, 8, true, false",
        "BFLOAT16, bfloat16, 2, true, false",
        "INT32, int32, 4, false, true",
        "INT64, int64, 8, false, true",
        "BOOL, bool, 1, false, false"
    })
    void name_size_and_family_of_each_type(DType dtype, String name, int bytes, boolean floating, boolean integer) {
        assertThat(dtype).hasToString(name);
        assertThat(dtype.bytes()).isEqualTo(bytes);
        assertThat(dtype.isFloating()).isEqualTo(floating);
        assertThat(dtype.isInteger()).isEqualTo(integer);
    }

    @ParameterizedTest
    @EnumSource
    void the_nearest_number_of_a_type_is_what_a_literal_keeps(DType dtype) {
        for (double value : new double[] {0, -0.0, 1, -2.5, 1.0 / 3, 300.5, 1e300, -1e-300}) {
            assertThat(dtype.nearest(value))
                    .as("%s in %s", value, dtype)
                    .isEqualTo(Literal.scalar(dtype, value).get(0));
        }
    }

    @org.junit.jupiter.api.Test
    void sums_of_the_narrow_type_are_kept_in_float32() {
        for (DType dtype : DType.values()) {
            assertThat(dtype.accumulation()).isEqualTo(dtype == BFLOAT16 ? FLOAT32 : dtype);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_tensor_type_counts_its_bytes_and_prints_type_and_sizes(DType dtype) {
        TensorType type = TensorType.of(dtype, 3, 0, 5);
        assertThat(type.bytes()).isZero();
        assertThat(type.with(Shape.of(3, 5)).bytes()).isEqualTo(15L * dtype.bytes());
        assertThat(type).hasToString(dtype + "[3, 0, 5]");
        assertThat(type.with(INT32).dtype()).isEqualTo(INT32);
    }
}
