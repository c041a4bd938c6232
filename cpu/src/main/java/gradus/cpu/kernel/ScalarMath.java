package gradus.cpu.kernel;

import static gradus.cpu.kernel.Coefficients.*;
import static java.lang.Float.floatToRawIntBits;
import static java.lang.Float.intBitsToFloat;
import static java.lang.Math.abs;
import static java.lang.Math.copySign;
import static java.lang.Math.fma;

/// The float32 functions of one number: the definition that [VectorMath] repeats operation by operation, so that
/// both give the same bits.
///
/// `Math.fma` rounds once on every machine; where the processor has no such instruction (x86 before 2013) it is
/// exact but very slow.
///
/// Largest error measured over a dense sweep, in units of the last place (see `PointwiseAccuracyTest`):
///
/// | exp | log | log1p | expm1 | sin | cos | tanh | sigmoid | erf | softplus |
/// |---|---|---|---|---|---|---|---|---|---|
/// | 0.98 | 0.76 | 0.78 | 1.5 | 2.2 | 2.2 | 2.5 | 2.2 | 0.99 | 1.5 |
final class ScalarMath {
    private ScalarMath() {}

    /// e^x = 2^k · e^r with k = round(x / ln 2), |r| ≤ ln2/2.
    static float exp(float x) {
        float t = fma(x, LOG2_E, MAGIC);
        float n = t - MAGIC;
        int k = floatToRawIntBits(t) - MAGIC_BITS;
        float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
        float p = fma(fma(fma(fma(E4, r, E3), r, E2), r, E1), r, E0);
        float y = fma(r * r, p, r) + 1f;
        int half = k >> 1; // 2^k itself may be no normal number
        float z = y * powerOfTwo(half) * powerOfTwo(k - half);
        z = x > EXP_OVERFLOW ? Float.POSITIVE_INFINITY : z;
        return x < EXP_UNDERFLOW ? 0f : z;
    }

    /// The numerator of a softmax: e^x for x ≤ 0, and 0 where that is no normal number.
    static float weight(float x) {
        return x < EXP_NORMAL ? 0f : exp(x);
    }

    /// e^x − 1 = 2·(2^(k−1)·(e^r − 1) + (2^(k−1) − ½)).
    static float expm1(float x) {
        float t = fma(x, LOG2_E, MAGIC);
        float n = t - MAGIC;
        int k = floatToRawIntBits(t) - MAGIC_BITS;
        float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
        float p = fma(fma(fma(fma(X4, r, X3), r, X2), r, X1), r, X0);
        float q = fma(r * r, p, r);
        float s = powerOfTwo(k - 1);
        float z = fma(s, q, s - 0.5f) * 2f;
        z = x > EXP_OVERFLOW ? Float.POSITIVE_INFINITY : z;
        z = x < EXPM1_FLOOR ? -1f : z;
        return abs(x) < TINY ? x : z;
    }

    private static float powerOfTwo(int exponent) {
        return intBitsToFloat((exponent + 127) << 23);
    }

    /// log x = e·ln 2 + log(1 + f) with x = 2^e·(1 + f), √½ ≤ 1 + f < √2.
    static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float scaled = subnormal ? x * 0x1p23f : x;
        float z = logOf(scaled, subnormal ? -23f : 0f, 0f);
        z = x == Float.POSITIVE_INFINITY ? x : z;
        z = x == 0f ? Float.NEGATIVE_INFINITY : z;
        return x >= 0f ? z : Float.NaN;
    }

    /// log(1 + x) = log u + c/u with u = 1 + x rounded and c = what the rounding lost.
    static float log1p(float x) {
        float u = 1f + x;
        float c = (x - (u - 1f)) / u;
        float z = logOf(u, 0f, c);
        z = x == Float.POSITIVE_INFINITY ? x : z;
        z = u == 0f ? Float.NEGATIVE_INFINITY : z;
        z = u >= 0f ? z : Float.NaN;
        return abs(x) < TINY ? x : z;
    }

    /// log x + exponent·ln 2 + correction, for a normal x.
    private static float logOf(float x, float exponent, float correction) {
        int bits = floatToRawIntBits(x) - ROOT_HALF_BITS;
        float e = (float) (bits >> 23) + exponent;
        float f = intBitsToFloat((bits & MANTISSA_BITS) + ROOT_HALF_BITS) - 1f;
        float s = f * f;
        float p = fma(fma(fma(fma(G8, f, G7), f, G6), f, G5), f, G4);
        p = fma(fma(fma(fma(p, f, G3), f, G2), f, G1), f, G0);
        float y = fma(f * s, p, fma(e, LN2_LOW, correction));
        y = fma(s, -0.5f, y);
        return fma(e, LN2_HIGH, f + y);
    }

    /// sin x by the quadrant n = round(x·2/π) and r = x − n·π/2.
    static float sin(float x) {
        if (abs(x) > SIN_LIMIT) {
            return (float) StrictMath.sin(x);
        }
        float z = quadrant(x, 0);
        return abs(x) < SIN_TINY ? x : z;
    }

    /// cos x = sin(x + π/2), the quarter added to the quadrant.
    static float cos(float x) {
        if (abs(x) > SIN_LIMIT) {
            return (float) StrictMath.cos(x);
        }
        return quadrant(x, 1);
    }

    private static float quadrant(float x, int shift) {
        float t = fma(x, TWO_OVER_PI, MAGIC);
        float n = t - MAGIC;
        int q = floatToRawIntBits(t) + shift;
        float r = fma(n, -HALF_PI_LOW, fma(n, -HALF_PI_MIDDLE, fma(n, -HALF_PI_HIGH, x)));
        float s = r * r;
        float sine = fma(r * s, fma(fma(S2, s, S1), s, S0), r);
        float cosine = fma(s * s, fma(fma(C2, s, C1), s, C0), fma(s, -0.5f, 1f));
        float z = (q & 1) == 0 ? sine : cosine;
        return intBitsToFloat(floatToRawIntBits(z) ^ ((q & 2) << 30));
    }

    /// tanh x = −t/(t + 2) with t = e^(−2|x|) − 1, the sign of x put back.
    static float tanh(float x) {
        return tanhOf(x, expm1(abs(x) * -2f));
    }

    static float tanhOf(float x, float t) {
        return copySign(t / (t + 2f), x);
    }

    /// 1/(1 + e^−x), as z/(1 + z) with z = e^x where x is negative.
    static float sigmoid(float x) {
        return sigmoidOf(x, exp(-abs(x)));
    }

    static float sigmoidOf(float x, float z) {
        float numerator = x < 0f ? z : 1f;
        return numerator / (z + 1f);
    }

    /// log(1 + e^x) = max(x, 0) + log(1 + e^−|x|).
    static float softplus(float x) {
        return softplusOf(x, log1p(exp(-abs(x))));
    }

    static float softplusOf(float x, float t) {
        float positive = x > 0f ? x : 0f;
        return positive + t;
    }

    /// 2/√π ∫₀ˣ e^−t² dt: an odd polynomial near 0, 1 − e^P(|x|) beyond.
    static float erf(float x) {
        return erfOf(x, exp(erfExponent(x)));
    }

    static float erfExponent(float x) {
        float a = abs(x);
        float b = a > ERF_LIMIT ? ERF_LIMIT : a;
        return fma(fma(fma(fma(fma(fma(H6, b, H5), b, H4), b, H3), b, H2), b, H1), b, H0);
    }

    static float erfOf(float x, float e) {
        float a = abs(x);
        float s = a * a;
        float near = fma(fma(fma(fma(fma(F5, s, F4), s, F3), s, F2), s, F1), s, F0);
        near = fma(a, near, a);
        return copySign(a < ERF_SPLIT ? near : 1f - e, x);
    }

    static float sqrt(float x) {
        return (float) Math.sqrt(x); // rounding twice is exact for a square root
    }

    static float rsqrt(float x) {
        return 1f / sqrt(x);
    }

    static float sign(float x) {
        return x > 0f ? 1f : x < 0f ? -1f : x;
    }

    /// max(x, 0); NaN stays NaN, −0 gives 0.
    static float relu(float x) {
        return x <= 0f ? 0f : x;
    }

    /// The nearest whole number, the even one of two; |x| + 2²³ has no fraction bits left.
    static float round(float x) {
        float a = abs(x);
        float r = copySign((a + 0x1p23f) - 0x1p23f, x);
        return a < 0x1p23f ? r : x;
    }

    static float floor(float x) {
        float r = round(x);
        return copySign(r > x ? r - 1f : r, x);
    }

    static float ceil(float x) {
        float r = round(x);
        return copySign(r < x ? r + 1f : r, x);
    }

    /// x^y by `StrictMath.pow` in double, rounded once more.
    static float pow(float x, float y) {
        return (float) StrictMath.pow(x, y);
    }
}
