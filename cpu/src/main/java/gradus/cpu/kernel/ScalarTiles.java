package gradus.cpu.kernel;

import java.util.Arrays;

/// Strips of the float32 matrix product in scalar code: the order of operations of [VectorTiles], element by
/// element.
final class ScalarTiles {
    /// Columns of a strip: one row of sums stays in the first-level cache.
    static final int STRIP = 64;

    private ScalarTiles() {}

    /// `rows` × `columns` of C, `columns` ≤ [#STRIP]; operands as in [VectorTiles].
    static void strip(
            float[] a,
            int ai,
            int rowStep,
            int stepA,
            float[] b,
            int bi,
            int stepB,
            float[] c,
            int ci,
            int stepC,
            int rows,
            int columns,
            int k,
            boolean add) {
        float[] sums = Scratch.floats(Scratch.PARTIAL, STRIP);
        for (int r = 0; r < rows; r++) {
            Arrays.fill(sums, 0, columns, 0f);
            for (int p = 0; p < k; p++) {
                addScaled(a[ai + r * rowStep + p * stepA], b, bi + p * stepB, sums, columns);
            }
            int at = ci + r * stepC;
            for (int j = 0; j < columns; j++) {
                c[at + j] = add ? c[at + j] + sums[j] : sums[j];
            }
        }
    }

    private static void addScaled(float factor, float[] b, int bi, float[] sums, int n) {
        for (int j = 0; j < n; j++) {
            sums[j] = Math.fma(factor, b[bi + j], sums[j]);
        }
    }
}
