package gradus.explain.derivation;

import java.math.BigDecimal;

/// A number as a person wrote it: its digits say how exact it is meant to be.
///
/// @param text what was written
/// @param value the number
/// @param radius how far the number meant may be away: half a unit of the last digit
public record Numeral(String text, double value, double radius) {
    /// A whole number without a decimal point is no rounding of something far off.
    private static final double WHOLE = 0.05;

    private static final double SLACK = 1e-9;

    /// Gives the number of a decimal; its scale counts, so 0.50 has two digits behind the point.
    public static Numeral of(BigDecimal written) {
        return of(written.toString(), written);
    }

    /// Reads a number such as `-0.2031`, `2.5e-3` or `−3`, or an expression such as `0.5*0.2`, `1/3` or
    /// `2·(0.59 − 1)·0.59·0.41`, also with `exp`, `ln`, `sqrt`, `tanh`, `sigmoid`, `sin`, `cos` and `abs`.
    ///
    /// Of an expression the numbers with four digits or more count as rounded, the shorter ones as exact.
    ///
    /// @throws IllegalArgumentException if it is neither
    public static Numeral parse(String text) {
        String plain = text.strip().replace('−', '-').replace('–', '-').replaceFirst("^\\+", "");
        try {
            return of(text.strip(), new BigDecimal(plain));
        } catch (NumberFormatException _) {
            return new Arithmetic(text).result();
        }
    }

    static Numeral of(String text, BigDecimal written) {
        double value = written.doubleValue();
        double half = 0.5 * Math.pow(10, -written.scale());
        double radius = written.scale() <= 0 ? Math.min(half, WHOLE * Math.abs(value)) : half;
        return new Numeral(text, value, radius);
    }

    /// Gives how many significant digits were written, at least one.
    int digits() {
        return value == 0 ? 1 : Math.max(1, place(value) - (int) Math.rint(Math.log10(2 * radius)) + 1);
    }

    /// Gives how far rounding to so many significant digits may move a number.
    static double radius(double number, int digits) {
        return number == 0 ? 0 : 0.5 * Math.pow(10, place(number) + 1 - digits);
    }

    private static int place(double number) {
        return (int) Math.floor(Math.log10(Math.abs(number)));
    }

    /// Says whether this is a number, rounded as it was written.
    boolean isRoundedFrom(double number) {
        return isWithin(number, radius);
    }

    /// Says whether this is a number but for a distance.
    boolean isWithin(double number, double distance) {
        double size = Math.max(Math.abs(value), Math.abs(number));
        return Math.abs(value - number) <= distance * (1 + SLACK) + SLACK * SLACK + 1e-13 * size;
    }

    /// Says whether this is a number to more digits than rounding to these would bring about.
    boolean isExactly(double number) {
        return isWithin(number, Math.min(radius, SLACK * Math.abs(number)));
    }
}
