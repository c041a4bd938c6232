package gradus.io.element;

/// Widens floating point numbers of 8 and 16 bits to float32, exactly.
///
/// A number of sign s, exponent e and mantissa m is `(−1)^s · 2^(e − bias) · 1.m`, and `(−1)^s · 2^(1 − bias) · 0.m`
/// where e is 0. The names count the bits of exponent and mantissa; FN has no infinities, UZ no negative zero.
final class SmallFloats {
    private static final int SIGN = 0x80;

    private SmallFloats() {}

    /// Gives the number of the upper half of a float16.
    static float e5m2(int bits) {
        return Float.float16ToFloat((short) (bits << 8));
    }

    /// Gives the number of bias 7 whose exponent and mantissa of all ones are NaN and that has no infinity.
    static float e4m3(int bits) {
        return (bits & 0x7F) == 0x7F ? Float.NaN : number(bits, 3, 7);
    }

    /// Gives a power of two, `2^(bits − 127)`; 255 is NaN.
    static float e8m0(int bits) {
        return bits == 0xFF ? Float.NaN : Math.scalb(1f, bits - 127);
    }

    /// Gives the number of bias 16 in which negative zero is the only NaN.
    static float e5m2Fnuz(int bits) {
        return bits == SIGN ? Float.NaN : number(bits, 2, 16);
    }

    /// Gives the number of bias 8 in which negative zero is the only NaN.
    static float e4m3Fnuz(int bits) {
        return bits == SIGN ? Float.NaN : number(bits, 3, 8);
    }

    private static float number(int bits, int mantissaBits, int bias) {
        int exponent = (bits & 0x7F) >> mantissaBits;
        int mantissa = bits & ((1 << mantissaBits) - 1);
        float size = exponent == 0
                ? Math.scalb((float) mantissa, 1 - bias - mantissaBits)
                : Math.scalb((float) ((1 << mantissaBits) + mantissa), exponent - bias - mantissaBits);
        return (bits & SIGN) == 0 ? size : -size;
    }
}
