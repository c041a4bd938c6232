package gradus.cpu.kernel;

/// Strips of the float32 matrix product in scalar code: the order of operations of [VectorTiles], element by
/// element.
final class ScalarTiles {
    /// Columns of a strip: one row of sums and a block of B stay near the processor.
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
            int k) {
        for (int r = 0; r < rows; r++) {
            for (int p = 0; p < k; p++) {
                addScaled(a[ai + r * rowStep + p * stepA], b, bi + p * stepB, c, ci + r * stepC, columns);
            }
        }
    }

    /// The same for rows of A that begin at `starts[first + i] + shift` and have their terms side by side.
    static void strip(
            float[] a,
            int[] starts,
            int first,
            int shift,
            float[] b,
            int bi,
            int stepB,
            float[] c,
            int ci,
            int stepC,
            int rows,
            int columns,
            int k) {
        for (int r = 0; r < rows; r++) {
            strip(a, starts[first + r] + shift, 0, 1, b, bi, stepB, c, ci + r * stepC, stepC, 1, columns, k);
        }
    }

    private static void addScaled(float factor, float[] b, int bi, float[] c, int ci, int n) {
        for (int j = 0; j < n; j++) {
            c[ci + j] = Math.fma(factor, b[bi + j], c[ci + j]);
        }
    }
}
