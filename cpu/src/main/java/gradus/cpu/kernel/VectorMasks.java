package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;
import static gradus.cpu.kernel.FloatLanes.all;
import static gradus.cpu.kernel.FloatLanes.load;

import gradus.core.op.CompareFn;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The loops of [Masks] by vectors; each gives how many elements it did, a multiple of the vector length.
///
/// One loop per comparison: with the comparison as an argument, vectors and masks are objects unless the loop is
/// inlined, and each step of training then allocates.
final class VectorMasks {
    private VectorMasks() {}

    static int compare(CompareFn f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        return switch (f) {
            case EQUAL -> equal(a, ao, b, bo, y, yo, n);
            case NOT_EQUAL -> notEqual(a, ao, b, bo, y, yo, n);
            case LESS -> less(a, ao, b, bo, y, yo, n);
            case LESS_OR_EQUAL -> lessOrEqual(a, ao, b, bo, y, yo, n);
            case GREATER -> less(b, bo, a, ao, y, yo, n);
            case GREATER_OR_EQUAL -> lessOrEqual(b, bo, a, ao, y, yo, n);
        };
    }

    private static int equal(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.EQ, load(b, bo + i)))
                    .intoArray(y, yo + i);
        }
        return end;
    }

    private static int notEqual(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.NE, load(b, bo + i)))
                    .intoArray(y, yo + i);
        }
        return end;
    }

    private static int less(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.LT, load(b, bo + i)))
                    .intoArray(y, yo + i);
        }
        return end;
    }

    private static int lessOrEqual(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.LE, load(b, bo + i)))
                    .intoArray(y, yo + i);
        }
        return end;
    }

    static int compareScalar(CompareFn f, float[] a, int ao, float b, float[] y, int yo, int n) {
        return switch (f) {
            case EQUAL -> equal(a, ao, b, y, yo, n);
            case NOT_EQUAL -> notEqual(a, ao, b, y, yo, n);
            case LESS -> less(a, ao, b, y, yo, n);
            case LESS_OR_EQUAL -> lessOrEqual(a, ao, b, y, yo, n);
            case GREATER -> greater(a, ao, b, y, yo, n);
            case GREATER_OR_EQUAL -> greaterOrEqual(a, ao, b, y, yo, n);
        };
    }

    private static int equal(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        FloatVector right = all(b);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.EQ, right)).intoArray(y, yo + i);
        }
        return end;
    }

    private static int notEqual(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        FloatVector right = all(b);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.NE, right)).intoArray(y, yo + i);
        }
        return end;
    }

    private static int less(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        FloatVector right = all(b);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.LT, right)).intoArray(y, yo + i);
        }
        return end;
    }

    private static int lessOrEqual(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        FloatVector right = all(b);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.LE, right)).intoArray(y, yo + i);
        }
        return end;
    }

    private static int greater(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        FloatVector right = all(b);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.GT, right)).intoArray(y, yo + i);
        }
        return end;
    }

    private static int greaterOrEqual(float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        FloatVector right = all(b);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(VectorOperators.GE, right)).intoArray(y, yo + i);
        }
        return end;
    }

    static int select(float[] mask, int mo, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        FloatVector zero = all(0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            VectorMask<Float> first = load(mask, mo + i).compare(VectorOperators.NE, zero);
            load(b, bo + i).blend(load(a, ao + i), first).intoArray(y, yo + i);
        }
        return end;
    }
}
