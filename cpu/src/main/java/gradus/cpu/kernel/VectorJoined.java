package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;
import static gradus.cpu.kernel.FloatLanes.load;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;

/// The loops of [Joined] by vectors; each gives how many elements it did, a multiple of the vector length.
final class VectorJoined {
    private VectorJoined() {}

    static int step(float[] a, int ao, float[] b, int bo, float s0, float[] y, int yo, int n) {
        FloatVector v0 = all(s0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            load(b, bo + i).add(load(a, ao + i).mul(v0)).intoArray(y, yo + i);
        }
        return end;
    }

    static int average(float[] a, int ao, float[] b, int bo, float s0, float s1, float[] y, int yo, int n) {
        FloatVector v0 = all(s0);
        FloatVector v1 = all(s1);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            load(a, ao + i).mul(v0).add(load(b, bo + i).mul(v1)).intoArray(y, yo + i);
        }
        return end;
    }

    static int squares(float[] a, int ao, float[] b, int bo, float s0, float s1, float[] y, int yo, int n) {
        FloatVector v0 = all(s0);
        FloatVector v1 = all(s1);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector x = load(b, bo + i);
            load(a, ao + i).mul(v0).add(x.mul(x).mul(v1)).intoArray(y, yo + i);
        }
        return end;
    }

    static int adam(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float s0,
            float s1,
            float s2,
            float s3,
            float[] y,
            int yo,
            int n) {
        FloatVector v0 = all(s0);
        FloatVector v1 = all(s1);
        FloatVector v2 = all(s2);
        FloatVector v3 = all(s3);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector root = load(b, bo + i).mul(v1).sqrt().add(v2);
            FloatVector change = load(a, ao + i).mul(v0).div(root).mul(v3);
            load(c, co + i).add(change).intoArray(y, yo + i);
        }
        return end;
    }

    static int reluOfSum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector sum = load(a, ao + i).add(load(b, bo + i));
            sum.blend(0f, sum.compare(LE, 0f)).intoArray(y, yo + i);
        }
        return end;
    }

    static int whereGreater(float[] a, int ao, float[] b, int bo, float s0, float[] y, int yo, int n) {
        FloatVector v0 = all(s0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            v0.blend(load(b, bo + i), load(a, ao + i).compare(GT, v0)).intoArray(y, yo + i);
        }
        return end;
    }

    static int scaledProduct(float[] a, int ao, float[] b, int bo, float s0, float[] y, int yo, int n) {
        FloatVector v0 = all(s0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            load(b, bo + i).mul(load(a, ao + i).mul(v0)).intoArray(y, yo + i);
        }
        return end;
    }

    /// `−(x s)²`.
    static int minusSquare(float[] x, int xo, float s, float[] y, int yo, int n) {
        FloatVector v = all(s);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector scaled = load(x, xo + i).mul(v);
            scaled.mul(scaled).neg().intoArray(y, yo + i);
        }
        return end;
    }

    /// What [Joined#GELU_SLOPE] makes of the exponential `t`.
    static int geluSlope(
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            float[] t,
            float s0,
            float s1,
            float s2,
            float[] y,
            int yo,
            int n) {
        FloatVector v0 = all(s0);
        FloatVector v1 = all(s1);
        FloatVector v2 = all(s2);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector d = load(b, bo + i);
            FloatVector bell = load(t, i).mul(v2);
            FloatVector slope = d.mul(load(c, co + i)).mul(v0).mul(bell).mul(v1);
            d.mul(load(a, ao + i).mul(v0)).add(slope).intoArray(y, yo + i);
        }
        return end;
    }
}
