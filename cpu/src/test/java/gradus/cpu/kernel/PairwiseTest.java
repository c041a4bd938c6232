package gradus.cpu.kernel;

import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PairwiseTest {
    @Test
    void everyFormGivesTheSameBitsAtEveryWidth() {
        Bits.assertAllEqual(Widths.run(PairwiseProbe.class));
    }

    @Test
    void flatFormsEqualPlainLoops() {
        Map<String, float[]> results = new PairwiseProbe().get();
        for (Binary f : Binary.values()) {
            for (int n : Bits.SIZES) {
                float[] a = Bits.anything(n + 5, n);
                float[] b = Bits.anything(n + 5, n + 1);
                for (int i = 0; i < n; i++) {
                    String where = f + " " + n + " at " + i;
                    same(results.get(f + " " + n)[1 + i], plain(f, a[3 + i], b[1 + i]), where);
                    same(results.get(f + " in place " + n)[3 + i], plain(f, a[3 + i], b[1 + i]), where);
                    same(results.get(f + " right " + n)[1 + i], plain(f, a[3 + i], b[0]), where);
                    same(results.get(f + " left " + n)[1 + i], plain(f, a[0], b[1 + i]), where);
                }
            }
        }
    }

    @Test
    void broadcastFormsEqualPlainLoops() {
        Map<String, float[]> results = new PairwiseProbe().get();
        for (Binary f : Binary.values()) {
            for (int rows : new int[] {1, 3, 40}) {
                for (int columns : new int[] {1, 3, 10, 64, 130}) {
                    float[] full = Bits.anything(rows * columns + 3, rows);
                    float[] row = Bits.anything(columns + 2, columns);
                    float[] column = Bits.anything(rows + 2, columns);
                    String name = f + " " + rows + "x" + columns;
                    for (int i = 0; i < rows * columns; i++) {
                        float x = full[3 + i];
                        float r = row[2 + i % columns];
                        float c = column[2 + i / columns];
                        same(results.get(name + " row right")[1 + i], plain(f, x, r), name);
                        same(results.get(name + " row left")[1 + i], plain(f, r, x), name);
                        same(results.get(name + " column right")[1 + i], plain(f, x, c), name);
                        same(results.get(name + " column left")[1 + i], plain(f, c, x), name);
                    }
                }
            }
        }
    }

    private static void same(float got, float want, String where) {
        if (Float.floatToIntBits(got) != Float.floatToIntBits(want)) {
            fail("%s: got %s, want %s".formatted(where, got, want));
        }
    }

    private static float plain(Binary f, float a, float b) {
        return switch (f) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case POW -> (float) StrictMath.pow(a, b);
        };
    }
}
