package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.L;

/// Strips of the float32 matrix product by the register tiles of [VectorTiles]: all rows of A by as many columns as one
/// tile has. Operands as there.
final class VectorStrips {
    private VectorStrips() {}

    /// Four rows of one strip, which begin at `i0` … `i3`.
    private static void four(
            float[] a,
            int i0,
            int i1,
            int i2,
            int i3,
            int stepA,
            float[] b,
            int bi,
            int stepB,
            float[] c,
            int ci,
            int stepC,
            int columns,
            int k) {
        if (columns == 4 * L) {
            VectorTiles.tile4x4(a, i0, i1, i2, i3, stepA, b, bi, stepB, c, ci, stepC, k);
        } else if (columns == 3 * L) {
            VectorTiles.tile4x3(a, i0, i1, i2, i3, stepA, b, bi, stepB, c, ci, stepC, k);
        } else if (columns > L) {
            VectorTiles.tile4x2(a, i0, i1, i2, i3, stepA, b, bi, stepB, c, ci, stepC, k, FloatLanes.first(columns - L));
        } else {
            VectorTiles.tile4x1(a, i0, i1, i2, i3, stepA, b, bi, stepB, c, ci, stepC, k, FloatLanes.first(columns));
        }
    }

    /// One row of a strip.
    private static void one(
            float[] a, int ai, int stepA, float[] b, int bi, int stepB, float[] c, int ci, int columns, int k) {
        if (columns == 4 * L) {
            VectorTiles.tile1x4(a, ai, stepA, b, bi, stepB, c, ci, k);
        } else if (columns == 3 * L) {
            VectorTiles.tile1x3(a, ai, stepA, b, bi, stepB, c, ci, k);
        } else if (columns > L) {
            VectorTiles.tile1x2(a, ai, stepA, b, bi, stepB, c, ci, k, FloatLanes.first(columns - L));
        } else {
            VectorTiles.tile1x1(a, ai, stepA, b, bi, stepB, c, ci, k, FloatLanes.first(columns));
        }
    }

    /// Whether columns and registers are those of the tile of eight rows.
    private static boolean tall(int columns) {
        return Vectors.BITS >= 512 && columns == 2 * L;
    }

    /// Eight rows of one strip, `rowStep` apart.
    private static void eight(
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
            int k) {
        VectorTallTiles.tile8x2(
                a,
                ai,
                ai + rowStep,
                ai + 2 * rowStep,
                ai + 3 * rowStep,
                ai + 4 * rowStep,
                ai + 5 * rowStep,
                ai + 6 * rowStep,
                ai + 7 * rowStep,
                stepA,
                b,
                bi,
                stepB,
                c,
                ci,
                stepC,
                k);
    }

    /// Eight rows of one strip that begin at `starts[r + i] + shift`, their terms side by side.
    private static void eight(
            float[] a,
            int[] starts,
            int r,
            int shift,
            float[] b,
            int bi,
            int stepB,
            float[] c,
            int ci,
            int stepC,
            int k) {
        VectorTallTiles.tile8x2(
                a,
                starts[r] + shift,
                starts[r + 1] + shift,
                starts[r + 2] + shift,
                starts[r + 3] + shift,
                starts[r + 4] + shift,
                starts[r + 5] + shift,
                starts[r + 6] + shift,
                starts[r + 7] + shift,
                1,
                b,
                bi,
                stepB,
                c,
                ci,
                stepC,
                k);
    }

    /// Whether a tile would read beyond the end of B: it reads whole vectors, of which the columns are the first
    /// lanes.
    private static boolean readsBeyond(float[] b, int bi, int stepB, int columns, int k) {
        return columns % L != 0 && bi + (k - 1) * stepB + wide(columns) > b.length;
    }

    private static int wide(int columns) {
        return (columns + L - 1) / L * L;
    }

    /// The columns of B as rows of whole vectors.
    private static float[] widened(float[] b, int bi, int stepB, int columns, int k) {
        float[] to = Scratch.floats(Scratch.WIDENED, k * wide(columns));
        for (int p = 0; p < k; p++) {
            System.arraycopy(b, bi + p * stepB, to, p * wide(columns), columns);
        }
        return to;
    }

    /// All rows of one strip, `rowStep` apart: `rows` × `columns` of C, where `columns` is four
    /// vectors, three, or at most two.
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
        if (readsBeyond(b, bi, stepB, columns, k)) {
            float[] wider = widened(b, bi, stepB, columns, k);
            strip(a, ai, rowStep, stepA, wider, 0, wide(columns), c, ci, stepC, rows, columns, k);
            return;
        }
        int r = 0;
        int x = ai;
        int y = ci;
        for (; tall(columns) && r + 8 <= rows; r += 8, x += 8 * rowStep, y += 8 * stepC) {
            eight(a, x, rowStep, stepA, b, bi, stepB, c, y, stepC, k);
        }
        for (; r + 4 <= rows; r += 4, x += 4 * rowStep, y += 4 * stepC) {
            four(a, x, x + rowStep, x + 2 * rowStep, x + 3 * rowStep, stepA, b, bi, stepB, c, y, stepC, columns, k);
        }
        for (; r < rows; r++, x += rowStep, y += stepC) {
            one(a, x, stepA, b, bi, stepB, c, y, columns, k);
        }
    }

    /// The rows of one strip that begin at `starts[first + i] + shift`, their terms side by side.
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
        if (readsBeyond(b, bi, stepB, columns, k)) {
            float[] wider = widened(b, bi, stepB, columns, k);
            strip(a, starts, first, shift, wider, 0, wide(columns), c, ci, stepC, rows, columns, k);
            return;
        }
        int r = first;
        int y = ci;
        for (; tall(columns) && r + 8 <= first + rows; r += 8, y += 8 * stepC) {
            eight(a, starts, r, shift, b, bi, stepB, c, y, stepC, k);
        }
        for (; r + 4 <= first + rows; r += 4, y += 4 * stepC) {
            int i0 = starts[r] + shift;
            int i1 = starts[r + 1] + shift;
            int i2 = starts[r + 2] + shift;
            int i3 = starts[r + 3] + shift;
            four(a, i0, i1, i2, i3, 1, b, bi, stepB, c, y, stepC, columns, k);
        }
        for (; r < first + rows; r++, y += stepC) {
            one(a, starts[r] + shift, 1, b, bi, stepB, c, y, columns, k);
        }
    }
}
