package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatMulTest {
    @Test
    void widthsAndThreadsGiveTheSameBits() {
        List<Map<String, float[]>> results = Widths.run(MatMulProbe.class);
        Bits.assertAllEqual(results);
        Map<String, float[]> first = results.getFirst();
        first.forEach((name, values) -> assertThat(Bits.canonical(values))
                .as(name)
                .isEqualTo(Bits.canonical(first.get(name.substring(0, name.lastIndexOf(' ')) + " 1"))));
    }

    @Test
    void everyShapeAgreesWithTheTripleLoop() {
        try (Workers workers = new Workers(2)) {
            for (int[] s : MatMulProbe.SHAPES) {
                for (int flags = 0; flags < 8; flags++) {
                    float[] c = MatMulProbe.product(workers, s, flags);
                    assertAgrees(c, s, flags);
                }
            }
        }
    }

    private static void assertAgrees(float[] c, int[] s, int flags) {
        int m = s[0];
        int n = s[1];
        int k = s[2];
        float[] a = Bits.numbers(m * k + 3, 1, 1);
        float[] b = Bits.numbers(k * n + 2, 1, 2);
        float[] before = Bits.numbers(m * n + 4, 1, 3);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = (flags & 4) != 0 ? before[1 + i * n + j] : 0;
                double size = Math.abs(sum);
                for (int p = 0; p < k; p++) {
                    double term = (double) a[3 + ((flags & 1) != 0 ? p * m + i : i * k + p)]
                            * b[2 + ((flags & 2) != 0 ? j * k + p : p * n + j)];
                    sum += term;
                    size += Math.abs(term);
                }
                double error = Math.abs(c[1 + i * n + j] - sum);
                if (!(error <= size * (k + 2) * 0x1p-24)) {
                    fail("%s at %s, %s: off by %s".formatted(MatMulProbe.name(s, flags), i, j, error));
                }
            }
        }
        for (int outside : new int[] {0, m * n + 1, m * n + 2, m * n + 3}) {
            assertThat(c[outside]).as("outside").isEqualTo(before[outside]);
        }
    }

    @Test
    void aRowAloneHasTheBitsItHasInABatch() {
        int k = 300;
        int n = 70;
        float[] a = Bits.numbers(9 * k, 1, 1);
        float[] b = Bits.numbers(k * n, 1, 2);
        float[] batch = new float[9 * n];
        float[] row = new float[n];
        MatMul.multiply(Workers.shared(), false, false, a, 0, b, 0, batch, 0, 9, n, k, false);
        for (int i = 0; i < 9; i++) {
            MatMul.multiply(Workers.shared(), false, false, a, i * k, b, 0, row, 0, 1, n, k, false);
            for (int j = 0; j < n; j++) {
                assertThat(row[j]).isEqualTo(batch[i * n + j]);
            }
        }
    }

    @Test
    void notANumberAndInfinityGoThrough() {
        float[] a = {Float.NaN, 1, 0, Float.POSITIVE_INFINITY};
        float[] b = {1, 0, 1, 1};
        float[] c = new float[4];
        MatMul.multiply(Workers.shared(), false, false, a, 0, b, 0, c, 0, 2, 2, 2, false);
        assertThat(c[0]).isNaN();
        assertThat(c[1]).isNaN();
        assertThat(c[2]).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(c[3]).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void aWarmProductAllocatesNothing() {
        try (Workers workers = new Workers(2)) {
            float[] a = Bits.numbers(128 * 128, 1, 1);
            float[] b = Bits.numbers(128 * 128, 1, 2);
            float[] c = new float[128 * 128];
            long bytes = Allocation.bytes(
                    1_000, () -> MatMul.multiply(workers, true, true, a, 0, b, 0, c, 0, 128, 100, 128, true));
            assertThat(bytes).isLessThan(10_000);
        }
    }
}
