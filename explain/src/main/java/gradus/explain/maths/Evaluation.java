package gradus.explain.maths;

import java.util.List;

/// Computes formulas in float64 from the numbers put into them, by plain arithmetic and the functions of
/// [java.lang.Math]: nothing of the engine's takes part.
public final class Evaluation {
    private static final double SERIES_END = 3;

    private Evaluation() {}

    /// Gives the value of a term.
    public static double of(Term term) {
        return switch (term) {
            case Term.Quantity quantity -> quantity.value();
            case Term.Fixed fixed -> fixed.value();
            case Term.Sum sum ->
                sum(sum.terms()) + sum.rest().map(Term.Rest::total).orElse(0.0);
            case Term.Product product -> product(product.factors());
            case Term.Quotient(var dividend, var divisor) -> of(dividend) / of(divisor);
            case Term.Power(var base, var exponent) -> Math.pow(of(base), of(exponent));
            case Term.Negative(var inner) -> -of(inner);
            case Term.Apply(var function, var arguments) -> apply(function, arguments);
            case Term.Choice(var condition, var then, var otherwise) -> holds(condition) ? of(then) : of(otherwise);
            case Term.Condition condition -> holds(condition) ? 1 : 0;
        };
    }

    /// Says whether a comparison holds.
    public static boolean holds(Term.Condition condition) {
        double left = of(condition.left());
        double right = of(condition.right());
        return switch (condition.comparison()) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
        };
    }

    private static double sum(List<Term> terms) {
        double sum = 0;
        for (Term term : terms) {
            sum += of(term);
        }
        return sum;
    }

    private static double product(List<Term> factors) {
        double product = 1;
        for (Term factor : factors) {
            product *= of(factor);
        }
        return product;
    }

    private static double apply(Function function, List<Term> arguments) {
        double x = of(arguments.getFirst());
        return switch (function) {
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case SQRT -> Math.sqrt(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case ERF -> erf(x);
            case RELU -> Math.max(x, 0);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x);
            case MAX ->
                arguments.stream().mapToDouble(Evaluation::of).reduce(Math::max).orElseThrow();
            case MIN ->
                arguments.stream().mapToDouble(Evaluation::of).reduce(Math::min).orElseThrow();
            case ROUNDED -> (float) x;
        };
    }

    /// The series `2/√π e^(−x²) Σ 2ⁿx^(2n+1)/(1·3·…·(2n+1))` (Abramowitz and Stegun 7.1.6); beyond 3 the
    /// continued fraction of 1 − erf (7.1.14).
    private static double erf(double x) {
        double size = Math.abs(x);
        if (Double.isNaN(x) || size > 6) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        double bell = Math.exp(-size * size) / Math.sqrt(Math.PI);
        if (size > SERIES_END) {
            double fraction = 0;
            for (int n = 60; n > 0; n--) {
                fraction = n / 2.0 / (size + fraction);
            }
            return Math.signum(x) * (1 - bell / (size + fraction));
        }
        double term = size;
        double sum = 0;
        for (int n = 0; n < 100; n++) {
            sum += term;
            term *= 2 * size * size / (2 * n + 3);
        }
        return Math.signum(x) * 2 * bell * sum;
    }
}
