package gradus.cpu.kernel;

import static gradus.cpu.kernel.Coefficients.*;
import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;
import static gradus.cpu.kernel.FloatLanes.load;
import static gradus.cpu.kernel.VectorMath.copySign;
import static gradus.cpu.kernel.VectorMath.fma;
import static gradus.cpu.kernel.VectorMath.line;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/// The functions that contain an exponential, as passes over blocks that stay in the first-level cache.
///
/// One pass with nested functions was measured 10 to 30 times slower for erf and softplus: too large to be inlined.
final class VectorComposites {
    private static final int BLOCK = 512;

    private VectorComposites() {}

    /// One pass over a block: reads x and t, writes t or y.
    @FunctionalInterface
    private interface Pass {
        void run(float[] x, int xo, float[] t, float[] y, int yo, int n);
    }

    private static final Pass EXP = (_, _, t, _, _, n) -> VectorTranscendentals.exp(t, 0, t, 0, n);
    private static final Pass EXPM1 = (_, _, t, _, _, n) -> VectorTranscendentals.expm1(t, 0, t, 0, n);
    private static final Pass LOG1P = (_, _, t, _, _, n) -> VectorTranscendentals.log1p(t, 0, t, 0, n);
    private static final Pass MINUS_ABS = (x, xo, t, _, _, n) -> minusAbs(x, xo, t, n);

    /// t = e^(−2|x|) − 1, then −t/(t + 2).
    private static final Pass[] TANH = {
        (x, xo, t, _, _, n) -> minusTwiceAbs(x, xo, t, n), EXPM1, VectorComposites::tanhOf
    };
    /// z = e^−|x|, then 1/(1 + z) or z/(1 + z).
    private static final Pass[] SIGMOID = {MINUS_ABS, EXP, VectorComposites::sigmoidOf};
    /// t = log(1 + e^−|x|), then max(x, 0) + t.
    private static final Pass[] SOFTPLUS = {MINUS_ABS, EXP, LOG1P, VectorComposites::softplusOf};
    /// e = e^P(|x|), then 1 − e or the polynomial near 0.
    private static final Pass[] ERF = {(x, xo, t, _, _, n) -> erfExponent(x, xo, t, n), EXP, VectorComposites::erfOf};

    static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        run(TANH, x, xo, y, yo, n);
    }

    static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        run(SIGMOID, x, xo, y, yo, n);
    }

    static void softplus(float[] x, int xo, float[] y, int yo, int n) {
        run(SOFTPLUS, x, xo, y, yo, n);
    }

    static void erf(float[] x, int xo, float[] y, int yo, int n) {
        run(ERF, x, xo, y, yo, n);
    }

    /// Runs the passes block by block. Each function has three or more, so that C2 inlines none of them here: all
    /// together go beyond its node limit.
    private static void run(Pass[] passes, float[] x, int xo, float[] y, int yo, int n) {
        float[] t = Scratch.floats(Scratch.PARTIAL, BLOCK);
        for (int at = 0; at < n; at += BLOCK) {
            int size = Math.min(BLOCK, n - at);
            for (Pass pass : passes) {
                pass.run(x, xo + at, t, y, yo + at, size);
            }
        }
    }

    private static void minusAbs(float[] x, int xo, float[] t, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(x, xo + i).abs().neg().intoArray(t, i);
        }
        for (; i < n; i++) {
            t[i] = -Math.abs(x[xo + i]);
        }
    }

    private static void minusTwiceAbs(float[] x, int xo, float[] t, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(x, xo + i).abs().mul(-2f).intoArray(t, i);
        }
        for (; i < n; i++) {
            t[i] = Math.abs(x[xo + i]) * -2f;
        }
    }

    private static void erfExponent(float[] x, int xo, float[] t, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector a = load(x, xo + i).abs();
            FloatVector b = a.blend(ERF_LIMIT, a.compare(GT, ERF_LIMIT));
            fma(fma(fma(fma(fma(line(H6, b, H5), b, H4), b, H3), b, H2), b, H1), b, H0)
                    .intoArray(t, i);
        }
        for (; i < n; i++) {
            t[i] = ScalarMath.erfExponent(x[xo + i]);
        }
    }

    private static void tanhOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector size = load(t, i);
            copySign(size.div(size.add(2f)), load(x, xo + i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = ScalarMath.tanhOf(x[xo + i], t[i]);
        }
    }

    private static void sigmoidOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector z = load(t, i);
            FloatVector numerator = all(1f).blend(z, load(x, xo + i).compare(LT, 0f));
            numerator.div(z.add(1f)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = ScalarMath.sigmoidOf(x[xo + i], t[i]);
        }
    }

    private static void softplusOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            all(0f).blend(v, v.compare(GT, 0f)).add(load(t, i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = ScalarMath.softplusOf(x[xo + i], t[i]);
        }
    }

    private static void erfOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            FloatVector a = v.abs();
            FloatVector s = a.mul(a);
            FloatVector near = fma(fma(fma(fma(line(F5, s, F4), s, F3), s, F2), s, F1), s, F0);
            near = a.fma(near, a);
            FloatVector far = all(1f).sub(load(t, i));
            copySign(far.blend(near, a.compare(LT, ERF_SPLIT)), v).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = ScalarMath.erfOf(x[xo + i], t[i]);
        }
    }
}
