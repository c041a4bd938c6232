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
    /// cost less than a maximum that minds it. Four at a time, because each waits for the one before.
    static float largest(float[] x, int at, int n) {
        FloatVector a = all(Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = at;
        int end = at + n;
        for (; i <= end - 4 * L; i += 4 * L) {
            FloatVector p = load(x, i);
            FloatVector q = load(x, i + L);
            FloatVector r = load(x, i + 2 * L);
            FloatVector s = load(x, i + 3 * L);
            a = a.blend(p, p.compare(GT, a));
            b = b.blend(q, q.compare(GT, b));
            c = c.blend(r, r.compare(GT, c));
            d = d.blend(s, s.compare(GT, d));
        }
        for (; i < end; i += L) {
            FloatVector p = load(x, i);
            a = a.blend(p, p.compare(GT, a));
        }
        a = a.blend(b, b.compare(GT, a));
        c = c.blend(d, d.compare(GT, c));
        a = a.blend(c, c.compare(GT, a));
        // as integers of the same order, whose maximum across lanes is one instruction a step
        IntVector bits = a.reinterpretAsInts();
        int max = bits.lanewise(XOR, bits.lanewise(ASHR, 31).and(Integer.MAX_VALUE))
                .reduceLanes(MAX);
        return Float.intBitsToFloat(max ^ (max >> 31 & Integer.MAX_VALUE));
    }

    /// `y = e^(x − max)` of numbers not above `max`, a multiple of sixteen of them, and their sums in sixteen
    /// lanes;
    /// `y` may be `x`: [ScalarMath#weight], whose scaling by 2^k is an addition to the exponent, because the result
    /// is a normal number or 0. The formula is written out for the reason that [VectorComposites] gives.
    static void exponentials(float[] x, int xo, float[] y, int yo, int n, float max, float[] lanes) {
        FloatVector sum = FloatVector.zero(F);
        for (int i = 0; i < n; i += L) {
            FloatVector a = FloatVector.fromArray(F, x, xo + i).sub(max);
            FloatVector t = a.fma(LOG2_E, MAGIC);
            FloatVector m = t.sub(MAGIC);
            FloatVector r = m.lanewise(FMA, -LN2_LOW, m.lanewise(FMA, -LN2_HIGH, a));
            FloatVector p = FloatVector.broadcast(F, E4).lanewise(FMA, r, E3).lanewise(FMA, r, E2);
            p = p.lanewise(FMA, r, E1).lanewise(FMA, r, E0);
            FloatVector z = r.mul(r).fma(p, r).add(1f);
            // k stands in the lowest bits of t, and MAGIC has none there
            IntVector k = t.reinterpretAsInts().lanewise(LSHL, 23);
            z = z.reinterpretAsInts().add(k).reinterpretAsFloats();
            z = z.blend(0f, a.compare(LT, EXP_NORMAL));
            z.intoArray(y, yo + i);
            sum = sum.add(z);
        }
        if (L == 16) {
            sum.intoArray(lanes, 0);
        } else {
            VectorReductions.addGroups(y, yo, n / 16, lanes);
        }
    }

    /// Sets exponents whose exponential is no normal number to −∞.
    static void cut(float[] x, int xo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector a = load(x, xo + i);
            a.blend(Float.NEGATIVE_INFINITY, a.compare(LT, EXP_NORMAL)).intoArray(x, xo + i);
        }
        for (; i < n; i++) {
            x[xo + i] = x[xo + i] < EXP_NORMAL ? Float.NEGATIVE_INFINITY : x[xo + i];
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
