package gradus.explain.render;

import static gradus.explain.maths.Term.apply;
import static gradus.explain.maths.Term.number;
import static gradus.explain.maths.Term.product;
import static gradus.explain.maths.Term.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.op.CompareFn;
import gradus.explain.maths.Function;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Symbols, numbers and formulas as Unicode text and as LaTeX.
final class TermWritingTest {
    private static final Symbol LOSS = Symbol.of("C");
    private static final Term A = Term.quantity(Symbol.of("a"), 0.5);
    private static final Term B = Term.quantity(Symbol.of("b"), -2);
    private static final Term Z = Term.quantity(name("z", "1", 2), -0.9);
    private static final Term SLOPE = Term.quantity(LOSS.by(name("z", "1", 2)), 3.25e-7);

    @ParameterizedTest
    @MethodSource
    void symbols_read_as_in_a_textbook(Symbol symbol, String text, String latex) {
        assertThat(Unicode.symbol(symbol)).isEqualTo(text);
        assertThat(Latex.symbol(symbol)).isEqualTo(latex);
    }

    static Stream<Arguments> symbols_read_as_in_a_textbook() {
        return Stream.of(
                Arguments.of(Symbol.of("k"), "k", "k"),
                Arguments.of(name("z", "1", 1), "z¹[1]", "z^{1}_{1}"),
                Arguments.of(name("W", "12", 2, 10), "W¹²[2,10]", "W^{12}_{2,10}"),
                Arguments.of(name("h", "t−1", 3), "h^(t−1)[3]", "h^{t-1}_{3}"),
                Arguments.of(name("z", "1,t=12", 3), "z^(1,t=12)[3]", "z^{1,t=12}_{3}"),
                Arguments.of(name("c₁", ""), "c₁", "c_{1}"),
                Arguments.of(name("v12", "1", 3), "v12¹[3]", "\\mathrm{v12}^{1}_{3}"),
                Arguments.of(name("h", "(2)"), "h⁽²⁾", "h^{(2)}"),
                Arguments.of(name("W", "encoder.0", 1), "W^(encoder.0)[1]", "W^{{\\text{encoder.0}}}_{1}"),
                Arguments.of(Symbol.of("ŷ", 1), "ŷ[1]", "\\hat{y}_{1}"),
                Arguments.of(Symbol.of("m\u0302"), "m\u0302", "\\hat{m}"),
                Arguments.of(name("W′", "1", 1, 2), "W′¹[1,2]", "W'^{1}_{1,2}"),
                Arguments.of(new Symbol.Next(name("W", "1", 1, 2)), "W′¹[1,2]", "W'^{1}_{1,2}"),
                Arguments.of(new Symbol.Of("m\u0302", name("b", "1", 2)), "m\u0302(b¹[2])", "\\hat{m}_{b^{1}_{2}}"),
                Arguments.of(new Symbol.Next(new Symbol.Of("v", Symbol.of("k"))), "v′(k)", "v'_{k}"),
                Arguments.of(new Symbol.Of("Δ", name("W", "1", 2, 3)), "ΔW¹[2,3]", "\\Delta W^{1}_{2,3}"),
                Arguments.of(
                        new Symbol.Of("m", LOSS.by(Symbol.of("k"))),
                        "m(∂C/∂k)",
                        "m\\left(\\frac{\\partial C}{\\partial k}\\right)"),
                Arguments.of(
                        new Symbol.Next(LOSS.by(Symbol.of("k"))),
                        "(∂C/∂k)′",
                        "\\left(\\frac{\\partial C}{\\partial k}\\right)'"),
                Arguments.of(Symbol.of("δ"), "δ", "\\delta"),
                Arguments.of(Symbol.of("ΔW"), "ΔW", "\\Delta W"),
                Arguments.of(Symbol.of("loss"), "loss", "\\mathrm{loss}"),
                Arguments.of(Symbol.of("bill_mm"), "bill_mm", "{\\text{bill}\\_\\text{mm}}"),
                Arguments.of(
                        Symbol.of("}\\href{x}`"),
                        "}\\href{x}`",
                        "{\\}\\backslash \\text{href}\\{\\text{x}\\}\\text{ }}"),
                Arguments.of(
                        LOSS.by(name("W", "2", 1, 1)), "∂C/∂W²[1,1]", "\\frac{\\partial C}{\\partial W^{2}_{1,1}}"),
                Arguments.of(
                        LOSS.by(Symbol.of("a")).by(Symbol.of("b")),
                        "∂(∂C/∂a)/∂b",
                        "\\frac{\\partial}{\\partial b}\\left(\\frac{\\partial C}{\\partial a}\\right)"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "-0.5, −0.5",
        "0.1, 0.1",
        "100, 100",
        "0.28905049737, 0.28905",
        "123456.7, 123457",
        "1234567, 1.23457e6",
        "0.00012345678, 0.000123457",
        "0.000099999999, 0.0001",
        "0.00001234, 1.234e-5",
        "-1e-300, −1e-300",
        "1e300, 1e300",
        "NaN, NaN",
        "Infinity, ∞",
        "-Infinity, −∞"
    })
    void numbers_have_six_significant_digits(double value, String text) {
        assertThat(Digits.SIX.text(value)).isEqualTo(text);
    }

    @Test
    void as_many_digits_as_asked_for() {
        assertThat(new Digits(2).text(0.28905)).isEqualTo("0.29");
        assertThat(new Digits(17).text(0.1)).isEqualTo("0.1");
        assertThat(new Digits(17).text(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(new Digits(10).text(1234567890)).isEqualTo("1234567890");
        assertThatThrownBy(() -> new Digits(0))
                .hasMessage(
                        "digits: a number is written with 1 to 17 significant digits, got 0; 6 are usual, 17 tell any two numbers of float64 apart");
    }

    @Test
    void powers_of_ten_are_written_out_in_latex() {
        assertThat(Digits.SIX.latex(-3.25e-7)).isEqualTo("-3.25\\times10^{-7}");
        assertThat(Digits.SIX.latex(Double.NEGATIVE_INFINITY)).isEqualTo("-\\infty");
        assertThat(Digits.SIX.latex(Double.NaN)).isEqualTo("\\mathrm{NaN}");
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void formulas_as_text(Term term, String symbols, String numbers, String latexSymbols, String latexNumbers) {
        assertThat(Unicode.term(term, Form.SYMBOLS, Digits.SIX)).isEqualTo(symbols);
        assertThat(Unicode.term(term, Form.NUMBERS, Digits.SIX)).isEqualTo(numbers);
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void formulas_as_latex(Term term, String symbols, String numbers, String latexSymbols, String latexNumbers) {
        assertThat(Latex.term(term, Form.SYMBOLS, Digits.SIX)).isEqualTo(latexSymbols);
        assertThat(Latex.term(term, Form.NUMBERS, Digits.SIX)).isEqualTo(latexNumbers);
    }

    static Stream<Arguments> formulas() {
        return Stream.of(sums(), products(), powers(), functions(), choices()).flatMap(each -> each);
    }

    private static Stream<Arguments> sums() {
        return Stream.of(
                row(sum(List.of(A, B)), "a + b", "0.5 − 2", "a + b", "0.5 - 2"),
                row(sum(List.of(B, A)), "b + a", "−2 + 0.5", "b + a", "-2 + 0.5"),
                row(minus(A, B), "a − b", "0.5 − (−2)", "a - b", "0.5 - (-2)"),
                row(minus(A, sum(List.of(A, B))), "a − (a + b)", "0.5 − (0.5 − 2)", "a - (a + b)", "0.5 - (0.5 - 2)"),
                row(
                        sum(List.of(A, product(B, A))),
                        "a + b · a",
                        "0.5 + (−2) · 0.5",
                        "a + b \\cdot a",
                        "0.5 + (-2) \\cdot 0.5"),
                row(new Term.Negative(B), "−b", "−(−2)", "-b", "-(-2)"),
                row(new Term.Sum(List.of(), Optional.empty()), "0", "0", "0", "0"),
                row(
                        new Term.Sum(List.of(A, B), Optional.of(new Term.Rest(118, 0.0341))),
                        "a + b + (… 118 more)",
                        "0.5 − 2 + (… 118 more = 0.0341)",
                        "a + b + (\\ldots\\text{ 118 more})",
                        "0.5 - 2 + (\\ldots\\text{ 118 more} = 0.0341)"));
    }

    private static Stream<Arguments> products() {
        return Stream.of(
                row(product(A, B), "a · b", "0.5 · (−2)", "a \\cdot b", "0.5 \\cdot (-2)"),
                row(
                        product(number(2), minus(A, B)),
                        "2 · (a − b)",
                        "2 · (0.5 − (−2))",
                        "2 \\cdot (a - b)",
                        "2 \\cdot (0.5 - (-2))"),
                row(
                        product(A, product(B, A)),
                        "a · b · a",
                        "0.5 · (−2) · 0.5",
                        "a \\cdot b \\cdot a",
                        "0.5 \\cdot (-2) \\cdot 0.5"),
                row(
                        product(SLOPE, A),
                        "∂C/∂z¹[2] · a",
                        "3.25e-7 · 0.5",
                        "\\frac{\\partial C}{\\partial z^{1}_{2}} \\cdot a",
                        "3.25\\times10^{-7} \\cdot 0.5"),
                row(new Term.Product(List.of()), "1", "1", "1", "1"),
                row(product(B), "b", "−2", "b", "-2"),
                row(new Term.Quotient(A, B), "a / b", "0.5 / (−2)", "\\frac{a}{b}", "\\frac{0.5}{-2}"),
                row(
                        new Term.Quotient(sum(List.of(A, B)), product(A, B)),
                        "(a + b) / (a · b)",
                        "(0.5 − 2) / (0.5 · (−2))",
                        "\\frac{a + b}{a \\cdot b}",
                        "\\frac{0.5 - 2}{0.5 \\cdot (-2)}"),
                row(
                        product(A, new Term.Quotient(SLOPE, A)),
                        "a · ((∂C/∂z¹[2]) / a)",
                        "0.5 · (3.25e-7 / 0.5)",
                        "a \\cdot \\frac{\\frac{\\partial C}{\\partial z^{1}_{2}}}{a}",
                        "0.5 \\cdot \\frac{3.25\\times10^{-7}}{0.5}"));
    }

    private static Stream<Arguments> powers() {
        return Stream.of(
                row(new Term.Power(A, number(2)), "a²", "0.5²", "a^{2}", "0.5^{2}"),
                row(new Term.Power(B, number(-1)), "b⁻¹", "(−2)⁻¹", "b^{-1}", "(-2)^{-1}"),
                row(new Term.Power(Z, number(2)), "(z¹[2])²", "(−0.9)²", "(z^{1}_{2})^{2}", "(-0.9)^{2}"),
                row(new Term.Power(A, B), "a^b", "0.5⁻²", "a^{b}", "0.5^{-2}"),
                row(new Term.Power(A, minus(A, B)), "a^(a − b)", "0.5^(0.5 − (−2))", "a^{a - b}", "0.5^{0.5 - (-2)}"),
                row(new Term.Power(A, number(0.5)), "a^0.5", "0.5^0.5", "a^{0.5}", "0.5^{0.5}"),
                row(
                        new Term.Power(SLOPE, number(2)),
                        "(∂C/∂z¹[2])²",
                        "(3.25e-7)²",
                        "\\left(\\frac{\\partial C}{\\partial z^{1}_{2}}\\right)^{2}",
                        "(3.25\\times10^{-7})^{2}"));
    }

    private static Stream<Arguments> functions() {
        return Stream.of(
                row(apply(Function.SIGMOID, Z), "σ(z¹[2])", "σ(−0.9)", "\\sigma(z^{1}_{2})", "\\sigma(-0.9)"),
                row(
                        product(A, apply(Function.EXPM1, B)),
                        "a · (exp(b) − 1)",
                        "0.5 · (exp(−2) − 1)",
                        "a \\cdot (e^{b} - 1)",
                        "0.5 \\cdot (e^{-2} - 1)"),
                row(
                        apply(Function.SQRT, sum(List.of(A, B))),
                        "√(a + b)",
                        "√(0.5 − 2)",
                        "\\sqrt{a + b}",
                        "\\sqrt{0.5 - 2}"),
                row(apply(Function.LOG1P, B), "ln(1 + b)", "ln(1 − 2)", "\\ln(1 + b)", "\\ln(1 - 2)"),
                row(apply(Function.MAX, A, B), "max(a, b)", "max(0.5, −2)", "\\max(a, b)", "\\max(0.5, -2)"),
                row(
                        apply(Function.ABS, B),
                        "|b|",
                        "|−2|",
                        "\\left\\vert b\\right\\vert",
                        "\\left\\vert -2\\right\\vert"),
                row(
                        apply(Function.LOG, new Term.Quotient(A, A)),
                        "ln(a / a)",
                        "ln(0.5 / 0.5)",
                        "\\ln\\left(\\frac{a}{a}\\right)",
                        "\\ln\\left(\\frac{0.5}{0.5}\\right)"));
    }

    private static Stream<Arguments> choices() {
        var positive = new Term.Condition(B, CompareFn.GREATER, number(0));
        var small = new Term.Condition(B, CompareFn.LESS_OR_EQUAL, A);
        return Stream.of(
                row(
                        product(A, positive),
                        "a · [b > 0]",
                        "0.5 · [−2 > 0]",
                        "a \\cdot [b \\gt 0]",
                        "0.5 \\cdot [-2 \\gt 0]"),
                row(
                        new Term.Choice(positive, A, product(number(0.01), B)),
                        "{a if b > 0; 0.01 · b otherwise}",
                        "{0.5 if −2 > 0; 0.01 · (−2) otherwise}",
                        "\\begin{cases}a & \\text{if } b \\gt 0 \\cr 0.01 \\cdot b & \\text{otherwise}\\end{cases}",
                        "\\begin{cases}0.5 & \\text{if } -2 \\gt 0 \\cr 0.01 \\cdot (-2) & \\text{otherwise}\\end{cases}"),
                row(
                        new Term.Choice(positive, A, new Term.Choice(small, B, number(0))),
                        "{a if b > 0; b if b ≤ a; 0 otherwise}",
                        "{0.5 if −2 > 0; −2 if −2 ≤ 0.5; 0 otherwise}",
                        "\\begin{cases}a & \\text{if } b \\gt 0 \\cr b & \\text{if } b \\le a \\cr 0 & \\text{otherwise}\\end{cases}",
                        "\\begin{cases}0.5 & \\text{if } -2 \\gt 0 \\cr -2 & \\text{if } -2 \\le 0.5 \\cr 0 & \\text{otherwise}\\end{cases}"));
    }

    private static Arguments row(Term term, String symbols, String numbers, String latexSymbols, String latexNumbers) {
        return Arguments.of(term, symbols, numbers, latexSymbols, latexNumbers);
    }

    private static Term minus(Term left, Term right) {
        return new Term.Sum(List.of(left, new Term.Negative(right)), Optional.empty());
    }

    private static Symbol name(String letter, String layer, Integer... indices) {
        return new Symbol.Name(letter, layer, List.of(indices));
    }
}
