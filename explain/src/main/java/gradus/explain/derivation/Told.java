package gradus.explain.derivation;

import gradus.explain.document.Line;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import gradus.explain.render.Digits;
import gradus.explain.render.Form;
import gradus.explain.render.Unicode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a number is derived, in the notation of the person: with symbols, with numbers put in, and its value.
///
/// @param symbol the number's name
/// @param formula the formula with symbols; empty where the number is no step of its own
/// @param numbers the formula with numbers put in
/// @param value the number
/// @param operands the named numbers of the formula, such as `y[1] = 1`
public record Told(String symbol, String formula, String numbers, double value, List<String> operands) {
    /// Copies the list.
    public Told {
        operands = List.copyOf(operands);
    }

    /// Gives how a number is derived.
    ///
    /// @param row the row in Gradus's orientation, from 0
    /// @param column the column, from 0
    public static Told of(Derivation derivation, StepNumbers numbers, Subject subject, int row, int column) {
        String symbol = Claim.element(subject, row, column, derivation);
        double value = numbers.of(subject).get(row, column);
        boolean isTurned = derivation.conventions().weights() == Conventions.Weights.ROWS_PER_OUTPUT;
        Optional<Term> term = numbers.line(subject, row, column)
                .map(Line::formula)
                .map(formula -> isTurned ? turned(formula) : formula)
                .map(formula -> isNegated(derivation, subject) ? new Term.Negative(formula) : formula);
        return new Told(
                symbol,
                term.map(formula -> Unicode.term(formula, Form.SYMBOLS, Digits.SIX))
                        .orElse(""),
                term.map(formula -> Unicode.term(formula, Form.NUMBERS, Digits.SIX))
                        .orElse(""),
                value,
                term.map(Told::operands).orElse(List.of()));
    }

    private static List<String> operands(Term term) {
        Set<String> found = new LinkedHashSet<>();
        collect(term, found);
        return List.copyOf(found);
    }

    private static void collect(Term term, Set<String> found) {
        switch (term) {
            case Term.Quantity quantity ->
                found.add(Unicode.symbol(quantity.symbol()) + " = " + new Digits(10).text(quantity.value()));
            case Term.Fixed _ -> {}
            case Term.Sum sum -> sum.terms().forEach(each -> collect(each, found));
            case Term.Product(var factors) -> factors.forEach(each -> collect(each, found));
            case Term.Quotient(var dividend, var divisor) ->
                List.of(dividend, divisor).forEach(each -> collect(each, found));
            case Term.Power(var base, var exponent) -> List.of(base, exponent).forEach(each -> collect(each, found));
            case Term.Negative(var inner) -> collect(inner, found);
            case Term.Apply apply -> apply.arguments().forEach(each -> collect(each, found));
            case Term.Choice(var condition, var then, var otherwise) ->
                List.of(condition, then, otherwise).forEach(each -> collect(each, found));
            case Term.Condition condition ->
                List.of(condition.left(), condition.right()).forEach(each -> collect(each, found));
        }
    }

    private static boolean isNegated(Derivation derivation, Subject subject) {
        return subject.quantity() == Quantity.ERROR_SIGNAL
                && derivation.conventions().signal() == Conventions.Signal.DESCENT;
    }

    /// Gives the derivation in one line.
    public String text() {
        String shown = new Digits(10).text(value);
        return formula.isEmpty() ? symbol + " = " + shown : symbol + " = " + formula + " = " + numbers + " = " + shown;
    }

    /// Gives a formula with the indices of weights swapped, as in books that write `Wa + b`.
    private static Term turned(Term term) {
        return switch (term) {
            case Term.Quantity(var symbol, var value, var line) -> new Term.Quantity(turned(symbol), value, line);
            case Term.Fixed fixed -> fixed;
            case Term.Sum(var terms, var rest) -> new Term.Sum(turned(terms), rest);
            case Term.Product(var factors) -> new Term.Product(turned(factors));
            case Term.Quotient(var dividend, var divisor) -> new Term.Quotient(turned(dividend), turned(divisor));
            case Term.Power(var base, var exponent) -> new Term.Power(turned(base), turned(exponent));
            case Term.Negative(var inner) -> new Term.Negative(turned(inner));
            case Term.Apply(var function, var arguments) -> new Term.Apply(function, turned(arguments));
            case Term.Choice(var condition, var then, var otherwise) ->
                new Term.Choice(turned(condition), turned(then), turned(otherwise));
            case Term.Condition condition -> turned(condition);
        };
    }

    private static Term.Condition turned(Term.Condition condition) {
        return new Term.Condition(turned(condition.left()), condition.comparison(), turned(condition.right()));
    }

    private static List<Term> turned(List<Term> terms) {
        return terms.stream().map(Told::turned).toList();
    }

    private static Symbol turned(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Name(var letter, var layer, var indices) ->
                letter.equals("W") && indices.size() == 2 ? new Symbol.Name(letter, layer, indices.reversed()) : symbol;
            case Symbol.Derivative(var of, var by) -> new Symbol.Derivative(turned(of), turned(by));
            case Symbol.Of(var letter, var to) -> new Symbol.Of(letter, turned(to));
            case Symbol.Next(var of) -> new Symbol.Next(turned(of));
        };
    }
}
