package gradus.explain.maths;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;

/// The named numbers within a formula.
public final class Quantities {
    private Quantities() {}

    /// Gives the named numbers that come from other lines, each line once, in the order of the formula.
    public static List<Term.Quantity> linked(Term term) {
        var found = new LinkedHashMap<String, Term.Quantity>();
        for (Term.Quantity quantity : named(term)) {
            quantity.line().ifPresent(line -> found.putIfAbsent(line, quantity));
        }
        return List.copyOf(found.values());
    }

    /// Gives the value of a name, if it stands in the formula.
    public static OptionalDouble value(Term term, Symbol symbol) {
        return named(term).stream()
                .filter(quantity -> quantity.symbol().equals(symbol))
                .mapToDouble(Term.Quantity::value)
                .findFirst();
    }

    private static List<Term.Quantity> named(Term term) {
        var found = new ArrayList<Term.Quantity>();
        collect(term, found);
        return found;
    }

    private static void collect(Term term, List<Term.Quantity> found) {
        switch (term) {
            case Term.Quantity quantity -> found.add(quantity);
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

    private static void both(Term first, Term second, List<Term.Quantity> found) {
        collect(first, found);
        collect(second, found);
    }
}
