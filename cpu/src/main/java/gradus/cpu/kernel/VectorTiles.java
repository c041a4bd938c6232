package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Register tiles of the float32 matrix product, by vectors: `C[i, j] (+)= Σp A[i, p]·B[p, j]`, `p` ascending, one
/// fused multiply-add each.
///
/// `A[i, p]` is `a[ai + i·rowStep + p·stepA]`, `B[p, j]` is `b[bi + p·stepB + j]`, `C[i, j]` is `c[ci + i·stepC +
/// j]`, so that transposed and packed operands need no tile of their own.
final class VectorTiles {
    private VectorTiles() {}

    /// Four rows by three vectors: the main tile.
    static void tile4x3(
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
            int k,
            boolean add) {
        FloatVector c00 = FloatVector.zero(F), c01 = FloatVector.zero(F), c02 = FloatVector.zero(F);
        FloatVector c10 = FloatVector.zero(F), c11 = FloatVector.zero(F), c12 = FloatVector.zero(F);
        FloatVector c20 = FloatVector.zero(F), c21 = FloatVector.zero(F), c22 = FloatVector.zero(F);
        FloatVector c30 = FloatVector.zero(F), c31 = FloatVector.zero(F), c32 = FloatVector.zero(F);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L);
            FloatVector b2 = FloatVector.fromArray(F, b, j + 2 * L);
            FloatVector a0 = all(a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = all(a[i + rowStep]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = all(a[i + 2 * rowStep]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = all(a[i + 3 * rowStep]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
        }
        store(c, ci, add, c00);
        store(c, ci + L, add, c01);
        store(c, ci + 2 * L, add, c02);
        store(c, ci + stepC, add, c10);
        store(c, ci + stepC + L, add, c11);
        store(c, ci + stepC + 2 * L, add, c12);
        store(c, ci + 2 * stepC, add, c20);
        store(c, ci + 2 * stepC + L, add, c21);
        store(c, ci + 2 * stepC + 2 * L, add, c22);
        store(c, ci + 3 * stepC, add, c30);
        store(c, ci + 3 * stepC + L, add, c31);
        store(c, ci + 3 * stepC + 2 * L, add, c32);
    }

    /// Four rows by two vectors, the second under `mask`.
    static void tile4x2(
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
            int k,
            boolean add,
            VectorMask<Float> mask) {
        FloatVector c00 = FloatVector.zero(F), c01 = FloatVector.zero(F);
        FloatVector c10 = FloatVector.zero(F), c11 = FloatVector.zero(F);
        FloatVector c20 = FloatVector.zero(F), c21 = FloatVector.zero(F);
        FloatVector c30 = FloatVector.zero(F), c31 = FloatVector.zero(F);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L, mask);
            FloatVector a0 = all(a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = all(a[i + rowStep]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = all(a[i + 2 * rowStep]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = all(a[i + 3 * rowStep]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        store(c, ci, add, c00);
        store(c, ci + L, add, c01, mask);
        store(c, ci + stepC, add, c10);
        store(c, ci + stepC + L, add, c11, mask);
        store(c, ci + 2 * stepC, add, c20);
        store(c, ci + 2 * stepC + L, add, c21, mask);
        store(c, ci + 3 * stepC, add, c30);
        store(c, ci + 3 * stepC + L, add, c31, mask);
    }

    /// Four rows by one vector under `mask`.
    static void tile4x1(
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
            int k,
            boolean add,
            VectorMask<Float> mask) {
        FloatVector c00 = FloatVector.zero(F);
        FloatVector c10 = FloatVector.zero(F);
        FloatVector c20 = FloatVector.zero(F);
        FloatVector c30 = FloatVector.zero(F);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j, mask);
            FloatVector a0 = all(a[i]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = all(a[i + rowStep]);
            c10 = a1.fma(b0, c10);
            FloatVector a2 = all(a[i + 2 * rowStep]);
            c20 = a2.fma(b0, c20);
            FloatVector a3 = all(a[i + 3 * rowStep]);
            c30 = a3.fma(b0, c30);
        }
        store(c, ci, add, c00, mask);
        store(c, ci + stepC, add, c10, mask);
        store(c, ci + 2 * stepC, add, c20, mask);
        store(c, ci + 3 * stepC, add, c30, mask);
    }

    /// One row by three vectors.
    static void tile1x3(
            float[] a, int ai, int stepA, float[] b, int bi, int stepB, float[] c, int ci, int k, boolean add) {
        FloatVector c00 = FloatVector.zero(F), c01 = FloatVector.zero(F), c02 = FloatVector.zero(F);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L);
            FloatVector b2 = FloatVector.fromArray(F, b, j + 2 * L);
            FloatVector a0 = all(a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
        }
        store(c, ci, add, c00);
        store(c, ci + L, add, c01);
        store(c, ci + 2 * L, add, c02);
    }

    /// One row by two vectors, the second under `mask`.
    static void tile1x2(
            float[] a,
            int ai,
            int stepA,
            float[] b,
            int bi,
            int stepB,
            float[] c,
            int ci,
            int k,
            boolean add,
            VectorMask<Float> mask) {
        FloatVector c00 = FloatVector.zero(F), c01 = FloatVector.zero(F);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L, mask);
            FloatVector a0 = all(a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
        }
        store(c, ci, add, c00);
        store(c, ci + L, add, c01, mask);
    }

    /// One row by one vector under `mask`.
    static void tile1x1(
            float[] a,
            int ai,
            int stepA,
            float[] b,
            int bi,
            int stepB,
            float[] c,
            int ci,
            int k,
            boolean add,
            VectorMask<Float> mask) {
        FloatVector c00 = FloatVector.zero(F);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j, mask);
            FloatVector a0 = all(a[i]);
            c00 = a0.fma(b0, c00);
        }
        store(c, ci, add, c00, mask);
    }

    private static void store(float[] c, int i, boolean add, FloatVector x) {
        FloatVector sum = add ? FloatVector.fromArray(F, c, i).add(x) : x;
        sum.intoArray(c, i);
    }

    private static void store(float[] c, int i, boolean add, FloatVector x, VectorMask<Float> mask) {
        FloatVector sum = add ? FloatVector.fromArray(F, c, i, mask).add(x) : x;
        sum.intoArray(c, i, mask);
    }

    /// All rows of one strip: `rows` × `columns` of C, where `columns` is three vectors or at most two.
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
        int r = 0;
        int x = ai;
        int y = ci;
        if (columns == 3 * L) {
            for (; r + 4 <= rows; r += 4, x += 4 * rowStep, y += 4 * stepC) {
                tile4x3(a, x, rowStep, stepA, b, bi, stepB, c, y, stepC, k, add);
            }
            for (; r < rows; r++, x += rowStep, y += stepC) {
                tile1x3(a, x, stepA, b, bi, stepB, c, y, k, add);
            }
        } else if (columns > L) {
            VectorMask<Float> mask = FloatLanes.first(columns - L);
            for (; r + 4 <= rows; r += 4, x += 4 * rowStep, y += 4 * stepC) {
                tile4x2(a, x, rowStep, stepA, b, bi, stepB, c, y, stepC, k, add, mask);
            }
            for (; r < rows; r++, x += rowStep, y += stepC) {
                tile1x2(a, x, stepA, b, bi, stepB, c, y, k, add, mask);
            }
        } else {
            VectorMask<Float> mask = FloatLanes.first(columns);
            for (; r + 4 <= rows; r += 4, x += 4 * rowStep, y += 4 * stepC) {
                tile4x1(a, x, rowStep, stepA, b, bi, stepB, c, y, stepC, k, add, mask);
            }
            for (; r < rows; r++, x += rowStep, y += stepC) {
                tile1x1(a, x, stepA, b, bi, stepB, c, y, k, add, mask);
            }
        }
    }
}
