package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReductionsTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    @Test
    void widthsAndThreadsGiveTheSameBits() {
        List<Map<String, float[]>> results = Widths.run(ReductionsProbe.class);
        Bits.assertAllEqual(results);
        for (Reduction f : Reduction.values()) {
            for (int threads : new int[] {2, 7}) {
                assertThat(results.getFirst().get("large " + f + " " + threads))
                        .isEqualTo(results.getFirst().get("large " + f + " 1"));
            }
        }
    }

    @Test
    void everyShapeAgreesWithPlainLoopsInDouble() {
        Map<String, float[]> results = new ReductionsProbe().get();
        for (int[] s : ReductionsProbe.SHAPES) {
            int size = s[0] * s[1] * s[2];
            float[] x = Bits.numbers(size + 3, 3, size);
            for (Reduction f : Reduction.values()) {
                float[] y = results.get(f + " " + s[0] + "," + s[1] + "," + s[2]);
                for (int o = 0; o < s[0]; o++) {
                    for (int i = 0; i < s[2]; i++) {
                        double want = plain(f, x, 3 + o * s[1] * s[2] + i, s[2], s[1]);
                        double slack = f == Reduction.MAX || f == Reduction.MIN ? 0 : 3 * s[1] * 20 * 0x1p-24;
                        assertThat((double) y[1 + o * s[2] + i])
                                .as("%s of %s, %s, %s", f, s[0], s[1], s[2])
                                .isEqualTo(want, Offset.offset(slack));
                    }
                }
            }
        }
    }

    private static double plain(Reduction f, float[] x, int from, int stride, int n) {
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        double min = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            sum += x[from + i * stride];
            max = Math.max(max, x[from + i * stride]);
            min = Math.min(min, x[from + i * stride]);
        }
        return switch (f) {
            case SUM -> sum;
            case MEAN -> sum / n;
            case MAX -> max;
            case MIN -> min;
        };
    }

    @Test
    void aLongSumIsAccurate() {
        float[] x = new float[3_000_000];
        Arrays.fill(x, 0.1f);
        assertThat((double) Reductions.all(Reduction.SUM, x, 0, x.length))
                .isEqualTo(3_000_000.0 * 0.1f, Offset.offset(0.3));
    }

    @Test
    void extremesPropagateNotANumber() {
        for (int n : Bits.SIZES) {
            for (int at = 0; at < n; at++) {
                float[] x = new float[n];
                x[at] = Float.NaN;
                assertThat(Reductions.all(Reduction.MAX, x, 0, n)).isNaN();
                assertThat(Reductions.all(Reduction.MIN, x, 0, n)).isNaN();
            }
        }
    }

    @Test
    void theFirstExtremeWinsAndNotANumberIsTheExtreme() {
        assertThat(Reductions.argMax(new float[] {1, 3, 3, 2}, 0, 1, 4)).isEqualTo(1);
        assertThat(Reductions.argMin(new float[] {1, 0, 0, 2}, 0, 1, 4)).isEqualTo(1);
        assertThat(Reductions.argMax(new float[] {1, Float.NaN, 5, Float.NaN}, 0, 1, 4))
                .isEqualTo(1);
        assertThat(Reductions.argMin(new float[] {1, -5, Float.NaN, Float.NaN}, 0, 1, 4))
                .isEqualTo(2);
        assertThat(Reductions.argMax(new float[] {9, 1, 0, 2, 0, 1, 0}, 1, 2, 3))
                .isEqualTo(1);
    }

    @Test
    void softmaxAgreesWithDouble() {
        float[] x = Bits.numbers(40 * 10, 5, 4);
        float[] y = new float[400];
        float[] logs = new float[400];
        Rows.softmax(x, 0, y, 0, 40, 10);
        Rows.logSoftmax(x, 0, logs, 0, 40, 10);
        for (int r = 0; r < 40; r++) {
            double sum = 0;
            for (int c = 0; c < 10; c++) {
                sum += Math.exp(x[r * 10 + c]);
            }
            for (int c = 0; c < 10; c++) {
                double p = Math.exp(x[r * 10 + c]) / sum;
                assertThat((double) y[r * 10 + c]).isEqualTo(p, Offset.offset(p * 3e-6));
                assertThat((double) logs[r * 10 + c]).isEqualTo(Math.log(p), Offset.offset(4e-6));
            }
        }
    }

    @Test
    void softmaxOfMaskedHugeAndNotANumberRows() {
        float[] x = {-INF, -INF, -INF, 1e4f, -1e4f, 0, 0, Float.NaN, 0, -INF, 3, -INF, INF, 0, 0};
        float[] y = new float[15];
        Rows.softmax(x, 0, y, 0, 5, 3);
        assertThat(y).startsWith(0, 0, 0, 1, 0, 0);
        assertThat(new float[] {y[6], y[7], y[8], y[12], y[13], y[14]}).containsOnly(Float.NaN);
        assertThat(new float[] {y[9], y[10], y[11]}).containsExactly(0, 1, 0);
        float[] logs = new float[15];
        Rows.logSoftmax(x, 0, logs, 0, 5, 3);
        assertThat(logs).startsWith(-INF, -INF, -INF, 0, -2e4f, -1e4f);
    }
}
