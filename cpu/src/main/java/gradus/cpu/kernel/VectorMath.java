package gradus.cpu.kernel;

import static gradus.cpu.kernel.Coefficients.*;
import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.all;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// The float32 functions of one vector: [ScalarMath], lane by lane, with the same operations in the same order.
/// Formulas are explained there.
///
/// Each stays small enough for C2 to inline it into its loop even after compiling it alone (limit: 2,500 bytes of
/// code); a call that is not inlined boxes its vectors. So tanh, sigmoid, softplus and erf, which need an
/// exponential, are not here: [VectorComposites] runs them as passes over a block.
final class VectorMath {
    private static final int SIGN = 0x8000_0000;

    private VectorMath() {}

    private static FloatVector fma(FloatVector x, float y, float z) {
        return x.fma(all(y), all(z));
    }

    private static FloatVector fma(FloatVector x, FloatVector y, float z) {
        return x.fma(y, all(z));
    }

    private static FloatVector fma(FloatVector x, float y, FloatVector z) {
        return x.fma(all(y), z);
    }

    /// A Horner step with a constant start: a·x + b.
    private static FloatVector line(float a, FloatVector x, float b) {
        return x.fma(all(a), all(b));
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
    }

    private static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
        IntVector signs = sign.reinterpretAsInts().and(SIGN);
        return magnitude.reinterpretAsInts().and(~SIGN).or(signs).reinterpretAsFloats();
    }

    static FloatVector exp(FloatVector x) {
        FloatVector t = fma(x, LOG2_E, MAGIC);
        FloatVector n = t.sub(MAGIC);
        IntVector k = t.reinterpretAsInts().sub(MAGIC_BITS);
        FloatVector r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
        FloatVector p = fma(fma(fma(line(E4, r, E3), r, E2), r, E1), r, E0);
        FloatVector y = r.mul(r).fma(p, r).add(1f);
        IntVector half = k.lanewise(ASHR, 1);
        FloatVector z = y.mul(powerOfTwo(half)).mul(powerOfTwo(k.sub(half)));
        z = z.blend(Float.POSITIVE_INFINITY, x.compare(GT, EXP_OVERFLOW));
        return z.blend(0f, x.compare(LT, EXP_UNDERFLOW));
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector t = fma(x, LOG2_E, MAGIC);
        FloatVector n = t.sub(MAGIC);
        IntVector k = t.reinterpretAsInts().sub(MAGIC_BITS);
        FloatVector r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
        FloatVector p = fma(fma(fma(line(X4, r, X3), r, X2), r, X1), r, X0);
        FloatVector q = r.mul(r).fma(p, r);
        FloatVector s = powerOfTwo(k.sub(1));
        FloatVector z = s.fma(q, s.sub(0.5f)).mul(2f);
        z = z.blend(Float.POSITIVE_INFINITY, x.compare(GT, EXP_OVERFLOW));
        z = z.blend(-1f, x.compare(LT, EXPM1_FLOOR));
        return z.blend(x, x.abs().compare(LT, TINY));
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(LT, Float.MIN_NORMAL);
        FloatVector scaled = x.blend(x.mul(0x1p23f), subnormal);
        FloatVector z = logOf(scaled, all(0f).blend(-23f, subnormal), all(0f));
        z = z.blend(x, x.compare(EQ, Float.POSITIVE_INFINITY));
        z = z.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0f));
        return all(Float.NaN).blend(z, x.compare(GE, 0f));
    }

    static FloatVector log1p(FloatVector x) {
        FloatVector u = x.add(1f);
        FloatVector c = x.sub(u.sub(1f)).div(u);
        FloatVector z = logOf(u, all(0f), c);
        z = z.blend(x, x.compare(EQ, Float.POSITIVE_INFINITY));
        z = z.blend(Float.NEGATIVE_INFINITY, u.compare(EQ, 0f));
        z = all(Float.NaN).blend(z, u.compare(GE, 0f));
        return z.blend(x, x.abs().compare(LT, TINY));
    }

    private static FloatVector logOf(FloatVector x, FloatVector exponent, FloatVector correction) {
        IntVector bits = x.reinterpretAsInts().sub(ROOT_HALF_BITS);
        FloatVector e = ((FloatVector) bits.lanewise(ASHR, 23).convertShape(I2F, F, 0)).add(exponent);
        FloatVector f = bits.and(MANTISSA_BITS)
                .add(ROOT_HALF_BITS)
                .reinterpretAsFloats()
                .sub(1f);
        FloatVector s = f.mul(f);
        FloatVector p = fma(fma(fma(line(G8, f, G7), f, G6), f, G5), f, G4);
        p = fma(fma(fma(fma(p, f, G3), f, G2), f, G1), f, G0);
        FloatVector y = f.mul(s).fma(p, fma(e, LN2_LOW, correction));
        y = fma(s, -0.5f, y);
        return fma(e, LN2_HIGH, f.add(y));
    }

    /// Whether some lane lies beyond the polynomial range of sin and cos.
    static boolean anyBeyondSinLimit(FloatVector x) {
        return x.abs().compare(GT, SIN_LIMIT).anyTrue();
    }

    static FloatVector sin(FloatVector x) {
        return quadrant(x, 0).blend(x, x.abs().compare(LT, SIN_TINY));
    }

    static FloatVector cos(FloatVector x) {
        return quadrant(x, 1);
    }

    private static FloatVector quadrant(FloatVector x, int shift) {
        FloatVector t = fma(x, TWO_OVER_PI, MAGIC);
        FloatVector n = t.sub(MAGIC);
        IntVector q = t.reinterpretAsInts().add(shift);
        FloatVector r = fma(n, -HALF_PI_LOW, fma(n, -HALF_PI_MIDDLE, fma(n, -HALF_PI_HIGH, x)));
        FloatVector s = r.mul(r);
        FloatVector sine = r.mul(s).fma(fma(line(S2, s, S1), s, S0), r);
        FloatVector cosine = s.mul(s).fma(fma(line(C2, s, C1), s, C0), fma(s, -0.5f, 1f));
        FloatVector z = cosine.blend(sine, q.and(1).compare(EQ, 0).cast(F));
        IntVector flip = q.and(2).lanewise(LSHL, 30);
        return z.reinterpretAsInts().lanewise(XOR, flip).reinterpretAsFloats();
    }

    static FloatVector tanhOf(FloatVector x, FloatVector t) {
        return copySign(t.div(t.add(2f)), x);
    }

    static FloatVector sigmoidOf(FloatVector x, FloatVector z) {
        FloatVector numerator = all(1f).blend(z, x.compare(LT, 0f));
        return numerator.div(z.add(1f));
    }

    static FloatVector softplusOf(FloatVector x, FloatVector t) {
        FloatVector positive = all(0f).blend(x, x.compare(GT, 0f));
        return positive.add(t);
    }

    static FloatVector erfExponent(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector b = a.blend(ERF_LIMIT, a.compare(GT, ERF_LIMIT));
        return fma(fma(fma(fma(fma(line(H6, b, H5), b, H4), b, H3), b, H2), b, H1), b, H0);
    }

    static FloatVector erfOf(FloatVector x, FloatVector e) {
        FloatVector a = x.abs();
        FloatVector s = a.mul(a);
        FloatVector near = fma(fma(fma(fma(line(F5, s, F4), s, F3), s, F2), s, F1), s, F0);
        near = a.fma(near, a);
        FloatVector far = all(1f).sub(e);
        return copySign(far.blend(near, a.compare(LT, ERF_SPLIT)), x);
    }

    static FloatVector rsqrt(FloatVector x) {
        return all(1f).div(x.sqrt());
    }

    static FloatVector sign(FloatVector x) {
        return x.blend(1f, x.compare(GT, 0f)).blend(-1f, x.compare(LT, 0f));
    }

    static FloatVector relu(FloatVector x) {
        return x.blend(0f, x.compare(LE, 0f));
    }

    static FloatVector round(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector r = copySign(a.add(0x1p23f).sub(0x1p23f), x);
        return x.blend(r, a.compare(LT, 0x1p23f));
    }

    static FloatVector floor(FloatVector x) {
        FloatVector r = round(x);
        return copySign(r.blend(r.sub(1f), r.compare(GT, x)), x);
    }

    static FloatVector ceil(FloatVector x) {
        FloatVector r = round(x);
        return copySign(r.blend(r.add(1f), r.compare(LT, x)), x);
    }
}
