package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Register tiles of the float32 matrix product, by vectors: `C[i, j] += Σp A[i, p]·B[p, j]`, `p` ascending, one fused
/// multiply-add each.
///
/// `A[i, p]` is `a[start of row i + p·stepA]`, `B[p, j]` is `b[bi + p·stepB + j]`, `C[i, j]` is `c[ci + i·stepC + j]`,
/// so that transposed and packed operands, and the overlapping rows of a convolution, need no tile of their own.
///
/// B is read in whole vectors, also where a tile has fewer columns: the lanes beyond are not stored. (Reads under
/// a mask were compiled well or badly as it happened: a product of 10 columns ran at 15 or at 40 GFLOP/s, now at
/// 44.)
///
/// No tile hands a vector to a method of ours: where C2 does not inline that call, the sums live in boxes
/// (measured: 5 to 30 times slower, and it depends on the order of compilation). That is why the tiles are long.
final class VectorTiles {
    private VectorTiles() {}

    /// Four rows by four vectors: 16 sums, for processors of 32 vector registers.
    static void tile4x4(
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
            int k) {
        int c1 = ci + stepC;
        int c2 = ci + 2 * stepC;
        int c3 = ci + 3 * stepC;
        FloatVector c00 = FloatVector.fromArray(F, c, ci);
        FloatVector c01 = FloatVector.fromArray(F, c, ci + L);
        FloatVector c02 = FloatVector.fromArray(F, c, ci + 2 * L);
        FloatVector c03 = FloatVector.fromArray(F, c, ci + 3 * L);
        FloatVector c10 = FloatVector.fromArray(F, c, c1);
        FloatVector c11 = FloatVector.fromArray(F, c, c1 + L);
        FloatVector c12 = FloatVector.fromArray(F, c, c1 + 2 * L);
        FloatVector c13 = FloatVector.fromArray(F, c, c1 + 3 * L);
        FloatVector c20 = FloatVector.fromArray(F, c, c2);
        FloatVector c21 = FloatVector.fromArray(F, c, c2 + L);
        FloatVector c22 = FloatVector.fromArray(F, c, c2 + 2 * L);
        FloatVector c23 = FloatVector.fromArray(F, c, c2 + 3 * L);
        FloatVector c30 = FloatVector.fromArray(F, c, c3);
        FloatVector c31 = FloatVector.fromArray(F, c, c3 + L);
        FloatVector c32 = FloatVector.fromArray(F, c, c3 + 2 * L);
        FloatVector c33 = FloatVector.fromArray(F, c, c3 + 3 * L);
        for (int p = 0, i = 0, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L);
            FloatVector b2 = FloatVector.fromArray(F, b, j + 2 * L);
            FloatVector b3 = FloatVector.fromArray(F, b, j + 3 * L);
            FloatVector a0 = FloatVector.broadcast(F, a[i0 + i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(F, a[i1 + i]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(F, a[i2 + i]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(F, a[i3 + i]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + L);
        c02.intoArray(c, ci + 2 * L);
        c03.intoArray(c, ci + 3 * L);
        c10.intoArray(c, c1);
        c11.intoArray(c, c1 + L);
        c12.intoArray(c, c1 + 2 * L);
        c13.intoArray(c, c1 + 3 * L);
        c20.intoArray(c, c2);
        c21.intoArray(c, c2 + L);
        c22.intoArray(c, c2 + 2 * L);
        c23.intoArray(c, c2 + 3 * L);
        c30.intoArray(c, c3);
        c31.intoArray(c, c3 + L);
        c32.intoArray(c, c3 + 2 * L);
        c33.intoArray(c, c3 + 3 * L);
    }

    /// Four rows by three vectors: the main tile.
    static void tile4x3(
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
            int k) {
        int c1 = ci + stepC;
        int c2 = ci + 2 * stepC;
        int c3 = ci + 3 * stepC;
        FloatVector c00 = FloatVector.fromArray(F, c, ci);
        FloatVector c01 = FloatVector.fromArray(F, c, ci + L);
        FloatVector c02 = FloatVector.fromArray(F, c, ci + 2 * L);
        FloatVector c10 = FloatVector.fromArray(F, c, c1);
        FloatVector c11 = FloatVector.fromArray(F, c, c1 + L);
        FloatVector c12 = FloatVector.fromArray(F, c, c1 + 2 * L);
        FloatVector c20 = FloatVector.fromArray(F, c, c2);
        FloatVector c21 = FloatVector.fromArray(F, c, c2 + L);
        FloatVector c22 = FloatVector.fromArray(F, c, c2 + 2 * L);
        FloatVector c30 = FloatVector.fromArray(F, c, c3);
        FloatVector c31 = FloatVector.fromArray(F, c, c3 + L);
        FloatVector c32 = FloatVector.fromArray(F, c, c3 + 2 * L);
        for (int p = 0, i = 0, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L);
            FloatVector b2 = FloatVector.fromArray(F, b, j + 2 * L);
            FloatVector a0 = FloatVector.broadcast(F, a[i0 + i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(F, a[i1 + i]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(F, a[i2 + i]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.broadcast(F, a[i3 + i]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + L);
        c02.intoArray(c, ci + 2 * L);
        c10.intoArray(c, c1);
        c11.intoArray(c, c1 + L);
        c12.intoArray(c, c1 + 2 * L);
        c20.intoArray(c, c2);
        c21.intoArray(c, c2 + L);
        c22.intoArray(c, c2 + 2 * L);
        c30.intoArray(c, c3);
        c31.intoArray(c, c3 + L);
        c32.intoArray(c, c3 + 2 * L);
    }

    /// Four rows by two vectors, of the second the lanes of `mask`.
    static void tile4x2(
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
            int k,
            VectorMask<Float> mask) {
        int c1 = ci + stepC;
        int c2 = ci + 2 * stepC;
        int c3 = ci + 3 * stepC;
        FloatVector c00 = FloatVector.fromArray(F, c, ci);
        FloatVector c01 = FloatVector.fromArray(F, c, ci + L, mask);
        FloatVector c10 = FloatVector.fromArray(F, c, c1);
        FloatVector c11 = FloatVector.fromArray(F, c, c1 + L, mask);
        FloatVector c20 = FloatVector.fromArray(F, c, c2);
        FloatVector c21 = FloatVector.fromArray(F, c, c2 + L, mask);
        FloatVector c30 = FloatVector.fromArray(F, c, c3);
        FloatVector c31 = FloatVector.fromArray(F, c, c3 + L, mask);
        for (int p = 0, i = 0, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L);
            FloatVector a0 = FloatVector.broadcast(F, a[i0 + i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(F, a[i1 + i]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(F, a[i2 + i]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(F, a[i3 + i]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + L, mask);
        c10.intoArray(c, c1);
        c11.intoArray(c, c1 + L, mask);
        c20.intoArray(c, c2);
        c21.intoArray(c, c2 + L, mask);
        c30.intoArray(c, c3);
        c31.intoArray(c, c3 + L, mask);
    }

    /// Four rows by one vector, of which the lanes of `mask`.
    static void tile4x1(
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
            int k,
            VectorMask<Float> mask) {
        int c1 = ci + stepC;
        int c2 = ci + 2 * stepC;
        int c3 = ci + 3 * stepC;
        FloatVector c00 = FloatVector.fromArray(F, c, ci, mask);
        FloatVector c10 = FloatVector.fromArray(F, c, c1, mask);
        FloatVector c20 = FloatVector.fromArray(F, c, c2, mask);
        FloatVector c30 = FloatVector.fromArray(F, c, c3, mask);
        for (int p = 0, i = 0, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector a0 = FloatVector.broadcast(F, a[i0 + i]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = FloatVector.broadcast(F, a[i1 + i]);
            c10 = a1.fma(b0, c10);
            FloatVector a2 = FloatVector.broadcast(F, a[i2 + i]);
            c20 = a2.fma(b0, c20);
            FloatVector a3 = FloatVector.broadcast(F, a[i3 + i]);
            c30 = a3.fma(b0, c30);
        }
        c00.intoArray(c, ci, mask);
        c10.intoArray(c, c1, mask);
        c20.intoArray(c, c2, mask);
        c30.intoArray(c, c3, mask);
    }

    /// One row by four vectors.
    static void tile1x4(float[] a, int ai, int stepA, float[] b, int bi, int stepB, float[] c, int ci, int k) {
        FloatVector c00 = FloatVector.fromArray(F, c, ci);
        FloatVector c01 = FloatVector.fromArray(F, c, ci + L);
        FloatVector c02 = FloatVector.fromArray(F, c, ci + 2 * L);
        FloatVector c03 = FloatVector.fromArray(F, c, ci + 3 * L);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L);
            FloatVector b2 = FloatVector.fromArray(F, b, j + 2 * L);
            FloatVector b3 = FloatVector.fromArray(F, b, j + 3 * L);
            FloatVector a0 = FloatVector.broadcast(F, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + L);
        c02.intoArray(c, ci + 2 * L);
        c03.intoArray(c, ci + 3 * L);
    }

    /// One row by three vectors.
    static void tile1x3(float[] a, int ai, int stepA, float[] b, int bi, int stepB, float[] c, int ci, int k) {
        FloatVector c00 = FloatVector.fromArray(F, c, ci);
        FloatVector c01 = FloatVector.fromArray(F, c, ci + L);
        FloatVector c02 = FloatVector.fromArray(F, c, ci + 2 * L);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L);
            FloatVector b2 = FloatVector.fromArray(F, b, j + 2 * L);
            FloatVector a0 = FloatVector.broadcast(F, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + L);
        c02.intoArray(c, ci + 2 * L);
    }

    /// One row by two vectors, of the second the lanes of `mask`.
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
            VectorMask<Float> mask) {
        FloatVector c00 = FloatVector.fromArray(F, c, ci);
        FloatVector c01 = FloatVector.fromArray(F, c, ci + L, mask);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector b1 = FloatVector.fromArray(F, b, j + L);
            FloatVector a0 = FloatVector.broadcast(F, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + L, mask);
    }

    /// One row by one vector, of which the lanes of `mask`.
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
            VectorMask<Float> mask) {
        FloatVector c00 = FloatVector.fromArray(F, c, ci, mask);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector b0 = FloatVector.fromArray(F, b, j);
            FloatVector a0 = FloatVector.broadcast(F, a[i]);
            c00 = a0.fma(b0, c00);
        }
        c00.intoArray(c, ci, mask);
    }
}
