package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.type.Literal;
import gradus.explain.maths.Evaluation;
import gradus.explain.maths.Term;
import gradus.explain.render.Digits;
import gradus.explain.render.Form;
import gradus.explain.render.Unicode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a weight or unit in focus is and what its gradient is made of, in sentences.
final class FocusAnswer {
    private final Stage stage;
    private final Teller teller;
    private final Source source;
    private final Optional<Way> way;

    FocusAnswer(Stage stage, Teller teller, Source source, Optional<Way> way) {
        this.stage = stage;
        this.teller = teller;
        this.source = source;
        this.way = way;
    }

    /// Gives what comes before the sentences on what moves: the value of a unit, its gradient, or that there is
    /// none.
    List<String> before() {
        List<String> sentences = new ArrayList<>();
        if (!source.isWeight()) {
            sentences.add(value());
        }
        if (way.isEmpty()) {
            sentences.add(name() + " gets no gradient: it is frozen, or nothing that makes the loss depends on it.");
            return sentences;
        }
        double gradient = way.get().gradient();
        if (!source.isWeight()) {
            sentences.add("Its gradient is " + text(gradient)
                    + (gradient == 0
                            ? ", so a small change of it changes nothing."
                            : ", so a larger value would make the loss " + (gradient > 0 ? "larger." : "smaller.")));
        } else if (isStill()) {
            sentences.add(name() + " (" + source.naming().home().path() + ") stays, for its gradient is "
                    + text(gradient) + ".");
        }
        return sentences;
    }

    /// The value of a unit and its largest part; of several samples or places the smallest and the largest value.
    private String value() {
        Literal all = stage.values().of(source.node());
        int first = source.elements().iterator().next();
        String where = " (" + source.naming().home().path() + ") is ";
        if (source.elements().size() > 1) {
            var values = source.elements().stream().mapToDouble(all::get).summaryStatistics();
            return name() + where + text(values.getMin()) + " to " + text(values.getMax()) + " in "
                    + source.elements().size() + " samples or places.";
        }
        Term formula = formula(source.node(), first);
        String part =
                formula instanceof Term.Sum(var terms, var _) ? "; its largest part is " + written(largest(terms)) : "";
        return name() + where + text(all.get(first)) + part + ".";
    }

    /// Gives the gradient of a weight as what it multiplies and what comes back.
    List<String> why() {
        if (!source.isWeight() || way.isEmpty() || way.get().gradient() == 0) {
            return List.of();
        }
        Node adjoint = stage.step().adjoints().getOrDefault(source.node(), source.node());
        Term formula = formula(adjoint, source.elements().iterator().next());
        if (formula instanceof Term.Sum(var terms, var rest)) {
            int more = terms.size() + rest.map(Term.Rest::count).orElse(0);
            return List.of(
                    "Of the " + more + " parts of its gradient, " + written(largest(terms)) + " is the largest.");
        }
        return List.of("Its gradient is " + written(formula)
                + (formula instanceof Term.Product ? ": what it multiplies, times what comes back from behind." : "."));
    }

    private boolean isStill() {
        var updates = stage.step().made().update().updates();
        var change = updates.get(source.naming().home().path());
        return change == null
                || stage.value(change).get(source.elements().iterator().next()) == 0;
    }

    private Term formula(Node node, int element) {
        return stage.named()
                .names()
                .of(node)
                .map(naming -> teller.line(naming, element, Optional.empty(), Optional.empty(), "")
                        .formula())
                .orElseGet(() -> teller.term(node, element));
    }

    private static Term largest(List<Term> terms) {
        return terms.stream()
                .max(Comparator.comparingDouble(term -> Math.abs(Evaluation.of(term))))
                .orElseThrow();
    }

    private static String written(Term term) {
        String symbols = Unicode.term(term, Form.SYMBOLS, Digits.SIX);
        String numbers = Unicode.term(term, Form.NUMBERS, Digits.SIX);
        String value = text(Evaluation.of(term));
        return symbols + (numbers.equals(value) ? "" : " = " + numbers) + " = " + value;
    }

    private String name() {
        return Unicode.symbol(source.symbol());
    }

    private static String text(double number) {
        return Digits.SIX.text(number);
    }
}
