package gradus.explain.step;

import gradus.explain.maths.Evaluation;
import gradus.explain.maths.Term;

/// How large the numbers are that cancel in a formula: sums count the sizes of their terms.
final class Magnitude {
    private Magnitude() {}

    static double of(Term term) {
        return switch (term) {
            case Term.Sum sum -> {
                double size = sum.rest().map(rest -> Math.abs(rest.total())).orElse(0.0);
                for (Term part : sum.terms()) {
                    size += of(part);
                }
                yield size;
            }
            case Term.Product(var factors) -> {
                double size = 1;
                for (Term factor : factors) {
                    size *= of(factor);
                }
                yield size;
            }
            case Term.Quotient(var dividend, var divisor) -> of(dividend) / Math.abs(Evaluation.of(divisor));
            case Term.Negative(var inner) -> of(inner);
            case Term.Choice(var condition, var then, var otherwise) ->
                Evaluation.holds(condition) ? of(then) : of(otherwise);
            case Term.Quantity _, Term.Fixed _, Term.Power _, Term.Apply _, Term.Condition _ ->
                Math.abs(Evaluation.of(term));
        };
    }
}
