package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The sums of [Depthwise] by vectors of channels: four at a time in registers, then one at a time under a mask.
final class VectorDepthwise {
    private VectorDepthwise() {}

    /// `y[to + c] += Σq a[ai[q] + c] · b[bi[q] + c]`, `q` ascending, for all channels `c`.
    static void sum(float[] a, int[] ai, float[] b, int[] bi, int terms, float[] y, int to, int channels) {
        int c = 0;
        for (; c + 4 * L <= channels; c += 4 * L) {
            FloatVector s0 = FloatVector.fromArray(F, y, to + c);
            FloatVector s1 = FloatVector.fromArray(F, y, to + c + L);
            FloatVector s2 = FloatVector.fromArray(F, y, to + c + 2 * L);
            FloatVector s3 = FloatVector.fromArray(F, y, to + c + 3 * L);
            for (int q = 0; q < terms; q++) {
                int i = ai[q] + c;
                int j = bi[q] + c;
                s0 = FloatVector.fromArray(F, a, i).fma(FloatVector.fromArray(F, b, j), s0);
                s1 = FloatVector.fromArray(F, a, i + L).fma(FloatVector.fromArray(F, b, j + L), s1);
                s2 = FloatVector.fromArray(F, a, i + 2 * L).fma(FloatVector.fromArray(F, b, j + 2 * L), s2);
                s3 = FloatVector.fromArray(F, a, i + 3 * L).fma(FloatVector.fromArray(F, b, j + 3 * L), s3);
            }
            s0.intoArray(y, to + c);
            s1.intoArray(y, to + c + L);
            s2.intoArray(y, to + c + 2 * L);
            s3.intoArray(y, to + c + 3 * L);
        }
        for (; c < channels; c += L) {
            VectorMask<Float> mask = FloatLanes.first(Math.min(L, channels - c));
            FloatVector s = FloatVector.fromArray(F, y, to + c, mask);
            for (int q = 0; q < terms; q++) {
                FloatVector x = FloatVector.fromArray(F, a, ai[q] + c, mask);
                s = x.fma(FloatVector.fromArray(F, b, bi[q] + c, mask), s);
            }
            s.intoArray(y, to + c, mask);
        }
    }
}
