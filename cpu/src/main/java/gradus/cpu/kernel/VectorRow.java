package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;

import jdk.incubator.vector.FloatVector;

/// The product of one row with a matrix that lies as it is, by vectors: `C[j] += Σp A[p]·B[p, j]`, `p` ascending, one
/// fused multiply-add each.
///
/// It is as fast as B is read, so it reads long pieces of each row of B: eight vectors of one row after another, or
/// eight whole rows side by side. As the tiles, these loops hand no vector to a method of ours (ADR 0009).
///
/// Ladder, microseconds of prototypes, one thread of Zen 4 with other load, k × n:
///
/// | | 784 × 128 | 256 × 256 | 256 × 1024 | 3136 × 512 | 1024 × 4096 |
/// |---|---|---|---|---|---|
/// | strips of four vectors | 5.9 | 3.8 | 21 | 106 | 977 |
/// | eight vectors of a row | 3.7 | 2.7 | 16 | 93 | 607 |
/// | eight rows side by side | 5.3 | 3.2 | 13 | 83 | 403 |
///
/// This class, which meets pieces of at most 512 columns: 3.9 for 784 × 128, 677 for 1024 × 4096.
final class VectorRow {
    /// Columns from which eight rows are read side by side.
    private static final int WIDE = 384;

    private VectorRow() {}

    /// Adds `k` terms to `columns` elements of C; operands as in [VectorTiles].
    static void add(float[] a, int ai, int stepA, float[] b, int bi, int stepB, float[] c, int ci, int columns, int k) {
        int done = 0;
        int terms = 0;
        if (columns >= WIDE) {
            done = F.loopBound(columns);
            for (; terms + 8 <= k; terms += 8) {
                eightRows(a, ai + terms * stepA, stepA, b, bi + terms * stepB, stepB, c, ci, done);
            }
            if (terms < k) {
                Strips.multiply(
                        a, ai + terms * stepA, 0, stepA, b, bi + terms * stepB, stepB, c, ci, 0, 1, done, k - terms);
            }
        }
        for (; done + 8 * L <= columns; done += 8 * L) {
            eightVectors(a, ai, stepA, b, bi + done, stepB, c, ci + done, k);
        }
        Strips.multiply(a, ai, 0, stepA, b, bi + done, stepB, c, ci + done, 0, 1, columns - done, k);
    }

    /// `k` terms of eight vectors.
    private static void eightVectors(
            float[] a, int ai, int stepA, float[] b, int bi, int stepB, float[] c, int ci, int k) {
        FloatVector c0 = FloatVector.fromArray(F, c, ci);
        FloatVector c1 = FloatVector.fromArray(F, c, ci + L);
        FloatVector c2 = FloatVector.fromArray(F, c, ci + 2 * L);
        FloatVector c3 = FloatVector.fromArray(F, c, ci + 3 * L);
        FloatVector c4 = FloatVector.fromArray(F, c, ci + 4 * L);
        FloatVector c5 = FloatVector.fromArray(F, c, ci + 5 * L);
        FloatVector c6 = FloatVector.fromArray(F, c, ci + 6 * L);
        FloatVector c7 = FloatVector.fromArray(F, c, ci + 7 * L);
        for (int p = 0, i = ai, j = bi; p < k; p++, i += stepA, j += stepB) {
            FloatVector x = FloatVector.broadcast(F, a[i]);
            c0 = x.fma(FloatVector.fromArray(F, b, j), c0);
            c1 = x.fma(FloatVector.fromArray(F, b, j + L), c1);
            c2 = x.fma(FloatVector.fromArray(F, b, j + 2 * L), c2);
            c3 = x.fma(FloatVector.fromArray(F, b, j + 3 * L), c3);
            c4 = x.fma(FloatVector.fromArray(F, b, j + 4 * L), c4);
            c5 = x.fma(FloatVector.fromArray(F, b, j + 5 * L), c5);
            c6 = x.fma(FloatVector.fromArray(F, b, j + 6 * L), c6);
            c7 = x.fma(FloatVector.fromArray(F, b, j + 7 * L), c7);
        }
        c0.intoArray(c, ci);
        c1.intoArray(c, ci + L);
        c2.intoArray(c, ci + 2 * L);
        c3.intoArray(c, ci + 3 * L);
        c4.intoArray(c, ci + 4 * L);
        c5.intoArray(c, ci + 5 * L);
        c6.intoArray(c, ci + 6 * L);
        c7.intoArray(c, ci + 7 * L);
    }

    /// Eight terms of `n` elements, whole vectors.
    private static void eightRows(
            float[] a, int ai, int stepA, float[] b, int bi, int stepB, float[] c, int ci, int n) {
        FloatVector a0 = FloatVector.broadcast(F, a[ai]);
        FloatVector a1 = FloatVector.broadcast(F, a[ai + stepA]);
        FloatVector a2 = FloatVector.broadcast(F, a[ai + 2 * stepA]);
        FloatVector a3 = FloatVector.broadcast(F, a[ai + 3 * stepA]);
        FloatVector a4 = FloatVector.broadcast(F, a[ai + 4 * stepA]);
        FloatVector a5 = FloatVector.broadcast(F, a[ai + 5 * stepA]);
        FloatVector a6 = FloatVector.broadcast(F, a[ai + 6 * stepA]);
        FloatVector a7 = FloatVector.broadcast(F, a[ai + 7 * stepA]);
        for (int j = 0; j < n; j += L) {
            int q = bi + j;
            FloatVector sum = FloatVector.fromArray(F, c, ci + j);
            sum = a0.fma(FloatVector.fromArray(F, b, q), sum);
            sum = a1.fma(FloatVector.fromArray(F, b, q + stepB), sum);
            sum = a2.fma(FloatVector.fromArray(F, b, q + 2 * stepB), sum);
            sum = a3.fma(FloatVector.fromArray(F, b, q + 3 * stepB), sum);
            sum = a4.fma(FloatVector.fromArray(F, b, q + 4 * stepB), sum);
            sum = a5.fma(FloatVector.fromArray(F, b, q + 5 * stepB), sum);
            sum = a6.fma(FloatVector.fromArray(F, b, q + 6 * stepB), sum);
            sum = a7.fma(FloatVector.fromArray(F, b, q + 7 * stepB), sum);
            sum.intoArray(c, ci + j);
        }
    }
}
