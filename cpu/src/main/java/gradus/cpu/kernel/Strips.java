package gradus.cpu.kernel;

/// Tiles of a float32 product of any number of columns, by the register tiles of [MatMul].
final class Strips {
    private Strips() {}

    /// One strip, in vectors where there are any; `columns` is a [MatMul#stripWidth], operands as in [VectorTiles].
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
        if (Vectors.scalar()) {
            ScalarTiles.strip(a, ai, rowStep, stepA, b, bi, stepB, c, ci, stepC, rows, columns, k);
        } else {
            VectorStrips.strip(a, ai, rowStep, stepA, b, bi, stepB, c, ci, stepC, rows, columns, k);
        }
    }

    /// One strip of rows of A that begin at `starts[first + i] + shift` and have their terms side by side.
    private static void stripAt(
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
        if (Vectors.scalar()) {
            ScalarTiles.strip(a, starts, first, shift, b, bi, stepB, c, ci, stepC, rows, columns, k);
        } else {
            VectorStrips.strip(a, starts, first, shift, b, bi, stepB, c, ci, stepC, rows, columns, k);
        }
    }

    /// Adds `Σp A[i, p]·B[p, j]` to `C[i, j]`, `p` ascending; operands as in [VectorTiles].
    static void multiply(
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
        for (int j = 0, width; j < columns; j += width) {
            width = MatMul.stripWidth(columns - j);
            strip(a, ai, rowStep, stepA, b, bi + j, stepB, c, ci + j, stepC, rows, width, k);
        }
    }

    /// As [#multiply], for rows of A that begin at `starts[first + i] + shift` and have their terms side by side.
    static void multiplyAt(
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
        for (int j = 0, width; j < columns; j += width) {
            width = MatMul.stripWidth(columns - j);
            stripAt(a, starts, first, shift, b, bi + j, stepB, c, ci + j, stepC, rows, width, k);
        }
    }
}
