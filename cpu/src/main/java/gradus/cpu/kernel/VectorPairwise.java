package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;
import static gradus.cpu.kernel.FloatLanes.load;

import jdk.incubator.vector.FloatVector;

/// The loops of [ScalarPairwise] by vectors and a scalar rest.
final class VectorPairwise {
    private VectorPairwise() {}

    static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).add(load(b, bo + i)).intoArray(y, yo + i);
        }
        ScalarPairwise.add(a, ao + i, b, bo + i, y, yo + i, n - i);
    }

    static void addRight(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector w = all(b);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).add(w).intoArray(y, yo + i);
        }
        ScalarPairwise.addRight(a, ao + i, b, y, yo + i, n - i);
    }

    static void sub(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).sub(load(b, bo + i)).intoArray(y, yo + i);
        }
        ScalarPairwise.sub(a, ao + i, b, bo + i, y, yo + i, n - i);
    }

    static void subRight(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector w = all(b);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).sub(w).intoArray(y, yo + i);
        }
        ScalarPairwise.subRight(a, ao + i, b, y, yo + i, n - i);
    }

    static void subLeft(float a, float[] b, int bo, float[] y, int yo, int n) {
        FloatVector v = all(a);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            v.sub(load(b, bo + i)).intoArray(y, yo + i);
        }
        ScalarPairwise.subLeft(a, b, bo + i, y, yo + i, n - i);
    }

    static void mul(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).mul(load(b, bo + i)).intoArray(y, yo + i);
        }
        ScalarPairwise.mul(a, ao + i, b, bo + i, y, yo + i, n - i);
    }

    static void mulRight(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector w = all(b);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).mul(w).intoArray(y, yo + i);
        }
        ScalarPairwise.mulRight(a, ao + i, b, y, yo + i, n - i);
    }

    static void div(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).div(load(b, bo + i)).intoArray(y, yo + i);
        }
        ScalarPairwise.div(a, ao + i, b, bo + i, y, yo + i, n - i);
    }

    static void divRight(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector w = all(b);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).div(w).intoArray(y, yo + i);
        }
        ScalarPairwise.divRight(a, ao + i, b, y, yo + i, n - i);
    }

    static void divLeft(float a, float[] b, int bo, float[] y, int yo, int n) {
        FloatVector v = all(a);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            v.div(load(b, bo + i)).intoArray(y, yo + i);
        }
        ScalarPairwise.divLeft(a, b, bo + i, y, yo + i, n - i);
    }

    static void max(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).max(load(b, bo + i)).intoArray(y, yo + i);
        }
        ScalarPairwise.max(a, ao + i, b, bo + i, y, yo + i, n - i);
    }

    static void maxRight(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector w = all(b);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).max(w).intoArray(y, yo + i);
        }
        ScalarPairwise.maxRight(a, ao + i, b, y, yo + i, n - i);
    }

    static void min(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).min(load(b, bo + i)).intoArray(y, yo + i);
        }
        ScalarPairwise.min(a, ao + i, b, bo + i, y, yo + i, n - i);
    }

    static void minRight(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector w = all(b);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            load(a, ao + i).min(w).intoArray(y, yo + i);
        }
        ScalarPairwise.minRight(a, ao + i, b, y, yo + i, n - i);
    }
}
