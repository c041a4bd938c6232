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
final class VectorMasks {
    private VectorMasks() {}

    static int compare(CompareFn f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        return switch (f) {
            case EQUAL -> compare(VectorOperators.EQ, a, ao, b, bo, y, yo, n);
            case NOT_EQUAL -> compare(VectorOperators.NE, a, ao, b, bo, y, yo, n);
            case LESS -> compare(VectorOperators.LT, a, ao, b, bo, y, yo, n);
            case LESS_OR_EQUAL -> compare(VectorOperators.LE, a, ao, b, bo, y, yo, n);
            case GREATER -> compare(VectorOperators.GT, a, ao, b, bo, y, yo, n);
            case GREATER_OR_EQUAL -> compare(VectorOperators.GE, a, ao, b, bo, y, yo, n);
        };
    }

    private static int compare(
            VectorOperators.Comparison f, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            VectorMask<Float> holds = load(a, ao + i).compare(f, load(b, bo + i));
            zero.blend(one, holds).intoArray(y, yo + i);
        }
        return end;
    }

    static int compareScalar(CompareFn f, float[] a, int ao, float b, float[] y, int yo, int n) {
        return switch (f) {
            case EQUAL -> compareScalar(VectorOperators.EQ, a, ao, b, y, yo, n);
            case NOT_EQUAL -> compareScalar(VectorOperators.NE, a, ao, b, y, yo, n);
            case LESS -> compareScalar(VectorOperators.LT, a, ao, b, y, yo, n);
            case LESS_OR_EQUAL -> compareScalar(VectorOperators.LE, a, ao, b, y, yo, n);
            case GREATER -> compareScalar(VectorOperators.GT, a, ao, b, y, yo, n);
            case GREATER_OR_EQUAL -> compareScalar(VectorOperators.GE, a, ao, b, y, yo, n);
        };
    }

    private static int compareScalar(
            VectorOperators.Comparison f, float[] a, int ao, float b, float[] y, int yo, int n) {
        FloatVector one = all(1);
        FloatVector zero = all(0);
        FloatVector right = all(b);
        int end = F.loopBound(n);
        for (int i = 0; i < end; i += L) {
            zero.blend(one, load(a, ao + i).compare(f, right)).intoArray(y, yo + i);
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
