package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointwiseWidthTest {
    @Test
    void everyFunctionGivesTheSameBitsAtEveryWidth() {
        Bits.assertAllEqual(Widths.run(PointwiseProbe.class));
    }

    @Test
    void onlyTheRangeIsWrittenAndInPlaceEqualsApart() {
        Map<String, float[]> results = new PointwiseProbe().get();
        for (Unary f : Unary.values()) {
            for (int n : Bits.SIZES) {
                float[] apart = results.get(f + " " + n);
                float[] inPlace = results.get(f + " in place " + n);
                assertThat(Arrays.copyOf(apart, 4)).as("before %s %s", f, n).containsOnly(7f);
                assertThat(Arrays.copyOfRange(apart, 4 + n, n + 9))
                        .as("after %s %s", f, n)
                        .containsOnly(7f);
                for (int i = 0; i < n; i++) {
                    assertThat(Float.compare(apart[4 + i], inPlace[3 + i])).isZero();
                }
            }
        }
    }

    @Test
    void vectorsAgreeWithTheScalarDefinitionOnFourHundredThousandPatterns() {
        Random random = new Random(11);
        float[] x = new float[4096];
        float[] vector = new float[4096];
        float[] scalar = new float[4096];
        for (int block = 0; block < 100; block++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = (i & 1) == 0 ? Float.intBitsToFloat(random.nextInt()) : (float) (random.nextGaussian() * 5);
            }
            for (Unary f : Unary.values()) {
                if ((f == Unary.SIN || f == Unary.COS) && block > 5) {
                    continue; // half the patterns take the slow way
                }
                Pointwise.unary(f, x, 0, vector, 0, x.length);
                Scalars.unary(f, x, scalar);
                assertThat(Bits.canonical(vector)).as("%s", f).isEqualTo(Bits.canonical(scalar));
            }
        }
    }
}
