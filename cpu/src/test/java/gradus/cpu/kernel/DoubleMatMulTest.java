package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DoubleMatMulTest {
    @Test
    void everyShapeHasTheBitsOfTheTripleLoopAtEveryThreadCount() {
        for (int threads : new int[] {1, 2, 7}) {
            try (Workers workers = new Workers(threads)) {
                for (int[] s : MatMulProbe.SHAPES) {
                    for (int flags = 0; flags < 8; flags++) {
                        check(workers, s, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
                    }
                }
            }
        }
    }

    private static void check(Workers workers, int[] s, boolean transposeA, boolean transposeB, boolean accumulate) {
        int m = s[0];
        int n = s[1];
        int k = s[2];
        SplittableRandom random = new SplittableRandom(5);
        double[] a = random.doubles(m * k + 1, -1, 1).toArray();
        double[] b = random.doubles(k * n + 2, -1, 1).toArray();
        double[] c = random.doubles(m * n + 3, -1, 1).toArray();
        double[] want = c.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = accumulate ? want[3 + i * n + j] : 0;
                for (int p = 0; p < k; p++) {
                    double x = a[1 + (transposeA ? p * m + i : i * k + p)];
                    sum = Math.fma(x, b[2 + (transposeB ? j * k + p : p * n + j)], sum);
                }
                want[3 + i * n + j] = sum;
            }
        }
        DoubleMatMul.multiply(workers, transposeA, transposeB, a, 1, b, 2, c, 3, m, n, k, accumulate);
        assertThat(c).as("%s x %s x %s", m, n, k).isEqualTo(want);
    }
}
