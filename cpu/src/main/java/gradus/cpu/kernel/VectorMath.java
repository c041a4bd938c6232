package gradus.cpu.kernel;

import static gradus.cpu.kernel.Coefficients.*;
import static gradus.cpu.kernel.FloatLanes.all;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Small float32 functions of one vector: [ScalarMath], lane by lane, with the same operations in the same order.
/// Larger formulas stand in their loops, for the reason that [VectorTranscendentals] gives.
final class VectorMath {
    private static final int SIGN = 0x8000_0000;

    private VectorMath() {}

    static FloatVector fma(FloatVector x, float y, float z) {
        return x.fma(all(y), all(z));
    }

    static FloatVector fma(FloatVector x, FloatVector y, float z) {
        return x.fma(y, all(z));
    }

    static FloatVector fma(FloatVector x, float y, FloatVector z) {
        return x.fma(all(y), z);
    }

    /// A Horner step with a constant start: a·x + b.
    static FloatVector line(float a, FloatVector x, float b) {
        return x.fma(all(a), all(b));
    }

    static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
    }

    static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
        IntVector signs = sign.reinterpretAsInts().and(SIGN);
        return magnitude.reinterpretAsInts().and(~SIGN).or(signs).reinterpretAsFloats();
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
