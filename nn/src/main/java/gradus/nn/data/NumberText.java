package gradus.nn.data;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers as people write them in tables.
///
/// Accepted: `42`, `-1.5`, `.28`, `5.`, `1e-3`, `+7`, `1,234.5` (commas between groups of three digits), a
/// leading `$ € £ ¥`, a trailing `%` (dropped: `12%` is 12) and the minus sign U+2212. Not accepted:
/// infinities, NaN, anything beyond ±1e150, hexadecimal, anything else.
public final class NumberText {
    private static final String CURRENCIES = "$€£¥";
    private static final double GREATEST = 1e150; // its square is finite

    private NumberText() {}

    /// Gives the number that `text` says, or NaN if it does not say a finite number.
    public static double parse(String text) {
        int start = 0;
        int end = text.length();
        boolean negative = false;
        boolean signed = false;
        while (start < end) {
            char c = text.charAt(start);
            if (!signed && (c == '-' || c == '+' || c == '\u2212')) {
                signed = true;
                negative = c != '+';
            } else if (CURRENCIES.indexOf(c) < 0 || start > 1) {
                break;
            }
            start++;
        }
        if (end > start && text.charAt(end - 1) == '%') {
            end--;
        }
        String digits = start == 0 && end == text.length() ? text : text.substring(start, end);
        if (!isPlain(digits)) {
            digits = isGrouped(digits) ? digits.replace(",", "") : "";
        }
        if (digits.isEmpty()) {
            return Double.NaN;
        }
        double value = Double.parseDouble(digits);
        return value > GREATEST ? Double.NaN : negative ? -value : value;
    }

    /// Says whether `text` says a number.
    public static boolean isNumber(String text) {
        return !Double.isNaN(parse(text));
    }

    /// Gives a whole number without a decimal point and any other number as Java prints it.
    static String print(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// Gives a number with at most five significant digits, for reading.
    static String brief(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(5));
        String plain =
                rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        return plain.length() <= 9 ? plain : rounded.stripTrailingZeros().toString();
    }

    /// Digits with at most one point, then perhaps an exponent; `Double.parseDouble` alone would take `1d` and
    /// `0x1p3` too.
    private static boolean isPlain(String text) {
        int digits = 0;
        int i = 0;
        boolean point = false;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        return digits > 0 && (i == text.length() || isExponent(text, i));
    }

    private static boolean isExponent(String text, int at) {
        char c = text.charAt(at);
        int i = at + 1;
        if ((c != 'e' && c != 'E') || i >= text.length()) {
            return false;
        }
        if (text.charAt(i) == '-' || text.charAt(i) == '+') {
            i++;
        }
        int from = i;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i > from && i == text.length();
    }

    /// One to three digits, groups of a comma and three digits, perhaps a point and digits.
    private static boolean isGrouped(String text) {
        int comma = text.indexOf(',');
        if (comma < 1 || comma > 3) {
            return false;
        }
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean commaHere = i < end && i >= comma && (i - comma) % 4 == 0;
            if (i != point && (commaHere ? c != ',' : c < '0' || c > '9')) {
                return false;
            }
        }
        return (end - comma) % 4 == 0;
    }
}
