package gradus.explain.step;

import gradus.explain.maths.Function;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Formulas put together as people write them: without terms of 0, factors of 1 and needless brackets. What is computed
/// and in which order stays the same.
final class Simple {
    /// Up to here exponentials and their sums are far from overflow.
    static final double SAFE_EXPONENT = 500;

    private Simple() {}

    /// Gives `a + b`.
    static Term sum(Term a, Term b) {
        if (isNumber(b, 0)) {
            return a;
        }
        if (isNumber(a, 0)) {
            return b;
        }
        List<Term> terms = new ArrayList<>();
        Optional<Term.Rest> rest = Optional.empty();
        if (a instanceof Term.Sum(var inner, var folded)) {
            terms.addAll(inner);
            rest = folded;
        } else {
            terms.add(a);
        }
        if (rest.isPresent()) {
            // what is folded comes last, so a term behind it stays a sum of its own
            return new Term.Sum(List.of(a, b), Optional.empty());
        }
        terms.add(b);
        return new Term.Sum(terms, Optional.empty());
    }

    /// Gives `a · b`.
    static Term product(Term a, Term b) {
        if (isNumber(a, 0) || isNumber(b, 0)) {
            return Term.number(0);
        }
        if (isNumber(a, 1)) {
            return b;
        }
        if (isNumber(b, 1)) {
            return a;
        }
        if (isNumber(b, -1)) {
            return new Term.Negative(a);
        }
        List<Term> factors = new ArrayList<>();
        if (a instanceof Term.Product(var inner)) {
            factors.addAll(inner);
        } else {
            factors.add(a);
        }
        factors.add(b);
        return new Term.Product(factors);
    }

    /// Gives `a / b`.
    static Term quotient(Term a, Term b) {
        return isNumber(b, 1) ? a : new Term.Quotient(a, b);
    }

    /// Gives the terms that are not the number 0.
    static List<Term> withoutZeros(List<Term> terms) {
        return terms.stream().filter(term -> !isNumber(term, 0)).toList();
    }

    /// Gives the extreme of terms; that of one is itself, that of none is infinite.
    static Term extreme(Function function, List<Term> terms) {
        if (terms.isEmpty()) {
            return Term.number(function == Function.MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return terms.size() == 1 ? terms.getFirst() : new Term.Apply(function, terms);
    }

    private static boolean isNumber(Term term, double value) {
        return term instanceof Term.Fixed(double number) && number == value;
    }
}
