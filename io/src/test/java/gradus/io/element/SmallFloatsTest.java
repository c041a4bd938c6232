package gradus.io.element;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Bfloat16;
import org.junit.jupiter.api.Test;

/// All 256 values of each 8-bit float, and all of BF16, against their definition in double precision.
final class SmallFloatsTest {
    @Test
    void all_eight_bit_floats_are_widened_exactly() {
        for (int bits = 0; bits < 256; bits++) {
            same("e5m2", bits, SmallFloats.e5m2(bits), PlainDecoder.number(bits, 5, 2, 15));
            same("e4m3", bits, SmallFloats.e4m3(bits), PlainDecoder.e4m3(bits));
            same("e8m0", bits, SmallFloats.e8m0(bits), PlainDecoder.scale(bits));
            same("e5m2fnuz", bits, SmallFloats.e5m2Fnuz(bits), PlainDecoder.unsignedZero(bits, 5, 2, 16));
            same("e4m3fnuz", bits, SmallFloats.e4m3Fnuz(bits), PlainDecoder.unsignedZero(bits, 4, 3, 8));
        }
    }

    private static void same(String type, int bits, Float widened, Double defined) {
        assertThat((Object) widened.doubleValue()).as("%s %d", type, bits).isEqualTo(defined);
    }

    @Test
    void all_brain_floats_are_what_their_bits_say() {
        int differing = 0;
        for (int bits = 0; bits < 1 << 16; bits++) {
            double expected = PlainDecoder.number(bits, 8, 7, 127);
            differing += Double.compare(expected, Bfloat16.value((short) bits)) == 0 ? 0 : 1;
        }
        assertThat(differing).isZero();
    }

    @Test
    void the_largest_numbers_are_those_of_the_published_tables() {
        assertThat(SmallFloats.e4m3(0x7E)).isEqualTo(448);
        assertThat(SmallFloats.e5m2(0x7B)).isEqualTo(57344);
        assertThat(SmallFloats.e4m3Fnuz(0x7F)).isEqualTo(240);
        assertThat(SmallFloats.e5m2Fnuz(0x7F)).isEqualTo(57344);
    }
}
