package gradus.cpu.kernel;

import static gradus.cpu.kernel.Coefficients.*;
import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;
import static gradus.cpu.kernel.FloatLanes.load;
import static gradus.cpu.kernel.VectorMath.fma;
import static gradus.cpu.kernel.VectorMath.line;
import static gradus.cpu.kernel.VectorMath.powerOfTwo;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// Exponentials, logarithms, sine and cosine by vectors and a scalar rest: the operations of [ScalarMath], lane by
/// lane, in the same order. Formulas are explained there.
///
/// Each loop holds its whole formula. A method of ours that gives a vector is inlined only if C2 has not compiled it
/// by itself before, to more than 2,500 bytes; else each call boxes its vectors. That depends on what else the process
/// does: with one formula shared by log and log1p, log1p took 0.47 ns an element in a process of its own and 10.8 in
/// one that had used log, tanh 0.7 and 2.0, softplus 1.3 and 3.6.
final class VectorTranscendentals {
    private VectorTranscendentals() {}

    static void exp(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            FloatVector t = fma(v, LOG2_E, MAGIC);
            FloatVector whole = t.sub(MAGIC);
            IntVector k = t.reinterpretAsInts().sub(MAGIC_BITS);
            FloatVector r = fma(whole, -LN2_LOW, fma(whole, -LN2_HIGH, v));
            FloatVector p = fma(fma(fma(line(E4, r, E3), r, E2), r, E1), r, E0);
            FloatVector power = r.mul(r).fma(p, r).add(1f);
            IntVector half = k.lanewise(ASHR, 1);
            FloatVector z = power.mul(powerOfTwo(half)).mul(powerOfTwo(k.sub(half)));
            z = z.blend(Float.POSITIVE_INFINITY, v.compare(GT, EXP_OVERFLOW));
            z.blend(0f, v.compare(LT, EXP_UNDERFLOW)).intoArray(y, yo + i);
        }
        ScalarPointwise.exp(x, xo + i, y, yo + i, n - i);
    }

    static void expm1(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            FloatVector t = fma(v, LOG2_E, MAGIC);
            FloatVector whole = t.sub(MAGIC);
            IntVector k = t.reinterpretAsInts().sub(MAGIC_BITS);
            FloatVector r = fma(whole, -LN2_LOW, fma(whole, -LN2_HIGH, v));
            FloatVector p = fma(fma(fma(line(X4, r, X3), r, X2), r, X1), r, X0);
            FloatVector q = r.mul(r).fma(p, r);
            FloatVector s = powerOfTwo(k.sub(1));
            FloatVector z = s.fma(q, s.sub(0.5f)).mul(2f);
            z = z.blend(Float.POSITIVE_INFINITY, v.compare(GT, EXP_OVERFLOW));
            z = z.blend(-1f, v.compare(LT, EXPM1_FLOOR));
            z.blend(v, v.abs().compare(LT, TINY)).intoArray(y, yo + i);
        }
        ScalarPointwise.expm1(x, xo + i, y, yo + i, n - i);
    }

    static void log(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            VectorMask<Float> subnormal = v.compare(LT, Float.MIN_NORMAL);
            IntVector bits =
                    v.blend(v.mul(0x1p23f), subnormal).reinterpretAsInts().sub(ROOT_HALF_BITS);
            FloatVector e =
                    ((FloatVector) bits.lanewise(ASHR, 23).convertShape(I2F, F, 0)).add(all(0f).blend(-23f, subnormal));
            FloatVector f = bits.and(MANTISSA_BITS)
                    .add(ROOT_HALF_BITS)
                    .reinterpretAsFloats()
                    .sub(1f);
            FloatVector s = f.mul(f);
            FloatVector p = fma(fma(fma(line(G8, f, G7), f, G6), f, G5), f, G4);
            p = fma(fma(fma(fma(p, f, G3), f, G2), f, G1), f, G0);
            FloatVector w = fma(s, -0.5f, f.mul(s).fma(p, fma(e, LN2_LOW, all(0f))));
            FloatVector z = fma(e, LN2_HIGH, f.add(w));
            z = z.blend(v, v.compare(EQ, Float.POSITIVE_INFINITY));
            z = z.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0f));
            all(Float.NaN).blend(z, v.compare(GE, 0f)).intoArray(y, yo + i);
        }
        ScalarPointwise.log(x, xo + i, y, yo + i, n - i);
    }

    static void log1p(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            FloatVector u = v.add(1f);
            FloatVector correction = v.sub(u.sub(1f)).div(u);
            IntVector bits = u.reinterpretAsInts().sub(ROOT_HALF_BITS);
            FloatVector e = ((FloatVector) bits.lanewise(ASHR, 23).convertShape(I2F, F, 0)).add(0f);
            FloatVector f = bits.and(MANTISSA_BITS)
                    .add(ROOT_HALF_BITS)
                    .reinterpretAsFloats()
                    .sub(1f);
            FloatVector s = f.mul(f);
            FloatVector p = fma(fma(fma(line(G8, f, G7), f, G6), f, G5), f, G4);
            p = fma(fma(fma(fma(p, f, G3), f, G2), f, G1), f, G0);
            FloatVector w = fma(s, -0.5f, f.mul(s).fma(p, fma(e, LN2_LOW, correction)));
            FloatVector z = fma(e, LN2_HIGH, f.add(w));
            z = z.blend(v, v.compare(EQ, Float.POSITIVE_INFINITY));
            z = z.blend(Float.NEGATIVE_INFINITY, u.compare(EQ, 0f));
            z = all(Float.NaN).blend(z, u.compare(GE, 0f));
            z.blend(v, v.abs().compare(LT, TINY)).intoArray(y, yo + i);
        }
        ScalarPointwise.log1p(x, xo + i, y, yo + i, n - i);
    }

    static void sin(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            if (v.abs().compare(GT, SIN_LIMIT).anyTrue()) {
                ScalarPointwise.sin(x, xo + i, y, yo + i, L);
                continue;
            }
            FloatVector t = fma(v, TWO_OVER_PI, MAGIC);
            FloatVector whole = t.sub(MAGIC);
            IntVector q = t.reinterpretAsInts();
            FloatVector r = fma(whole, -HALF_PI_LOW, fma(whole, -HALF_PI_MIDDLE, fma(whole, -HALF_PI_HIGH, v)));
            FloatVector s = r.mul(r);
            FloatVector sine = r.mul(s).fma(fma(line(S2, s, S1), s, S0), r);
            FloatVector cosine = s.mul(s).fma(fma(line(C2, s, C1), s, C0), fma(s, -0.5f, 1f));
            FloatVector z = cosine.blend(sine, q.and(1).compare(EQ, 0).cast(F));
            IntVector flip = q.and(2).lanewise(LSHL, 30);
            FloatVector signed = z.reinterpretAsInts().lanewise(XOR, flip).reinterpretAsFloats();
            signed.blend(v, v.abs().compare(LT, SIN_TINY)).intoArray(y, yo + i);
        }
        ScalarPointwise.sin(x, xo + i, y, yo + i, n - i);
    }

    static void cos(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            if (v.abs().compare(GT, SIN_LIMIT).anyTrue()) {
                ScalarPointwise.cos(x, xo + i, y, yo + i, L);
                continue;
            }
            FloatVector t = fma(v, TWO_OVER_PI, MAGIC);
            FloatVector whole = t.sub(MAGIC);
            IntVector q = t.reinterpretAsInts().add(1);
            FloatVector r = fma(whole, -HALF_PI_LOW, fma(whole, -HALF_PI_MIDDLE, fma(whole, -HALF_PI_HIGH, v)));
            FloatVector s = r.mul(r);
            FloatVector sine = r.mul(s).fma(fma(line(S2, s, S1), s, S0), r);
            FloatVector cosine = s.mul(s).fma(fma(line(C2, s, C1), s, C0), fma(s, -0.5f, 1f));
            FloatVector z = cosine.blend(sine, q.and(1).compare(EQ, 0).cast(F));
            IntVector flip = q.and(2).lanewise(LSHL, 30);
            z.reinterpretAsInts().lanewise(XOR, flip).reinterpretAsFloats().intoArray(y, yo + i);
        }
        ScalarPointwise.cos(x, xo + i, y, yo + i, n - i);
    }
}
