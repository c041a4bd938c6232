package gradus.explain.render;

import gradus.core.op.CompareFn;
import gradus.explain.document.Agreement;
import gradus.explain.document.Check;
import gradus.explain.document.Drawing;
import gradus.explain.document.Explanation;
import gradus.explain.document.Heading;
import gradus.explain.document.Line;
import gradus.explain.document.Part;
import gradus.explain.document.Phase;
import gradus.explain.document.Section;
import gradus.explain.maths.Function;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A document with everything that is rare: hostile names, numbers that are none, a check that fails, folded parts.
final class AwkwardDocument {
    /// A name of a column that tries to leave every format it is put into.
    static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)> `$` | }{ \\ & \"'\u001b[31m\n";

    private AwkwardDocument() {}

    static Explanation of() {
        Term large = Term.quantity(Symbol.of("x", 1), 1e300);
        Term hostile = new Term.Quantity(new Symbol.Name(HOSTILE, HOSTILE, List.of(1)), -0.5, Optional.of(HOSTILE));
        Term lost = new Term.Quantity(Symbol.of("lost"), 0.25, Optional.of("no such line"));
        Term folded = new Term.Sum(
                List.of(Term.product(large, hostile), new Term.Quotient(lost, hostile)),
                Optional.of(new Term.Rest(118, 0.0341)));
        var positive = new Term.Condition(hostile, CompareFn.GREATER_OR_EQUAL, Term.number(0));
        Term choice = new Term.Choice(positive, hostile, Term.product(Term.number(0.01), hostile));
        var wrong = new Check(Check.Kind.FORMULA, 3, 0.25, false);
        var lines = List.of(
                new Line(
                        HOSTILE,
                        new Symbol.Name(HOSTILE, HOSTILE, List.of(1)),
                        folded,
                        Double.NaN,
                        Optional.of(Double.POSITIVE_INFINITY),
                        Optional.empty(),
                        HOSTILE),
                new Line("choice", Symbol.of("r"), choice, 4, Optional.of(4.5), Optional.of(wrong), ""),
                new Line(
                        "root",
                        Symbol.of("s"),
                        Term.apply(Function.SQRT, lost),
                        0.5,
                        Optional.empty(),
                        Optional.empty(),
                        "A remark."));
        var rest = new Section.Folded(HOSTILE, 118, Optional.of(Double.NEGATIVE_INFINITY), 2, "layer " + HOSTILE);
        var section = new Section("s" + HOSTILE, HOSTILE, HOSTILE, lines, List.of(rest), HOSTILE);
        var heading = new Heading(HOSTILE, Map.of(HOSTILE, HOSTILE), List.of(HOSTILE), List.of(HOSTILE));
        var unit = new Drawing.Unit(0, 0, HOSTILE, List.of(HOSTILE), List.of());
        var drawing = new Drawing(
                List.of(unit, new Drawing.Unit(1, 0, "ŷ", List.of("choice"), List.of("no such line"))),
                List.of(new Drawing.Edge(0, 1, Double.NaN, "", HOSTILE)));
        return new Explanation(
                heading,
                List.of(new Part(Phase.FORWARD, List.of(section))),
                drawing,
                new Agreement(HOSTILE, 1, Double.NaN, 0, 0, 3, 1));
    }
}
