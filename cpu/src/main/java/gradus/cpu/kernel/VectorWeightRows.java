package gradus.cpu.kernel;

import static gradus.cpu.kernel.Coefficients.*;
import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;
import static gradus.cpu.kernel.FloatLanes.load;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// The loops of [WeightRows] by vectors.
final class VectorWeightRows {
    private VectorWeightRows() {}

    /// The largest of `n` numbers, a multiple of sixteen, as if a NaN were not there: a comparison and a choice
    /// cost less than a maximum that minds it. Two at a time, because each waits for the one before.
    static float largest(float[] x, int at, int n) {
        FloatVector a = all(Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        int i = at;
        int end = at + n;
        for (; i <= end - 2 * L; i += 2 * L) {
            FloatVector p = load(x, i);
            FloatVector q = load(x, i + L);
            a = a.blend(p, p.compare(GT, a));
            b = b.blend(q, q.compare(GT, b));
        }
        if (i < end) {
            FloatVector p = load(x, i);
            a = a.blend(p, p.compare(GT, a));
        }
        a = a.blend(b, b.compare(GT, a));
        // as integers of the same order, whose maximum across lanes is one instruction a step
        IntVector bits = a.reinterpretAsInts();
        int max = bits.lanewise(XOR, bits.lanewise(ASHR, 31).and(Integer.MAX_VALUE))
                .reduceLanes(MAX);
        return Float.intBitsToFloat(max ^ (max >> 31 & Integer.MAX_VALUE));
    }

    /// `y = e^(x − max)` of numbers not above `max`, a multiple of sixteen of them; `y` may be `x`: the operations
    /// of [ScalarMath] in the same order. The formula
    /// is written out for the reason that [VectorComposites] gives.
    static void exponentials(float[] x, int xo, float[] y, int yo, int n, float max) {
        for (int i = 0; i < n; i += L) {
            FloatVector a = FloatVector.fromArray(F, x, xo + i).sub(max);
            FloatVector t = a.fma(LOG2_E, MAGIC);
            FloatVector m = t.sub(MAGIC);
            IntVector k = t.reinterpretAsInts().sub(MAGIC_BITS);
            FloatVector r = m.lanewise(FMA, -LN2_LOW, m.lanewise(FMA, -LN2_HIGH, a));
            FloatVector p = FloatVector.broadcast(F, E4).lanewise(FMA, r, E3).lanewise(FMA, r, E2);
            p = p.lanewise(FMA, r, E1).lanewise(FMA, r, E0);
            FloatVector z = r.mul(r).fma(p, r).add(1f);
            IntVector half = k.lanewise(ASHR, 1);
            z = z.mul(half.add(127).lanewise(LSHL, 23).reinterpretAsFloats());
            z = z.mul(k.sub(half).add(127).lanewise(LSHL, 23).reinterpretAsFloats());
            z.blend(0f, a.compare(LT, EXP_UNDERFLOW)).intoArray(y, yo + i);
        }
    }

    /// Adds products to sixteen lanes, one after another.
    static void addProducts(float[] e, int eo, float[] d, int to, int n, float[] lanes) {
        switch (L) {
            case 16 -> addByOne(e, eo, d, to, n, lanes);
            case 8 -> addByTwo(e, eo, d, to, n, lanes);
            default -> addByFour(e, eo, d, to, n, lanes);
        }
    }

    private static void addByOne(float[] e, int eo, float[] d, int to, int n, float[] lanes) {
        FloatVector s = FloatVector.zero(F);
        for (int i = 0; i < n; i += 16) {
            s = load(e, eo + i).fma(load(d, to + i), s);
        }
        s.intoArray(lanes, 0);
    }

    private static void addByTwo(float[] e, int eo, float[] d, int to, int n, float[] lanes) {
        FloatVector s = FloatVector.zero(F);
        FloatVector t = FloatVector.zero(F);
        for (int i = 0; i < n; i += 16) {
            s = load(e, eo + i).fma(load(d, to + i), s);
            t = load(e, eo + i + 8).fma(load(d, to + i + 8), t);
        }
        s.intoArray(lanes, 0);
        t.intoArray(lanes, 8);
    }

    private static void addByFour(float[] e, int eo, float[] d, int to, int n, float[] lanes) {
        FloatVector s = FloatVector.zero(F);
        FloatVector t = FloatVector.zero(F);
        FloatVector u = FloatVector.zero(F);
        FloatVector v = FloatVector.zero(F);
        for (int i = 0; i < n; i += 16) {
            s = load(e, eo + i).fma(load(d, to + i), s);
            t = load(e, eo + i + 4).fma(load(d, to + i + 4), t);
            u = load(e, eo + i + 8).fma(load(d, to + i + 8), u);
            v = load(e, eo + i + 12).fma(load(d, to + i + 12), v);
        }
        s.intoArray(lanes, 0);
        t.intoArray(lanes, 4);
        u.intoArray(lanes, 8);
        v.intoArray(lanes, 12);
    }

    static void slopes(float[] e, int eo, float[] d, int to, float mean, int n) {
        FloatVector shift = all(mean);
        for (int i = 0; i < n; i += L) {
            load(e, eo + i).mul(load(d, to + i).sub(shift)).intoArray(d, to + i);
        }
    }
}
