package gradus.cpu.kernel;

import static gradus.cpu.kernel.FloatLanes.F;
import static gradus.cpu.kernel.FloatLanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Reductions of one run of float32 numbers, by vectors; sums have sixteen lanes at every width.
final class VectorReductions {
    private VectorReductions() {}

    /// Adds `x[xo + 16·j + l]` to lane `l`, for whole groups of sixteen.
    static void addGroups(float[] x, int xo, int groups, float[] lanes) {
        switch (L) {
            case 16 -> addByOne(x, xo, groups, lanes);
            case 8 -> addByTwo(x, xo, groups, lanes);
            default -> addByFour(x, xo, groups, lanes);
        }
    }

    private static void addByOne(float[] x, int xo, int groups, float[] lanes) {
        FloatVector a = FloatVector.zero(F);
        for (int j = 0, i = xo; j < groups; j++, i += 16) {
            a = a.add(FloatVector.fromArray(F, x, i));
        }
        a.intoArray(lanes, 0);
    }

    private static void addByTwo(float[] x, int xo, int groups, float[] lanes) {
        FloatVector a = FloatVector.zero(F);
        FloatVector b = FloatVector.zero(F);
        for (int j = 0, i = xo; j < groups; j++, i += 16) {
            a = a.add(FloatVector.fromArray(F, x, i));
            b = b.add(FloatVector.fromArray(F, x, i + 8));
        }
        a.intoArray(lanes, 0);
        b.intoArray(lanes, 8);
    }

    private static void addByFour(float[] x, int xo, int groups, float[] lanes) {
        FloatVector a = FloatVector.zero(F);
        FloatVector b = FloatVector.zero(F);
        FloatVector c = FloatVector.zero(F);
        FloatVector d = FloatVector.zero(F);
        for (int j = 0, i = xo; j < groups; j++, i += 16) {
            a = a.add(FloatVector.fromArray(F, x, i));
            b = b.add(FloatVector.fromArray(F, x, i + 4));
            c = c.add(FloatVector.fromArray(F, x, i + 8));
            d = d.add(FloatVector.fromArray(F, x, i + 12));
        }
        a.intoArray(lanes, 0);
        b.intoArray(lanes, 4);
        c.intoArray(lanes, 8);
        d.intoArray(lanes, 12);
    }

    static float max(float[] x, int xo, int n) {
        FloatVector m = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            m = m.max(FloatVector.fromArray(F, x, xo + i));
        }
        float lanes = i == 0 ? Float.NEGATIVE_INFINITY : m.reduceLanes(VectorOperators.MAX);
        return ScalarReductions.max(x, xo + i, n - i, lanes);
    }

    static float min(float[] x, int xo, int n) {
        FloatVector m = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
        int i = 0;
        for (int end = F.loopBound(n); i < end; i += L) {
            m = m.min(FloatVector.fromArray(F, x, xo + i));
        }
        float lanes = i == 0 ? Float.POSITIVE_INFINITY : m.reduceLanes(VectorOperators.MIN);
        return ScalarReductions.min(x, xo + i, n - i, lanes);
    }
}
