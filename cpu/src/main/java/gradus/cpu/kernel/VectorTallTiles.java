package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;

import jdk.incubator.vector.FloatVector;

/// The register tile of [VectorTiles] for narrow products: eight rows by two vectors, so that there are as many sums as
/// in the wide tiles. For processors of 32 vector registers.
///
/// Ladder: GFLOP/s of a convolution of 16 × 28 × 28 × 32 by 3 × 3 to 32, and of its gradients by input and weight, one
/// thread on Zen 4: by four rows 87, 84, 78; by eight 98, 99, 95. Gradient by the input of 64 × 14 × 14 × 32 by 5 × 5
/// to 64: 97 and 110. Eight rows by one vector of which some lanes count took 0.79 of the time of four (64 × 10, 128
/// terms), but boxed its sums in two of three orders of compilation, and a training step then took 2.4 times as long.
final class VectorTallTiles {
    private VectorTallTiles() {}

    /// Eight rows by two vectors: 16 sums.
    static void tile8x2(
            float[] a,
            int i0,
            int i1,
            int i2,
            int i3,
            int i4,
            int i5,
            int i6,
            int i7,
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
        int c4 = ci + 4 * stepC;
        int c5 = ci + 5 * stepC;
        int c6 = ci + 6 * stepC;
        int c7 = ci + 7 * stepC;
        FloatVector c00 = FloatVector.fromArray(F, c, ci);
        FloatVector c01 = FloatVector.fromArray(F, c, ci + L);
        FloatVector c10 = FloatVector.fromArray(F, c, c1);
        FloatVector c11 = FloatVector.fromArray(F, c, c1 + L);
        FloatVector c20 = FloatVector.fromArray(F, c, c2);
        FloatVector c21 = FloatVector.fromArray(F, c, c2 + L);
        FloatVector c30 = FloatVector.fromArray(F, c, c3);
        FloatVector c31 = FloatVector.fromArray(F, c, c3 + L);
        FloatVector c40 = FloatVector.fromArray(F, c, c4);
        FloatVector c41 = FloatVector.fromArray(F, c, c4 + L);
        FloatVector c50 = FloatVector.fromArray(F, c, c5);
        FloatVector c51 = FloatVector.fromArray(F, c, c5 + L);
        FloatVector c60 = FloatVector.fromArray(F, c, c6);
        FloatVector c61 = FloatVector.fromArray(F, c, c6 + L);
        FloatVector c70 = FloatVector.fromArray(F, c, c7);
        FloatVector c71 = FloatVector.fromArray(F, c, c7 + L);
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
            FloatVector a4 = FloatVector.broadcast(F, a[i4 + i]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(F, a[i5 + i]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(F, a[i6 + i]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(F, a[i7 + i]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + L);
        c10.intoArray(c, c1);
        c11.intoArray(c, c1 + L);
        c20.intoArray(c, c2);
        c21.intoArray(c, c2 + L);
        c30.intoArray(c, c3);
        c31.intoArray(c, c3 + L);
        c40.intoArray(c, c4);
        c41.intoArray(c, c4 + L);
        c50.intoArray(c, c5);
        c51.intoArray(c, c5 + L);
        c60.intoArray(c, c6);
        c61.intoArray(c, c6 + L);
        c70.intoArray(c, c7);
        c71.intoArray(c, c7 + L);
    }
}
