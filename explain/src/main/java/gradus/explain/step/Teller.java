package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.type.Literal;
import gradus.explain.document.Check;
import gradus.explain.document.Line;
import gradus.explain.document.Section;
import gradus.explain.maths.Evaluation;
import gradus.explain.maths.Function;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes the lines of named nodes: symbol, formula with its operands, value.
final class Teller implements Operands {
    private static final double EXACT = 1e-12;

    private final Stage stage;
    private final Selection selection;
    private final Focus focus;
    private final Values values;
    private final Turn turn;
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final Formula formula = new Formula(this);

    /// Which turn of the same formulas is told.
    enum Turn {
        /// The step itself.
        STEP,
        /// The forward pass with the new parameters.
        AFTER
    }

    Teller(Stage stage, Selection selection, Focus focus, Values values, Turn turn) {
        this.stage = stage;
        this.selection = selection;
        this.focus = focus;
        this.values = values;
        this.turn = turn;
        List<Naming> all = stage.named().names().all();
        for (int i = 0; i < all.size(); i++) {
            numbers.put(all.get(i).node(), i + 1);
        }
    }

    @Override
    public Term term(Node node, int element) {
        Optional<Naming> naming = stage.named().names().of(node);
        if (naming.isPresent()) {
            boolean shown = selection.shows(node, element) && hasLine(node);
            Optional<String> line = shown ? Optional.of(id(node, element)) : Optional.empty();
            return new Term.Quantity(symbol(naming.get(), element), value(node, element), line);
        }
        return node.op() instanceof Leaf ? Term.number(value(node, element)) : formula.of(node, element);
    }

    /// Gives the symbol of an element; after the update all but the inputs and what is given are new.
    Symbol symbol(Naming naming, int element) {
        Symbol symbol = naming.symbol().apply(element);
        boolean changes = turn == Turn.AFTER
                && (!(naming.node().op() instanceof Leaf)
                        || stage.step()
                                .given()
                                .parameters()
                                .containsKey(naming.home().path()));
        return changes ? new Symbol.Next(symbol) : symbol;
    }

    /// Parameters and given numbers have no line of their own; inputs have.
    private boolean hasLine(Node node) {
        return stage.isSample(node) || !(node.op() instanceof Leaf);
    }

    @Override
    public double value(Node node, int element) {
        return values.get(node, element);
    }

    @Override
    public Term sum(List<Term> terms) {
        return Shortened.sum(terms, focus.terms());
    }

    @Override
    public Term extreme(Function function, List<Term> terms) {
        return Shortened.extreme(function, terms, focus.terms());
    }

    /// Gives the id of the line of an element.
    String id(Node node, int element) {
        String before = turn == Turn.STEP ? "n" : "after";
        return before + numbers.getOrDefault(node, 0) + "." + (element + 1);
    }

    /// Gives the line of an element.
    ///
    /// @param engine the engine's own value
    /// @param check another check than the formula itself
    Line line(Naming naming, int element, Optional<Double> engine, Optional<Check> check, String note) {
        double value = value(naming.node(), element);
        Term written = naming.node().op() instanceof Leaf ? Term.number(value) : formula.of(naming.node(), element);
        Check formulaCheck = check(written, value);
        boolean given = naming.node().op() instanceof Leaf;
        Optional<Check> shown = !formulaCheck.holds() ? Optional.of(formulaCheck) : check;
        if (shown.isEmpty() && !given) {
            shown = Optional.of(formulaCheck);
        }
        return new Line(id(naming.node(), element), symbol(naming, element), written, value, engine, shown, note);
    }

    /// Computes a formula and compares; sums of cancelling terms are judged by the size of their terms.
    static Check check(Term written, double value) {
        double found = Evaluation.of(written);
        double difference = Math.abs(found - value);
        double size = Math.max(Math.abs(found), Math.abs(value));
        boolean same = Double.compare(found, value) == 0 || found == value;
        boolean holds = same || difference <= EXACT * Math.max(size, Magnitude.of(written));
        double error = same || size == 0 ? 0 : difference / size;
        return new Check(Check.Kind.FORMULA, found, error, holds);
    }

    /// Gives what is not shown of a node, if anything.
    List<Section.Folded> folded(Naming naming) {
        Set<Integer> shown = selection.of(naming);
        int count = naming.count() - shown.size();
        if (count == 0) {
            return List.of();
        }
        Literal all = values.of(naming.node());
        double total = 0;
        double largest = 0;
        for (int e = 0; e < all.count(); e++) {
            if (!shown.contains(e)) {
                total += all.get(e);
                largest = Math.max(largest, Math.abs(all.get(e)));
            }
        }
        boolean adds = !(naming.node().op() instanceof Leaf);
        String path = naming.home().path();
        String how = (path.isEmpty() ? "" : "layer " + path + ", ") + "lines " + naming.count();
        return List.of(new Section.Folded(
                "more of “" + naming.title() + "”", count, adds ? Optional.of(total) : Optional.empty(), largest, how));
    }
}
