package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;
import static gradus.cpu.kernel.FloatLanes.load;

import jdk.incubator.vector.FloatVector;

/// One loop per [Unary] function, by vectors and a scalar rest. One loop each, because a shared loop would box its
/// vectors.
final class VectorPointwise {
    private VectorPointwise() {}

    static void sqrt(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            v.sqrt().intoArray(y, yo + i);
        }
        ScalarPointwise.sqrt(x, xo + i, y, yo + i, n - i);
    }

    static void rsqrt(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            VectorMath.rsqrt(v).intoArray(y, yo + i);
        }
        ScalarPointwise.rsqrt(x, xo + i, y, yo + i, n - i);
    }

    static void reciprocal(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            all(1f).div(v).intoArray(y, yo + i);
        }
        ScalarPointwise.reciprocal(x, xo + i, y, yo + i, n - i);
    }

    static void relu(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            VectorMath.relu(v).intoArray(y, yo + i);
        }
        ScalarPointwise.relu(x, xo + i, y, yo + i, n - i);
    }

    static void abs(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            v.abs().intoArray(y, yo + i);
        }
        ScalarPointwise.abs(x, xo + i, y, yo + i, n - i);
    }

    static void neg(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            v.neg().intoArray(y, yo + i);
        }
        ScalarPointwise.neg(x, xo + i, y, yo + i, n - i);
    }

    static void sign(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            VectorMath.sign(v).intoArray(y, yo + i);
        }
        ScalarPointwise.sign(x, xo + i, y, yo + i, n - i);
    }

    static void square(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            v.mul(v).intoArray(y, yo + i);
        }
        ScalarPointwise.square(x, xo + i, y, yo + i, n - i);
    }

    static void floor(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            VectorMath.floor(v).intoArray(y, yo + i);
        }
        ScalarPointwise.floor(x, xo + i, y, yo + i, n - i);
    }

    static void ceil(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            VectorMath.ceil(v).intoArray(y, yo + i);
        }
        ScalarPointwise.ceil(x, xo + i, y, yo + i, n - i);
    }

    static void round(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            FloatVector v = load(x, xo + i);
            VectorMath.round(v).intoArray(y, yo + i);
        }
        ScalarPointwise.round(x, xo + i, y, yo + i, n - i);
    }
}
