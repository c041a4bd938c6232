package gradus.explain.render;

import gradus.explain.maths.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The named numbers within a formula.
final class Operands {
    private Operands() {}

    /// Gives the named numbers that come from other lines, each line once, in the order of the formula.
    static List<Term.Quantity> linked(Term term) {
        var found = new LinkedHashMap<String, Term.Quantity>();
        collect(term, found);
        return List.copyOf(found.values());
    }

    private static void collect(Term term, Map<String, Term.Quantity> found) {
        switch (term) {
            case Term.Quantity quantity -> quantity.line().ifPresent(line -> found.putIfAbsent(line, quantity));
            case Term.Fixed _ -> {}
            case Term.Sum(var terms, var _) -> terms.forEach(part -> collect(part, found));
            case Term.Product(var factors) -> factors.forEach(part -> collect(part, found));
            case Term.Quotient(var dividend, var divisor) -> both(dividend, divisor, found);
            case Term.Power(var base, var exponent) -> both(base, exponent, found);
            case Term.Negative(var inner) -> collect(inner, found);
            case Term.Apply(var _, var arguments) -> arguments.forEach(part -> collect(part, found));
            case Term.Choice(var condition, var then, var otherwise) -> {
                both(then, otherwise, found);
                collect(condition, found);
            }
            case Term.Condition(var left, var _, var right) -> both(left, right, found);
        }
    }

    private static void both(Term first, Term second, Map<String, Term.Quantity> found) {
        collect(first, found);
        collect(second, found);
    }
}
