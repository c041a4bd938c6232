package gradus.explain.render;

import gradus.core.op.CompareFn;
import gradus.explain.maths.Function;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes symbols and formulas as plain Unicode text, such as `z¹[1] = a⁰[1] · W¹[1,1] + b¹[1]`.
public final class Unicode {
    private final Form form;
    private final Digits digits;

    private Unicode(Form form, Digits digits) {
        this.form = form;
        this.digits = digits;
    }

    /// Gives a symbol, such as `∂C/∂W²[1,1]`.
    public static String symbol(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Name name -> name(name, "");
            case Symbol.Derivative(var of, var by) -> "∂" + within(of) + "/∂" + within(by);
            case Symbol.Of(var letter, Symbol.Name to) when Letters.operator(letter) -> letter + name(to, "");
            case Symbol.Of(var letter, var to) -> Plain.line(letter) + "(" + symbol(to) + ")";
            case Symbol.Next(Symbol.Name name) -> name(name, "′");
            case Symbol.Next(Symbol.Of(var letter, var to)) -> Plain.line(letter) + "′(" + symbol(to) + ")";
            case Symbol.Next(var of) -> "(" + symbol(of) + ")′";
        };
    }

    private static String name(Symbol.Name name, String prime) {
        return Plain.line(name.letter()) + prime + layer(name.layer()) + indices(name.indices());
    }

    /// Gives a formula with symbols or with the numbers put in.
    public static String term(Term term, Form form, Digits digits) {
        return new Unicode(form, digits).write(term);
    }

    private static String within(Symbol symbol) {
        return symbol instanceof Symbol.Derivative ? "(" + symbol(symbol) + ")" : symbol(symbol);
    }

    private static String layer(String layer) {
        String plain = Plain.line(layer);
        return plain.isEmpty() ? "" : Letters.raised(plain).orElseGet(() -> "^(" + plain + ")");
    }

    private static String indices(List<Integer> indices) {
        return indices.isEmpty()
                ? ""
                : indices.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private String write(Term term) {
        return switch (term) {
            case Term.Quantity quantity ->
                form == Form.SYMBOLS ? symbol(quantity.symbol()) : digits.text(quantity.value());
            case Term.Fixed(double value) -> digits.text(value);
            case Term.Sum sum -> sum(sum);
            case Term.Product(var factors) -> product(factors);
            case Term.Quotient(var dividend, var divisor) -> dividend(dividend) + " / " + tight(divisor);
            case Term.Power(var base, var exponent) -> power(base, exponent);
            case Term.Negative(var inner) -> "−" + at(inner, Binding.QUOTIENT);
            case Term.Apply(var function, var arguments) -> apply(function, arguments);
            case Term.Choice choice -> choice(choice);
            case Term.Condition condition -> "[" + comparison(condition) + "]";
        };
    }

    /// A part of a larger formula, in brackets if it binds less than it must there.
    private String at(Term term, Binding least) {
        String written = write(term);
        return Binding.inText(term, form, digits).compareTo(least) < 0 ? "(" + written + ")" : written;
    }

    private String sum(Term.Sum sum) {
        var written = new StringBuilder();
        for (Term term : sum.terms()) {
            var opposite = Binding.opposite(term, form, digits);
            String sign = opposite.isPresent() ? "−" : "+";
            String part = at(opposite.orElse(term), Binding.QUOTIENT);
            if (written.isEmpty()) {
                written.append(opposite.isPresent() ? sign : "").append(part);
            } else {
                written.append(' ').append(sign).append(' ').append(part);
            }
        }
        sum.rest()
                .ifPresent(rest -> written.append(written.isEmpty() ? "" : " + ")
                        .append("(… ")
                        .append(rest.count())
                        .append(" more")
                        .append(form == Form.NUMBERS ? " = " + digits.text(rest.total()) : "")
                        .append(')'));
        return written.isEmpty() ? "0" : written.toString();
    }

    private String product(List<Term> factors) {
        return factors.isEmpty()
                ? "1"
                : factors.stream()
                        .map(factor -> factors.size() == 1 ? write(factor) : at(factor, Binding.PRODUCT))
                        .collect(Collectors.joining(" · "));
    }

    private String dividend(Term term) {
        return Binding.inText(term, form, digits) == Binding.FRACTION
                ? "(" + write(term) + ")"
                : at(term, Binding.PRODUCT);
    }

    private String tight(Term term) {
        return at(term, Binding.POWER);
    }

    private String power(Term base, Term exponent) {
        String above = write(exponent);
        Optional<String> raised = Letters.raised(above).filter(text -> !above.contains("("));
        String below = at(base, Binding.ATOM);
        return below + raised.orElseGet(() -> "^" + at(exponent, Binding.ATOM));
    }

    private String apply(Function function, List<Term> arguments) {
        Term first = arguments.getFirst();
        String all = arguments.stream().map(this::write).collect(Collectors.joining(", "));
        return switch (function) {
            case ABS -> "|" + all + "|";
            case SIGN -> "sign(" + all + ")";
            case EXP -> "exp(" + all + ")";
            case EXPM1 -> "exp(" + all + ") − 1";
            case LOG -> "ln(" + all + ")";
            case LOG1P -> "ln(" + write(oneAnd(first)) + ")";
            case SQRT -> "√" + at(first, Binding.ATOM);
            case SIN -> "sin(" + all + ")";
            case COS -> "cos(" + all + ")";
            case TANH -> "tanh(" + all + ")";
            case SIGMOID -> "σ(" + all + ")";
            case SOFTPLUS -> "ln(1 + exp(" + all + "))";
            case ERF -> "erf(" + all + ")";
            case RELU -> "max(" + all + ", 0)";
            case FLOOR -> "⌊" + all + "⌋";
            case CEIL -> "⌈" + all + "⌉";
            case ROUND -> "round(" + all + ")";
            case MAX -> "max(" + all + ")";
            case MIN -> "min(" + all + ")";
            case ROUNDED -> "rounded(" + all + ")";
        };
    }

    private static Term oneAnd(Term term) {
        return Term.sum(List.of(Term.number(1), term));
    }

    /// Choices within the last branch of a choice are further cases of it.
    private String choice(Term.Choice choice) {
        var cases = new StringBuilder("{");
        Term rest = choice;
        while (rest instanceof Term.Choice(var condition, var then, var otherwise)) {
            cases.append(write(then))
                    .append(" if ")
                    .append(comparison(condition))
                    .append("; ");
            rest = otherwise;
        }
        return cases.append(write(rest)).append(" otherwise}").toString();
    }

    private String comparison(Term.Condition condition) {
        return write(condition.left()) + sign(condition.comparison()) + write(condition.right());
    }

    private static String sign(CompareFn comparison) {
        return switch (comparison) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " ≠ ";
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " ≤ ";
            case GREATER -> " > ";
            case GREATER_OR_EQUAL -> " ≥ ";
        };
    }
}
