package gradus.cpu.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Reductions and softmax of many shapes, with 1, 2 and 7 threads where threads take part.
final class ReductionsProbe implements Supplier<Map<String, float[]>> {
    static final int[][] SHAPES = {
        {1, 0, 3},
        {1, 1, 1},
        {2, 3, 1},
        {3, 7, 1},
        {2, 10, 1},
        {5, 16, 1},
        {4, 17, 1},
        {3, 64, 1},
        {2, 1025, 1},
        {1, 5000, 1},
        {1, 3, 5},
        {2, 9, 16},
        {3, 130, 17},
        {1, 300, 33},
        {2, 2, 100}
    };

    private final Map<String, float[]> results = new LinkedHashMap<>();

    @Override
    public Map<String, float[]> get() {
        for (int[] s : SHAPES) {
            for (boolean wild : new boolean[] {false, true}) {
                shape(s, wild, s[0] + "," + s[1] + "," + s[2] + (wild ? " wild" : ""));
            }
        }
        float[] large = Bits.numbers(300_001, 1, 9);
        for (Reduction f : Reduction.values()) {
            for (int threads : new int[] {1, 2, 7}) {
                try (Workers workers = new Workers(threads)) {
                    results.put(
                            "large " + f + " " + threads, new float[] {Reductions.all(workers, f, large, 1, 300_000)});
                }
            }
        }
        return results;
    }

    private void shape(int[] s, boolean wild, String name) {
        int size = s[0] * s[1] * s[2];
        float[] x = wild ? Bits.anything(size + 3, size) : Bits.numbers(size + 3, 3, size);
        for (Reduction f : Reduction.values()) {
            float[] y = new float[s[0] * s[2] + 1];
            Reductions.middle(f, x, 3, y, 1, s[0], s[1], s[2]);
            results.put(f + " " + name, y);
        }
        int rows = s[0] * s[1];
        float[] y = new float[size + 1];
        Rows.softmax(x, 3, y, 1, rows, s[2]);
        results.put("softmax " + name, y);
        float[] transposed = new float[size + 1];
        Rows.softmax(x, 3, transposed, 1, s[0], s[1] * s[2]);
        results.put("long softmax " + name, transposed);
        Rows.logSoftmax(x, 3, x, 3, s[0], s[1] * s[2]);
        results.put("log-softmax " + name, x);
    }
}
