package gradus.explain.derivation;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Computes an expression of numbers, and how far the rounding of its numbers lets the result be away.
final class Arithmetic {
    private static final Pattern NUMBER = Pattern.compile("(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final int ROUNDED_DIGITS = 4;
    private static final double LEAST_RADIUS = 1e-6;
    private static final int DEEPEST = 100;

    private final String text;
    private final String plain;
    private int at;
    private int depth;

    /// A number and how far it may be away.
    private record Near(double value, double radius) {
        Near map(DoubleUnaryOperator function) {
            double low = function.applyAsDouble(value - radius);
            double high = function.applyAsDouble(value + radius);
            double here = function.applyAsDouble(value);
            return new Near(here, Math.max(Math.abs(low - here), Math.abs(high - here)));
        }

        Near times(Near other) {
            return new Near(
                    value * other.value,
                    Math.abs(value) * other.radius + Math.abs(other.value) * radius + radius * other.radius);
        }

        Near plus(Near other) {
            return new Near(value + other.value, radius + other.radius);
        }
    }

    Arithmetic(String text) {
        this.text = text;
        this.plain = text.replaceAll("\\s", "")
                .replace('−', '-')
                .replace('–', '-')
                .replace('·', '*')
                .replace('×', '*')
                .replace('÷', '/')
                .replace("²", "^2")
                .replace("**", "^")
                .replace("σ", "sigmoid")
                .replace("½", "(1/2)");
    }

    Numeral result() {
        if (plain.isEmpty()) {
            throw problem("nothing is there");
        }
        Near found = sum();
        if (at < plain.length()) {
            throw problem("there is nothing to do with '" + plain.substring(at) + "'");
        }
        if (!Double.isFinite(found.value)) {
            throw problem("it is no finite number");
        }
        double radius = Math.max(found.radius, LEAST_RADIUS * Math.abs(found.value));
        return new Numeral(text.strip(), found.value, radius);
    }

    private Near sum() {
        depth++;
        if (depth > DEEPEST) {
            throw problem("too many brackets are in each other");
        }
        Near total = product();
        while (sees('+') || sees('-')) {
            boolean minus = plain.charAt(at++) == '-';
            Near next = product();
            total = total.plus(minus ? next.map(x -> -x) : next);
        }
        depth--;
        return total;
    }

    private Near product() {
        Near total = signed();
        while (sees('*') || sees('/')) {
            boolean divides = plain.charAt(at++) == '/';
            Near next = signed();
            total = total.times(divides ? next.map(x -> 1 / x) : next);
        }
        return total;
    }

    private Near signed() {
        boolean minus = false;
        while (sees('-') || sees('+')) {
            minus ^= plain.charAt(at++) == '-';
        }
        Near value = power();
        return minus ? value.map(x -> -x) : value;
    }

    private Near power() {
        Near base = atom();
        if (!sees('^')) {
            return base;
        }
        at++;
        double exponent = signed().value;
        return base.map(x -> Math.pow(x, exponent));
    }

    private Near atom() {
        if (sees('(')) {
            at++;
            Near inner = sum();
            if (!sees(')')) {
                throw problem("a ')' is missing");
            }
            at++;
            return inner;
        }
        Matcher number = NUMBER.matcher(plain).region(at, plain.length());
        if (number.lookingAt()) {
            at = number.end();
            return number(new BigDecimal(number.group()));
        }
        Matcher word = WORD.matcher(plain).region(at, plain.length());
        if (word.lookingAt() && word.end() < plain.length() && plain.charAt(word.end()) == '(') {
            at = word.end();
            return atom().map(function(word.group()));
        }
        throw problem(
                at < plain.length() ? "there is nothing to do with '" + plain.substring(at) + "'" : "it ends early");
    }

    private static Near number(BigDecimal written) {
        boolean isRounded = written.precision() >= ROUNDED_DIGITS && written.scale() > 0;
        return new Near(written.doubleValue(), isRounded ? 0.5 * Math.pow(10, -written.scale()) : 0);
    }

    private DoubleUnaryOperator function(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "exp" -> Math::exp;
            case "ln", "log" -> Math::log;
            case "sqrt" -> Math::sqrt;
            case "tanh" -> Math::tanh;
            case "sigmoid" -> Bend::sigmoid;
            case "sin" -> Math::sin;
            case "cos" -> Math::cos;
            case "abs" -> Math::abs;
            default -> throw problem("there is no function '" + name + "'");
        };
    }

    private boolean sees(char sign) {
        return at < plain.length() && plain.charAt(at) == sign;
    }

    private IllegalArgumentException problem(String what) {
        return new IllegalArgumentException("number: it must be one such as -0.2031, or an expression such as 0.5*0.2,"
                + " got '" + text.strip() + "': " + what);
    }
}
