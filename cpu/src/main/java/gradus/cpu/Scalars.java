package gradus.cpu;

import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.UnaryFn;

/// The scalar functions in float64: the definition that every kernel is compared with. [StrictMath] gives the same
/// bits everywhere.
final class Scalars {
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double ERF_IS_ONE = 6;
    private static final double ERF_SERIES_END = 3;

    private Scalars() {}

    static double unary(UnaryFn fn, double x) {
        return switch (fn) {
            case IDENTITY, STOP_GRADIENT -> x;
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case SQUARE -> x * x;
            case SQRT -> Math.sqrt(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case EXP -> StrictMath.exp(x);
            case EXPM1 -> StrictMath.expm1(x);
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
            case SIN -> StrictMath.sin(x);
            case COS -> StrictMath.cos(x);
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> sigmoid(x);
            case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            case ERF -> erf(x);
            case RELU -> Math.max(x, 0);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x);
        };
    }

    /// `1/(1 + e^−x)`, by the branch whose exponential cannot overflow.
    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// `2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·5…(2n+1))` for small arguments, whose terms are all positive, and one
    /// minus Laplace's continued fraction of the complement for large ones (Abramowitz and Stegun 7.1.6 and
    /// 7.1.14).
    private static double erf(double x) {
        double a = Math.abs(x);
        if (Double.isNaN(x) || a >= ERF_IS_ONE) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        if (a < ERF_SERIES_END) {
            double term = a;
            double sum = a;
            for (int n = 1; term > sum * 1e-18; n++) {
                term *= 2 * a * a / (2 * n + 1);
                sum += term;
            }
            return Math.copySign(TWO_OVER_ROOT_PI * StrictMath.exp(-a * a) * sum, x);
        }
        double fraction = a;
        for (int n = 60; n >= 1; n--) {
            fraction = a + n / 2.0 / fraction;
        }
        return Math.copySign(1 - StrictMath.exp(-a * a) / (fraction * Math.sqrt(Math.PI)), x);
    }

    static double binary(BinaryFn fn, double x, double y) {
        return switch (fn) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case POWER -> StrictMath.pow(x, y);
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
        };
    }

    static long binary(BinaryFn fn, long x, long y) {
        return switch (fn) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
            case DIVIDE, POWER -> throw new AssertionError(fn + " takes floating point");
        };
    }

    static boolean compare(CompareFn fn, double x, double y) {
        return switch (fn) {
            case EQUAL -> x == y;
            case NOT_EQUAL -> x != y;
            case LESS -> x < y;
            case LESS_OR_EQUAL -> x <= y;
            case GREATER -> x > y;
            case GREATER_OR_EQUAL -> x >= y;
        };
    }

    static boolean compare(CompareFn fn, long x, long y) {
        return switch (fn) {
            case EQUAL -> x == y;
            case NOT_EQUAL -> x != y;
            case LESS -> x < y;
            case LESS_OR_EQUAL -> x <= y;
            case GREATER -> x > y;
            case GREATER_OR_EQUAL -> x >= y;
        };
    }
}
