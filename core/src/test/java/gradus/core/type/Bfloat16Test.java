package gradus.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Bfloat16Test {
    private static final int PATTERNS = 1 << 16;
    private static final float LARGEST = 0x1.fep127f;
    private static final float SMALLEST = 0x1p-133f;

    @Test
    void every_number_is_its_own_nearest_and_every_nan_stays_one() {
        for (int bits = 0; bits < PATTERNS; bits++) {
            float value = Bfloat16.value((short) bits);
            if (Float.isNaN(value)) {
                assertThat(Bfloat16.of(value) & 0xFFFF).isEqualTo(bits | 0x40);
                assertThat(Bfloat16.value(Bfloat16.of((double) value))).isNaN();
            } else {
                assertThat(Bfloat16.of(value)).isEqualTo((short) bits);
                assertThat(Bfloat16.of((double) value)).isEqualTo((short) bits);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // a tie goes to the even mantissa, whatever lies beside it to the nearer side
        "0x1.01p0, 0x1.00p0",
        "0x1.03p0, 0x1.04p0",
        "0x1.010002p0, 0x1.02p0",
        "0x1.00fffep0, 0x1.00p0",
        "-0x1.01p0, -0x1.00p0",
        "0x1.ffp0, 0x1p1",
        // subnormal numbers, of which the smallest is 2⁻¹³³; half of it is a tie with 0
        "0x1p-133, 0x1p-133",
        "0x1p-134, 0x0p0",
        "0x1.8p-134, 0x1p-133",
        "0x1.8p-133, 0x1p-132",
        "-0x1p-140, -0x0p0",
        // beyond the largest number by half a unit lies infinity
        "0x1.fefffep127, 0x1.fep127",
        "0x1.ffp127, Infinity",
        "-0x1.fffffep127, -Infinity",
        "Infinity, Infinity"
    })
    void a_float32_is_rounded_to_the_nearest(float value, float nearest) {
        assertThat((Object) Bfloat16.value(Bfloat16.of(value))).isEqualTo(nearest);
        assertThat((Object) Bfloat16.value(Bfloat16.of((double) value))).isEqualTo(nearest);
    }

    @Test
    void a_signalling_nan_of_low_bits_becomes_a_quiet_nan_and_no_infinity() {
        assertThat(Bfloat16.of(Float.intBitsToFloat(0x7F800001))).isEqualTo((short) 0x7FC0);
        assertThat(Bfloat16.of(Float.intBitsToFloat(0xFF800001))).isEqualTo((short) 0xFFC0);
    }

    @Test
    void a_float64_is_rounded_once() {
        double aboveTie = 0x1.01p0 + 0x1p-40; // float32 would round it to the tie, which goes down
        assertThat(Bfloat16.value(Bfloat16.of(aboveTie))).isEqualTo(0x1.02p0f);
        assertThat(Bfloat16.value(Bfloat16.of(0x1.03p0 - 0x1p-40))).isEqualTo(0x1.02p0f);
        assertThat(Bfloat16.value(Bfloat16.of(-aboveTie))).isEqualTo(-0x1.02p0f);
        assertThat(Bfloat16.value(Bfloat16.of(0x1p-134 * (1 + 0x1p-40)))).isEqualTo(SMALLEST);
        assertThat(Bfloat16.value(Bfloat16.of(0x1.fffp127))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Bfloat16.value(Bfloat16.of(1e300))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Bfloat16.value(Bfloat16.of(-Double.MIN_VALUE))).isEqualTo(-0f);
    }

    @Test
    void no_other_number_is_nearer_to_a_random_one() {
        Random random = new Random(16);
        for (int i = 0; i < 100_000; i++) {
            double value = Float.intBitsToFloat(random.nextInt()) * (1 + random.nextInt(3) * 0x1p-30);
            if (!(Math.abs(value) < LARGEST) || Math.abs(value) < SMALLEST) {
                continue;
            }
            short bits = Bfloat16.of(value);
            double gap = Math.abs(Bfloat16.value(bits) - value);
            assertThat(gap)
                    .as("%s", value)
                    .isLessThanOrEqualTo(Math.abs(Bfloat16.value((short) (bits + 1)) - value))
                    .isLessThanOrEqualTo(Math.abs(Bfloat16.value((short) (bits - 1)) - value));
        }
    }
}
