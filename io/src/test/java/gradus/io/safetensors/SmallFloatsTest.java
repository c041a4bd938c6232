package gradus.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// All 256 values of each 8-bit float, and all of BF16, against their definition in double precision.
final class SmallFloatsTest {
    @Test
    void all_eight_bit_floats_are_widened_exactly() {
        for (int bits = 0; bits < 256; bits++) {
            assertThat((Double) (double) SmallFloats.e5m2(bits))
                    .as("e5m2 %d", bits)
                    .isEqualTo(PlainDecoder.number(bits, 5, 2, 15));
            assertThat((Double) (double) SmallFloats.e4m3(bits))
                    .as("e4m3 %d", bits)
                    .isEqualTo(PlainDecoder.e4m3(bits));
            assertThat((Double) (double) SmallFloats.e8m0(bits))
                    .as("e8m0 %d", bits)
                    .isEqualTo(PlainDecoder.scale(bits));
            assertThat((Double) (double) SmallFloats.e5m2Fnuz(bits))
                    .as("e5m2fnuz %d", bits)
                    .isEqualTo(PlainDecoder.unsignedZero(bits, 5, 2, 16));
            assertThat((Double) (double) SmallFloats.e4m3Fnuz(bits))
                    .as("e4m3fnuz %d", bits)
                    .isEqualTo(PlainDecoder.unsignedZero(bits, 4, 3, 8));
        }
    }

    @Test
    void all_brain_floats_are_widened_exactly() {
        int differing = 0;
        for (int bits = 0; bits < 1 << 16; bits++) {
            double expected = PlainDecoder.number(bits, 8, 7, 127);
            differing += Double.compare(expected, SmallFloats.bfloat16((short) bits)) == 0 ? 0 : 1;
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
