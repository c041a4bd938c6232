package gradus.explain.render;

import gradus.explain.maths.Function;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.List;
import java.util.Optional;

/// How strongly the parts of a formula hold together, the weakest first: decides where brackets stand.
enum Binding {
    /// Sums, and numbers with a minus.
    SUM,
    /// Quotients on one line.
    QUOTIENT,
    PRODUCT,
    /// Fractions: they stand among factors, but not below a power.
    FRACTION,
    /// Whatever has something raised already.
    POWER,
    ATOM;

    /// Gives the binding of a formula that is written as Unicode text.
    static Binding inText(Term term, Form form, Digits digits) {
        return switch (term) {
            case Term.Quantity quantity ->
                form == Form.SYMBOLS ? of(quantity.symbol()) : of(quantity.value(), digits, POWER);
            case Term.Fixed(double value) -> of(value, digits, POWER);
            case Term.Sum(var terms, var rest) -> ofList(terms, rest, SUM, lone -> inText(lone, form, digits));
            case Term.Product(var factors) ->
                ofList(factors, Optional.empty(), PRODUCT, lone -> inText(lone, form, digits));
            case Term.Quotient _ -> QUOTIENT;
            case Term.Power _ -> POWER;
            case Term.Negative _ -> SUM;
            case Term.Apply(var function, var _) -> of(function);
            case Term.Choice _, Term.Condition _ -> ATOM;
        };
    }

    /// Gives the binding of a formula that is written as LaTeX.
    static Binding inLatex(Term term, Form form, Digits digits) {
        return switch (term) {
            case Term.Quantity quantity ->
                form == Form.SYMBOLS ? of(quantity.symbol()) : of(quantity.value(), digits, PRODUCT);
            case Term.Fixed(double value) -> of(value, digits, PRODUCT);
            case Term.Sum(var terms, var rest) -> ofList(terms, rest, SUM, lone -> inLatex(lone, form, digits));
            case Term.Product(var factors) ->
                ofList(factors, Optional.empty(), PRODUCT, lone -> inLatex(lone, form, digits));
            case Term.Quotient _ -> FRACTION;
            case Term.Power _ -> POWER;
            case Term.Negative _ -> SUM;
            case Term.Apply(var function, var _) -> function == Function.EXP ? POWER : of(function);
            case Term.Choice _ -> SUM;
            case Term.Condition _ -> ATOM;
        };
    }

    /// Gives the term without its minus, if it is written with one.
    static Optional<Term> opposite(Term term, Form form, Digits digits) {
        if (term instanceof Term.Negative(var inner)) {
            return Optional.of(inner);
        }
        if (term instanceof Term.Fixed(double value) && minus(value, digits)) {
            return Optional.of(new Term.Fixed(-value));
        }
        boolean put = form == Form.NUMBERS;
        return put && term instanceof Term.Quantity(var symbol, double value, var line) && minus(value, digits)
                ? Optional.of(new Term.Quantity(symbol, -value, line))
                : Optional.empty();
    }

    private static Binding of(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Name name -> name.layer().isEmpty() ? ATOM : POWER;
            case Symbol.Derivative _ -> FRACTION;
            case Symbol.Of _, Symbol.Next _ -> POWER;
        };
    }

    private static Binding of(double value, Digits digits, Binding scientific) {
        if (minus(value, digits)) {
            return SUM;
        }
        return digits.text(value).contains("e") ? scientific : ATOM;
    }

    private static boolean minus(double value, Digits digits) {
        return digits.text(value).startsWith("−");
    }

    private static Binding ofList(
            List<Term> parts, Optional<Term.Rest> rest, Binding many, java.util.function.Function<Term, Binding> lone) {
        if (parts.size() == 1 && rest.isEmpty()) {
            return lone.apply(parts.getFirst());
        }
        return parts.isEmpty() ? ATOM : many;
    }

    private static Binding of(Function function) {
        if (function == Function.EXPM1) {
            return SUM;
        }
        return function == Function.SQRT ? POWER : ATOM;
    }
}
