package gradus.explain.render;

import gradus.core.op.CompareFn;
import gradus.explain.maths.Function;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.List;
import java.util.stream.Collectors;

/// Writes symbols and formulas as LaTeX that KaTeX and MathJax read, such as `z^{1}_{1}` or
/// `\frac{\partial C}{\partial W^{2}_{1,1}}`.
///
/// It holds no backquote, no line end and no macro that GitHub refuses, so it can stand between `` $` `` and `` `$ ``.
public final class Latex {
    /// How the numbers of a formula are linked to the lines they come from.
    @FunctionalInterface
    interface Links {
        /// Gives the LaTeX of a number with its link.
        String link(Term.Quantity quantity, String latex);
    }

    private final Form form;
    private final Digits digits;
    private final Links links;

    private Latex(Form form, Digits digits, Links links) {
        this.form = form;
        this.digits = digits;
        this.links = links;
    }

    /// Gives a symbol.
    public static String symbol(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Name name -> name(name, "");
            case Symbol.Derivative(Symbol.Derivative inner, var by) ->
                "\\frac{\\partial}{\\partial " + symbol(by) + "}" + bracketed(symbol(inner));
            case Symbol.Derivative(var of, var by) ->
                "\\frac{\\partial " + symbol(of) + "}{\\partial " + symbol(by) + "}";
            case Symbol.Of(var letter, Symbol.Name to)
            when Letters.operator(letter) -> Letters.latex(letter) + " " + name(to, "");
            case Symbol.Of(var letter, var to) -> Letters.latex(letter) + belonging(to);
            case Symbol.Next(Symbol.Name name) -> name(name, "'");
            case Symbol.Next(Symbol.Of(var letter, var to)) -> Letters.latex(letter) + "'" + belonging(to);
            case Symbol.Next(var of) -> bracketed(symbol(of)) + "'";
        };
    }

    /// Gives a formula with symbols or with the numbers put in.
    public static String term(Term term, Form form, Digits digits) {
        return term(term, form, digits, (_, latex) -> latex);
    }

    static String term(Term term, Form form, Digits digits, Links links) {
        return new Latex(form, digits, links).write(term);
    }

    /// A letter below another, or a fraction beside it.
    private static String belonging(Symbol to) {
        return to instanceof Symbol.Derivative ? bracketed(symbol(to)) : "_{" + symbol(to) + "}";
    }

    private static String name(Symbol.Name name, String prime) {
        String layer = name.layer().isEmpty() ? "" : "^{" + Letters.script(name.layer()) + "}";
        String indices = name.indices().isEmpty()
                ? ""
                : name.indices().stream().map(String::valueOf).collect(Collectors.joining(",", "_{", "}"));
        String letter = indices.isEmpty() ? Letters.alone(name.letter()) : Letters.latex(name.letter());
        return letter + prime + layer + indices;
    }

    private String write(Term term) {
        return switch (term) {
            case Term.Quantity quantity ->
                links.link(quantity, form == Form.SYMBOLS ? symbol(quantity.symbol()) : digits.latex(quantity.value()));
            case Term.Fixed(double value) -> digits.latex(value);
            case Term.Sum sum -> sum(sum);
            case Term.Product(var factors) -> product(factors);
            case Term.Quotient(var dividend, var divisor) -> "\\frac{" + write(dividend) + "}{" + write(divisor) + "}";
            case Term.Power(var base, var exponent) -> at(base, Binding.ATOM) + "^{" + write(exponent) + "}";
            case Term.Negative(var inner) -> "-" + at(inner, Binding.QUOTIENT);
            case Term.Apply(var function, var arguments) -> apply(function, arguments);
            case Term.Choice choice -> choice(choice);
            case Term.Condition condition -> "[" + comparison(condition) + "]";
        };
    }

    private String at(Term term, Binding least) {
        String written = write(term);
        return Binding.inLatex(term, form, digits).compareTo(least) < 0 ? bracketed(written) : written;
    }

    private String sum(Term.Sum sum) {
        var written = new StringBuilder();
        for (Term term : sum.terms()) {
            var opposite = Binding.opposite(term, form, digits);
            String sign = opposite.isPresent() ? "-" : "+";
            String part = at(opposite.orElse(term), Binding.QUOTIENT);
            if (written.isEmpty()) {
                written.append(opposite.isPresent() ? "-" : "").append(part);
            } else {
                written.append(" ").append(sign).append(" ").append(part);
            }
        }
        sum.rest()
                .ifPresent(rest -> written.append(written.isEmpty() ? "" : " + ")
                        .append("(\\ldots\\text{ ")
                        .append(rest.count())
                        .append(" more}")
                        .append(form == Form.NUMBERS ? " = " + digits.latex(rest.total()) : "")
                        .append(')'));
        return written.isEmpty() ? "0" : written.toString();
    }

    private String product(List<Term> factors) {
        if (factors.size() < 2) {
            return factors.isEmpty() ? "1" : write(factors.getFirst());
        }
        return factors.stream().map(factor -> at(factor, Binding.PRODUCT)).collect(Collectors.joining(" \\cdot "));
    }

    private String apply(Function function, List<Term> arguments) {
        String all = arguments.stream().map(this::write).collect(Collectors.joining(", "));
        return switch (function) {
            case ABS -> "\\left\\vert " + all + "\\right\\vert";
            case SIGN -> "\\mathrm{sign}" + bracketed(all);
            case EXP -> "e^{" + all + "}";
            case EXPM1 -> "e^{" + all + "} - 1";
            case LOG -> "\\ln" + bracketed(all);
            case LOG1P -> "\\ln" + bracketed(write(oneAnd(arguments.getFirst())));
            case SQRT -> "\\sqrt{" + all + "}";
            case SIN -> "\\sin" + bracketed(all);
            case COS -> "\\cos" + bracketed(all);
            case TANH -> "\\tanh" + bracketed(all);
            case SIGMOID -> "\\sigma" + bracketed(all);
            case SOFTPLUS -> "\\ln" + bracketed("1 + e^{" + all + "}");
            case ERF -> "\\mathrm{erf}" + bracketed(all);
            case RELU -> "\\max" + bracketed(all + ", 0");
            case FLOOR -> "\\left\\lfloor " + all + "\\right\\rfloor";
            case CEIL -> "\\left\\lceil " + all + "\\right\\rceil";
            case ROUND -> "\\mathrm{round}" + bracketed(all);
            case MAX -> "\\max" + bracketed(all);
            case MIN -> "\\min" + bracketed(all);
            case ROUNDED -> "\\mathrm{rounded}" + bracketed(all);
        };
    }

    private static Term oneAnd(Term term) {
        return Term.sum(List.of(Term.number(1), term));
    }

    /// Lines of cases end with `\cr`: Markdown would eat one half of a double backslash.
    private String choice(Term.Choice choice) {
        var cases = new StringBuilder("\\begin{cases}");
        Term rest = choice;
        while (rest instanceof Term.Choice(var condition, var then, var otherwise)) {
            cases.append(write(then))
                    .append(" & \\text{if } ")
                    .append(comparison(condition))
                    .append(" \\cr ");
            rest = otherwise;
        }
        return cases.append(write(rest))
                .append(" & \\text{otherwise}\\end{cases}")
                .toString();
    }

    private String comparison(Term.Condition condition) {
        return write(condition.left()) + sign(condition.comparison()) + write(condition.right());
    }

    private static String sign(CompareFn comparison) {
        return switch (comparison) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " \\ne ";
            case LESS -> " \\lt ";
            case LESS_OR_EQUAL -> " \\le ";
            case GREATER -> " \\gt ";
            case GREATER_OR_EQUAL -> " \\ge ";
        };
    }

    /// Brackets grow only where they must: a formula within growing brackets can't be broken over lines.
    private static String bracketed(String inner) {
        boolean tall = inner.contains("\\frac") || inner.contains("\\begin") || inner.contains("\\sqrt");
        return tall ? "\\left(" + inner + "\\right)" : "(" + inner + ")";
    }
}
