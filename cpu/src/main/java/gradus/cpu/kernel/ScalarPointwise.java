package gradus.cpu.kernel;

/// One loop per [Unary] function: `y[yo + i] = f(x[xo + i])` for `i < n`; `x` and `y` may be one range.
final class ScalarPointwise {
    private ScalarPointwise() {}

    static void exp(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.exp(x[xo + i]);
        }
    }

    static void log(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.log(x[xo + i]);
        }
    }

    static void log1p(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.log1p(x[xo + i]);
        }
    }

    static void expm1(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.expm1(x[xo + i]);
        }
    }

    static void sqrt(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.sqrt(x[xo + i]);
        }
    }

    static void rsqrt(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.rsqrt(x[xo + i]);
        }
    }

    static void reciprocal(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = 1f / x[xo + i];
        }
    }

    static void sin(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.sin(x[xo + i]);
        }
    }

    static void cos(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.cos(x[xo + i]);
        }
    }

    static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.tanh(x[xo + i]);
        }
    }

    static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.sigmoid(x[xo + i]);
        }
    }

    static void erf(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.erf(x[xo + i]);
        }
    }

    static void softplus(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.softplus(x[xo + i]);
        }
    }

    static void relu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.relu(x[xo + i]);
        }
    }

    static void abs(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.abs(x[xo + i]);
        }
    }

    static void neg(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = -x[xo + i];
        }
    }

    static void sign(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.sign(x[xo + i]);
        }
    }

    static void square(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = x[xo + i] * x[xo + i];
        }
    }

    static void floor(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.floor(x[xo + i]);
        }
    }

    static void ceil(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.ceil(x[xo + i]);
        }
    }

    static void round(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarMath.round(x[xo + i]);
        }
    }
}
