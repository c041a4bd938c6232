package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.load;

/// The functions that contain an exponential, as passes over blocks that stay in the first-level cache.
///
/// One pass with nested functions was measured 10 to 30 times slower for erf and softplus: too large to be inlined.
final class VectorComposites {
    private static final int BLOCK = 512;

    private VectorComposites() {}

    /// t = e^(−2|x|) − 1, then −t/(t + 2).
    static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        float[] t = Scratch.floats(Scratch.PARTIAL, BLOCK);
        for (int at = 0; at < n; at += BLOCK) {
            int size = Math.min(BLOCK, n - at);
            minusTwiceAbs(x, xo + at, t, size);
            VectorPointwise.expm1(t, 0, t, 0, size);
            tanhOf(x, xo + at, t, y, yo + at, size);
        }
    }

    /// z = e^−|x|, then 1/(1 + z) or z/(1 + z).
    static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        float[] t = Scratch.floats(Scratch.PARTIAL, BLOCK);
        for (int at = 0; at < n; at += BLOCK) {
            int size = Math.min(BLOCK, n - at);
            minusAbs(x, xo + at, t, size);
            VectorPointwise.exp(t, 0, t, 0, size);
            sigmoidOf(x, xo + at, t, y, yo + at, size);
        }
    }

    /// t = log(1 + e^−|x|), then max(x, 0) + t.
    static void softplus(float[] x, int xo, float[] y, int yo, int n) {
        float[] t = Scratch.floats(Scratch.PARTIAL, BLOCK);
        for (int at = 0; at < n; at += BLOCK) {
            int size = Math.min(BLOCK, n - at);
            minusAbs(x, xo + at, t, size);
            VectorPointwise.exp(t, 0, t, 0, size);
            VectorPointwise.log1p(t, 0, t, 0, size);
            softplusOf(x, xo + at, t, y, yo + at, size);
        }
    }

    /// e = e^P(|x|), then 1 − e or the polynomial near 0.
    static void erf(float[] x, int xo, float[] y, int yo, int n) {
        float[] t = Scratch.floats(Scratch.PARTIAL, BLOCK);
        for (int at = 0; at < n; at += BLOCK) {
            int size = Math.min(BLOCK, n - at);
            erfExponent(x, xo + at, t, size);
            VectorPointwise.exp(t, 0, t, 0, size);
            erfOf(x, xo + at, t, y, yo + at, size);
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
            VectorMath.erfExponent(load(x, xo + i)).intoArray(t, i);
        }
        for (; i < n; i++) {
            t[i] = ScalarMath.erfExponent(x[xo + i]);
        }
    }

    private static void tanhOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            VectorMath.tanhOf(load(x, xo + i), load(t, i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = ScalarMath.tanhOf(x[xo + i], t[i]);
        }
    }

    private static void sigmoidOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            VectorMath.sigmoidOf(load(x, xo + i), load(t, i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = ScalarMath.sigmoidOf(x[xo + i], t[i]);
        }
    }

    private static void softplusOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            VectorMath.softplusOf(load(x, xo + i), load(t, i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = ScalarMath.softplusOf(x[xo + i], t[i]);
        }
    }

    private static void erfOf(float[] x, int xo, float[] t, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            VectorMath.erfOf(load(x, xo + i), load(t, i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = ScalarMath.erfOf(x[xo + i], t[i]);
        }
    }
}
