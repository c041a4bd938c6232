package gradus.cpu.kernel;

/// Copies that change the order of float32 elements.
public final class Movement {
    /// Side of the squares in which a matrix is transposed: 16 floats are one cache line.
    private static final int SIDE = 16;

    private Movement() {}

    /// `y[j, i] = x[i, j]` for `rows` × `columns` of `x`, whose rows start `xStride` apart; those of `y` start
    /// `yStride` apart.
    public static void transpose(
            float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, int rows, int columns) {
        boolean vectors = !Vectors.scalar() && VectorTranspose.FITS;
        for (int i = 0; i < rows; i += SIDE) {
            int iEnd = Math.min(rows, i + SIDE);
            for (int j = 0; j < columns; j += SIDE) {
                if (vectors && iEnd - i == SIDE && j + SIDE <= columns) {
                    VectorTranspose.square(
                            x, xOffset + i * xStride + j, xStride, y, yOffset + j * yStride + i, yStride);
                    continue;
                }
                square(x, xOffset, xStride, y, yOffset, yStride, i, iEnd, j, Math.min(columns, j + SIDE));
            }
        }
    }

    private static void square(float[] x, int xo, int xs, float[] y, int yo, int ys, int i0, int i1, int j0, int j1) {
        for (int j = j0; j < j1; j++) {
            int from = xo + j;
            int to = yo + j * ys;
            for (int i = i0; i < i1; i++) {
                y[to + i] = x[from + i * xs];
            }
        }
    }
}
