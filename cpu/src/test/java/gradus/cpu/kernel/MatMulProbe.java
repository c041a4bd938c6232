package gradus.cpu.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Matrix products of many shapes, all four transpositions, plain and accumulated, with 1, 2 and 7 threads.
final class MatMulProbe implements Supplier<Map<String, float[]>> {
    static final int[][] SHAPES = {
        {0, 3, 2},
        {3, 0, 2},
        {3, 2, 0},
        {1, 1, 1},
        {2, 3, 7},
        {7, 8, 9},
        {16, 8, 8},
        {16, 1, 8},
        {1, 130, 300},
        {1, 400, 41},
        {2, 128, 19},
        {3, 530, 300},
        {5, 47, 33},
        {4, 48, 16},
        {9, 64, 65},
        {13, 17, 257},
        {33, 100, 64},
        {63, 65, 128},
        {64, 128, 784},
        {130, 145, 300},
        {40, 600, 37}
    };

    @Override
    public Map<String, float[]> get() {
        Map<String, float[]> results = new LinkedHashMap<>();
        for (int threads : new int[] {1, 2, 7}) {
            try (Workers workers = new Workers(threads)) {
                for (int[] s : SHAPES) {
                    for (int flags = 0; flags < 8; flags++) {
                        results.put(name(s, flags) + " " + threads, product(workers, s, flags));
                    }
                }
            }
        }
        return results;
    }

    static String name(int[] s, int flags) {
        return s[0] + "x" + s[1] + "x" + s[2] + ((flags & 1) != 0 ? " A^T" : "") + ((flags & 2) != 0 ? " B^T" : "")
                + ((flags & 4) != 0 ? " +" : "");
    }

    static float[] product(Workers workers, int[] s, int flags) {
        int m = s[0];
        int n = s[1];
        int k = s[2];
        float[] a = Bits.numbers(m * k + 3, 1, 1);
        float[] b = Bits.numbers(k * n + 2, 1, 2);
        float[] c = Bits.numbers(m * n + 4, 1, 3);
        MatMul.multiply(workers, (flags & 1) != 0, (flags & 2) != 0, a, 3, b, 2, c, 1, m, n, k, (flags & 4) != 0);
        return c;
    }
}
