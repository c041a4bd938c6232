package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Bfloat16;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows round as single numbers do, at any length.
final class Bfloat16RowsTest {
    private static final float[] SPECIAL = {
        0f,
        -0f,
        Float.NaN,
        Float.intBitsToFloat(0x7F80_0001),
        Float.intBitsToFloat(0xFFFF_FFFF),
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.intBitsToFloat(0x3F80_8000), // a tie that goes down to even
        Float.intBitsToFloat(0x3F81_8000), // a tie that goes up to even
        Float.intBitsToFloat(0x3F80_8001)
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 7, 8, 15, 16, 17, 31, 33, 64, 257})
    void rows_round_as_single_numbers_do(int count) {
        SplittableRandom random = new SplittableRandom(count);
        float[] x = new float[count + 3];
        for (int i = 0; i < x.length; i++) {
            boolean special = random.nextInt(3) == 0;
            x[i] = special ? SPECIAL[random.nextInt(SPECIAL.length)] : Float.intBitsToFloat(random.nextInt());
        }
        short[] y = new short[count + 5];
        Bfloat16Rows.round(x, 3, y, 4, count);
        for (int i = 0; i < count; i++) {
            assertThat(y[4 + i]).as("%s", x[3 + i]).isEqualTo(Bfloat16.of(x[3 + i]));
        }
        assertThat(y[3]).isZero();
        assertThat(y[4 + count]).isZero();
    }
}
