package gradus.core.type;

/// The numbers of [DType#BFLOAT16] as bits: a sign, 8 bits of exponent and 7 of mantissa, the upper half of a float32.
///
/// Rounding is to the nearest, ties to an even mantissa; subnormal numbers are kept; what is nearer to 2¹²⁸ than to the
/// largest number, 3.3895·10³⁸, becomes infinite; NaN stays NaN, quiet and of the same sign.
public final class Bfloat16 {
    private static final int HALF = 16;
    /// What makes a NaN a quiet one.
    private static final int QUIET = 0x40;
    /// Just less than half a unit of what is kept.
    private static final int BELOW_HALF = 0x7FFF;

    private Bfloat16() {}

    /// Gives the bits of the number nearest to a float32.
    public static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int upper = bits >>> HALF;
        int nearest = (bits + BELOW_HALF + (upper & 1)) >>> HALF;
        return (short) (Float.isNaN(value) ? upper | QUIET : nearest);
    }

    /// Gives the bits of the number nearest to a float64, rounded once.
    public static short of(double value) {
        float near = (float) value;
        int bits = Float.floatToRawIntBits(near);
        boolean even = (bits & 1) == 0;
        boolean exact = near == value || Double.isNaN(value);
        // rounded to odd, a float32 keeps on which side of a tie the float64 lay
        int side = exact || !even ? 0 : Math.abs(value) > Math.abs(near) ? 1 : -1;
        return of(Float.intBitsToFloat(bits + side));
    }

    /// Gives the number of some bits, exactly.
    public static float value(short bits) {
        return Float.intBitsToFloat(bits << HALF);
    }
}
