package gradus.explain.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as text, the same in every country: `0.25`, `−3`, `2.5·10⁻⁷`.
public final class Numbers {
    private static final int LARGE = 6;
    private static final int SMALL = -4;
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Numbers() {}

    /// Gives a number with at most three digits that count.
    static String brief(double value) {
        return of(value, 3);
    }

    /// Gives a number with at most so many digits that count.
    ///
    /// @param digits at least 1
    public static String of(double value, int digits) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        return value == 0 ? "0" : text(new BigDecimal(value).round(new MathContext(digits)));
    }

    /// Gives a multiple of a step without the noise of rounding.
    static String multiple(double value, double step) {
        int places = exponent(new BigDecimal(step));
        BigDecimal exact = new BigDecimal(value).setScale(-places, RoundingMode.HALF_EVEN);
        return exact.signum() == 0 ? "0" : text(exact);
    }

    private static String text(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        int exponent = exponent(plain);
        boolean small = exponent < SMALL;
        if (exponent < LARGE && !small) {
            return minus(plain.toPlainString());
        }
        String mantissa = plain.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        String power = "10" + raised(exponent);
        return minus(
                switch (mantissa) {
                    case "1" -> power;
                    case "-1" -> "-" + power;
                    default -> mantissa + "·" + power;
                });
    }

    /// Gives the power of ten of the first digit.
    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }

    private static String raised(int exponent) {
        StringBuilder text = new StringBuilder();
        Integer.toString(exponent).chars().forEach(c -> text.append(c == '-' ? '⁻' : RAISED.charAt(c - '0')));
        return text.toString();
    }
}
