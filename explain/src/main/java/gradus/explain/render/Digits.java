package gradus.explain.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// How numbers are written: rounded to significant digits, without zeros at the end, and with a power of ten where
/// they are very small or very large.
///
/// {@snippet file="ExplainSnippets.java" region="Render"}
///
/// @param significant how many digits count, from 1 to 17
public record Digits(int significant) {
    /// Six significant digits.
    public static final Digits SIX = new Digits(6);

    private static final int SMALLEST_EXPONENT = -4;
    private static final int LARGEST_EXPONENT = 6;

    public Digits {
        if (significant < 1 || significant > 17) {
            throw new IllegalArgumentException("digits: a number is written with 1 to 17 significant digits, got "
                    + significant + "; 6 are usual, 17 tell any two numbers of float64 apart");
        }
    }

    /// Gives a number as Unicode text, such as `−0.5` or `3.2e-7`.
    public String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded = rounded(value);
        int exponent = exponent(rounded);
        if (plain(exponent)) {
            return rounded.toPlainString().replace('-', '−');
        }
        return mantissa(rounded, exponent).replace('-', '−') + "e" + exponent;
    }

    /// Gives a number as LaTeX, such as `-0.5` or `3.2\times10^{-7}`.
    String latex(double value) {
        if (Double.isNaN(value)) {
            return "\\mathrm{NaN}";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "\\infty" : "-\\infty";
        }
        BigDecimal rounded = rounded(value);
        int exponent = exponent(rounded);
        return plain(exponent) ? rounded.toPlainString() : mantissa(rounded, exponent) + "\\times10^{" + exponent + "}";
    }

    private BigDecimal rounded(double value) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(value)
                .round(new MathContext(significant, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
    }

    /// The power of ten of the first digit.
    private static int exponent(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    }

    /// A number of seven digits before the point stays plain where that many digits count.
    private boolean plain(int exponent) {
        return exponent >= SMALLEST_EXPONENT && exponent < Math.max(LARGEST_EXPONENT, significant);
    }

    private static String mantissa(BigDecimal number, int exponent) {
        return number.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    }
}
