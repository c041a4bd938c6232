package gradus.cpu.kernel;

import static gradus.cpu.kernel.Coefficients.*;
import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// The functions that contain an exponential: the operations of [ScalarMath] in the same order, but for the cases that
/// an exponent of at most 0 excludes.
///
/// tanh and sigmoid are one loop each; softplus and erf are passes over a block that stays in the first cache, because
/// their chains are too long for a processor to overlap several elements. No loop hands a vector to a method of ours,
/// as the tiles of [VectorTiles] and for the same reason: however C2 joins or parts these loops, it boxes nothing.
///
/// Ladder, nanoseconds an element, 256 to 1024 of them in cache, one thread, AVX-512 on Zen 4:
///
/// | | tanh | sigmoid | softplus | erf |
/// |---|---|---|---|---|
/// | passes with small methods, joined by C2 or not | 0.6 to 2.9 | 0.42 to 0.47 | 0.8 to 3.6 | 0.6 to 0.9 |
/// | passes that C2 can't join | 0.42 | 0.42 | 0.80 | 0.54 |
/// | one loop, written out | 0.36 | 0.34 | 1.0 | 0.57 |
/// | as now | 0.36 | 0.34 | 0.67 | 0.54 |
final class VectorComposites {
    private static final int SIGN = 0x8000_0000;
    private static final int BLOCK = 512;

    /// One pass over a block: reads x and t, writes t or y.
    @FunctionalInterface
    private interface Pass {
        void run(float[] x, int xo, float[] t, float[] y, int yo, int n);
    }

    /// t = log(1 + e^−|x|), then max(x, 0) + t.
    private static final Pass[] SOFTPLUS = {
        (x, xo, t, _, _, n) -> exponential(x, xo, t, n), VectorComposites::softplusOf
    };
    /// e = e^P(|x|), then 1 − e, or the polynomial near 0.
    private static final Pass[] ERF = {
        (x, xo, t, _, _, n) -> erfExponent(x, xo, t, n),
        (_, _, t, _, _, n) -> VectorTranscendentals.exp(t, 0, t, 0, n),
        VectorComposites::erfOf
    };

    private VectorComposites() {}

    /// Runs the passes block by block, through an interface, so that C2 does not join them in one compilation:
    /// all of erf goes beyond its node limit, and boxes (measured: GELU of ten million elements 38 ms in place of
    /// 8).
    private static void passes(Pass[] passes, float[] x, int xo, float[] y, int yo, int n) {
        float[] t = Scratch.floats(Scratch.PASSES, BLOCK);
        for (int at = 0; at < n; at += BLOCK) {
            int size = Math.min(BLOCK, n - at);
            for (Pass pass : passes) {
                pass.run(x, xo + at, t, y, yo + at, size);
            }
        }
    }

    /// t = e^(−2|x|) − 1, then −t/(t + 2).
    static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector v = FloatVector.fromArray(F, x, xo + i);
            FloatVector a = v.abs().mul(-2f);
            FloatVector t = a.fma(LOG2_E, MAGIC);
            FloatVector m = t.sub(MAGIC);
            IntVector k = t.reinterpretAsInts().sub(MAGIC_BITS);
            FloatVector r = m.lanewise(FMA, -LN2_LOW, m.lanewise(FMA, -LN2_HIGH, a));
            FloatVector p = FloatVector.broadcast(F, X4).lanewise(FMA, r, X3).lanewise(FMA, r, X2);
            p = p.lanewise(FMA, r, X1).lanewise(FMA, r, X0);
            FloatVector q = r.mul(r).fma(p, r);
            FloatVector s = k.add(126).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector z = s.fma(q, s.sub(0.5f)).mul(2f);
            z = z.blend(-1f, a.compare(LT, EXPM1_FLOOR));
            z = z.blend(a, a.abs().compare(LT, TINY));
            IntVector magnitude = z.div(z.add(2f)).reinterpretAsInts().and(~SIGN);
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            magnitude.or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
        ScalarPointwise.tanh(x, xo + end, y, yo + end, n - end);
    }

    /// z = e^−|x|, then 1/(1 + z) or z/(1 + z).
    static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector v = FloatVector.fromArray(F, x, xo + i);
            FloatVector a = v.abs().neg();
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
            z = z.blend(0f, a.compare(LT, EXP_UNDERFLOW));
            FloatVector numerator = FloatVector.broadcast(F, 1f).blend(z, v.compare(LT, 0f));
            numerator.div(z.add(1f)).intoArray(y, yo + i);
        }
        ScalarPointwise.sigmoid(x, xo + end, y, yo + end, n - end);
    }

    static void softplus(float[] x, int xo, float[] y, int yo, int n) {
        passes(SOFTPLUS, x, xo, y, yo, n);
    }

    private static void exponential(float[] x, int xo, float[] y, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector a = FloatVector.fromArray(F, x, xo + i).abs().neg();
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
            z.blend(0f, a.compare(LT, EXP_UNDERFLOW)).intoArray(y, i);
        }
        for (int i = end; i < n; i++) {
            y[i] = ScalarMath.exp(-Math.abs(x[xo + i]));
        }
    }

    /// u = 1 + t, c = (t − (u − 1))/u, log u + c = e·ln 2 + f − f²/2 + f³·P(f).
    private static void softplusOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector v = FloatVector.fromArray(F, x, xo + i);
            FloatVector z = FloatVector.fromArray(F, t, i);
            FloatVector u = z.add(1f);
            FloatVector c = z.sub(u.sub(1f)).div(u);
            IntVector bits = u.reinterpretAsInts().sub(ROOT_HALF_BITS);
            FloatVector e = (FloatVector) bits.lanewise(ASHR, 23).convertShape(I2F, F, 0);
            FloatVector f = bits.and(MANTISSA_BITS).add(ROOT_HALF_BITS).reinterpretAsFloats();
            f = f.sub(1f);
            FloatVector s = f.mul(f);
            FloatVector p = FloatVector.broadcast(F, G8).lanewise(FMA, f, G7).lanewise(FMA, f, G6);
            p = p.lanewise(FMA, f, G5).lanewise(FMA, f, G4).lanewise(FMA, f, G3);
            p = p.lanewise(FMA, f, G2).lanewise(FMA, f, G1).lanewise(FMA, f, G0);
            FloatVector w = f.mul(s).fma(p, e.lanewise(FMA, LN2_LOW, c));
            w = e.lanewise(FMA, LN2_HIGH, f.add(s.lanewise(FMA, -0.5f, w)));
            w = w.blend(z, z.abs().compare(LT, TINY));
            w = w.blend(z, z.compare(NE, z));
            FloatVector.broadcast(F, 0f).blend(v, v.compare(GT, 0f)).add(w).intoArray(y, yo + i);
        }
        for (int i = end; i < n; i++) {
            y[yo + i] = ScalarMath.softplusOf(x[xo + i], ScalarMath.log1p(t[i]));
        }
    }

    static void erf(float[] x, int xo, float[] y, int yo, int n) {
        passes(ERF, x, xo, y, yo, n);
    }

    private static void erfExponent(float[] x, int xo, float[] y, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector a = FloatVector.fromArray(F, x, xo + i).abs();
            FloatVector b = a.blend(ERF_LIMIT, a.compare(GT, ERF_LIMIT));
            FloatVector p = FloatVector.broadcast(F, H6).lanewise(FMA, b, H5).lanewise(FMA, b, H4);
            p = p.lanewise(FMA, b, H3).lanewise(FMA, b, H2).lanewise(FMA, b, H1);
            p.lanewise(FMA, b, H0).intoArray(y, i);
        }
        for (int i = end; i < n; i++) {
            y[i] = ScalarMath.erfExponent(x[xo + i]);
        }
    }

    private static void erfOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            FloatVector v = FloatVector.fromArray(F, x, xo + i);
            FloatVector a = v.abs();
            FloatVector s = a.mul(a);
            FloatVector p = FloatVector.broadcast(F, F5).lanewise(FMA, s, F4).lanewise(FMA, s, F3);
            p = p.lanewise(FMA, s, F2).lanewise(FMA, s, F1).lanewise(FMA, s, F0);
            FloatVector near = a.fma(p, a);
            FloatVector far = FloatVector.broadcast(F, 1f).sub(FloatVector.fromArray(F, t, i));
            IntVector magnitude = far.blend(near, a.compare(LT, ERF_SPLIT)).reinterpretAsInts();
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            magnitude.and(~SIGN).or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
        for (int i = end; i < n; i++) {
            y[yo + i] = ScalarMath.erfOf(x[xo + i], t[i]);
        }
    }
}
