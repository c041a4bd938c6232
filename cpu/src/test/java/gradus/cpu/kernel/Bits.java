package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Comparisons bit for bit, and arrays to try kernels on.
final class Bits {
    /// Lengths around the vector widths and block sizes.
    static final int[] SIZES = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 1000};

    private Bits() {}

    /// Fails unless all results hold the same arrays, bit for bit; every NaN counts as the same.
    static void assertAllEqual(List<Map<String, float[]>> results) {
        for (Map<String, float[]> other : results) {
            results.getFirst()
                    .forEach((name, values) -> assertThat(canonical(other.get(name)))
                            .as("%s at width %s", name, Widths.ALL.get(results.indexOf(other)))
                            .isEqualTo(canonical(values)));
        }
    }

    static int[] canonical(float[] x) {
        int[] bits = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            bits[i] = Float.floatToIntBits(x[i]);
        }
        return bits;
    }

    /// Normal-looking numbers of spread `scale`.
    static float[] numbers(int n, float scale, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (random.nextGaussian() * scale);
        }
        return x;
    }

    /// Any bit patterns, among them subnormal, infinite and NaN, with the special values strewn in.
    static float[] anything(int n, long seed) {
        float[] special = {
            0f,
            -0f,
            1f,
            -1f,
            0.5f,
            -0.5f,
            1.5f,
            2.5f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN,
            88.7f,
            89.1f,
            -87.5f,
            -103.9f,
            -104.1f,
            8388608f,
            8388607.5f,
            -8388609f,
            16384f,
            16385f,
            1e-8f,
            -1e-8f,
            0.875f,
            4f,
            -17.9f,
            -18.1f
        };
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(4);
            x[i] = kind == 0
                    ? special[random.nextInt(special.length)]
                    : kind == 1 ? Float.intBitsToFloat(random.nextInt()) : (float) (random.nextGaussian() * 10);
        }
        return x;
    }
}
