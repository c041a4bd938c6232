package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;
import static gradus.cpu.kernel.FloatLanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The loops of [Cells] by vectors; each gives how many elements it did, a multiple of the vector length.
final class VectorCells {
    private VectorCells() {}

    static int multiplyAdd(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            load(a, ao + i).fma(load(b, bo + i), load(c, co + i)).intoArray(y, yo + i);
        }
        return end;
    }

    static int lstmState(float[] gates, int g, float[] before, int bo, float[] c, int co, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector fresh = load(gates, g + i).mul(load(gates, g + 2 * n + i));
            load(gates, g + n + i).fma(load(before, bo + i), fresh).intoArray(c, co + i);
        }
        return end;
    }

    static int lstmSlopes(
            float[] gates,
            int g,
            float[] squashed,
            int to,
            float[] before,
            int bo,
            float[] d,
            int dh,
            int dc,
            float[] y,
            int yo,
            int n) {
        FloatVector one = all(1);
        int end = F.loopBound(n);
        for (int k = 0; k < end; k += L) {
            FloatVector i = load(gates, g + k);
            FloatVector f = load(gates, g + n + k);
            FloatVector c = load(gates, g + 2 * n + k);
            FloatVector o = load(gates, g + 3 * n + k);
            FloatVector t = load(squashed, to + k);
            FloatVector h = load(d, dh + k);
            FloatVector open = h.mul(o);
            FloatVector s = open.fma(one.sub(t.mul(t)), load(d, dc + k));
            s.mul(c).mul(i.mul(one.sub(i))).intoArray(y, yo + k);
            s.mul(load(before, bo + k)).mul(f.mul(one.sub(f))).intoArray(y, yo + n + k);
            s.mul(i).mul(one.sub(c.mul(c))).intoArray(y, yo + 2 * n + k);
            h.mul(t).mul(o.mul(one.sub(o))).intoArray(y, yo + 3 * n + k);
            s.mul(f).intoArray(d, dc + k);
        }
        return end;
    }

    static int blend(float[] z, int zo, float[] h, int ho, float[] c, int co, float[] y, int yo, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector candidate = load(c, co + i);
            load(z, zo + i).fma(load(h, ho + i).sub(candidate), candidate).intoArray(y, yo + i);
        }
        return end;
    }

    static int blendSlopes(float[] gates, int g, float[] before, int bo, float[] d, int dh, float[] y, int yo, int n) {
        FloatVector one = all(1);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector z = load(gates, g + n + i);
            FloatVector c = load(gates, g + 2 * n + i);
            FloatVector h = load(d, dh + i);
            FloatVector rest = one.sub(z);
            h.mul(load(before, bo + i).sub(c)).mul(z.mul(rest)).intoArray(y, yo + n + i);
            h.mul(rest).mul(one.sub(c.mul(c))).intoArray(y, yo + 2 * n + i);
            h.mul(z).intoArray(d, dh + i);
        }
        return end;
    }

    static int resetSlopes(
            float[] r, int ro, float[] q, int qo, float[] d, int dn, float[] y, int yo, float[] s, int so, int n) {
        FloatVector one = all(1);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector reset = load(r, ro + i);
            FloatVector c = load(d, dn + i);
            c.mul(load(q, qo + i)).mul(reset.mul(one.sub(reset))).intoArray(y, yo + i);
            c.mul(reset).intoArray(s, so + i);
        }
        return end;
    }

    static int tanhSlope(float[] d, int dh, float[] t, int to, float[] y, int yo, int n) {
        FloatVector one = all(1);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector h = load(t, to + i);
            load(d, dh + i).mul(one.sub(h.mul(h))).intoArray(y, yo + i);
        }
        return end;
    }

    static int sigmoidSlope(float[] d, int dh, float[] s, int so, float[] y, int yo, int n) {
        FloatVector one = all(1);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector h = load(s, so + i);
            load(d, dh + i).mul(h.mul(one.sub(h))).intoArray(y, yo + i);
        }
        return end;
    }

    static int reluSlope(float[] d, int dh, float[] t, int to, float[] y, int yo, int n) {
        FloatVector zero = all(0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(load(d, dh + i), load(t, to + i).compare(VectorOperators.GT, 0f))
                    .intoArray(y, yo + i);
        }
        return end;
    }
}
