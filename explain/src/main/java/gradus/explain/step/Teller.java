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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        boolean isInput = stage.step().given().batch().values().stream().anyMatch(part -> part.node() == node);
        return isInput || !(node.op() instanceof Leaf);
    }

    @Override
    public double value(Node node, int element) {
        return values.get(node, element);
    }

    @Override
    public Term sum(List<Term> terms) {
        List<Term> there = Simple.withoutZeros(terms);
        if (there.isEmpty()) {
            return Term.number(0);
        }
        return there.size() <= focus.terms() ? Term.sum(there) : shortened(there);
    }

    @Override
    public Term extreme(Function function, List<Term> terms) {
        if (terms.size() <= focus.terms()) {
            return Simple.extreme(function, terms);
        }
        double way = function == Function.MAX ? -1 : 1;
        List<Term> order = new ArrayList<>(terms);
        order.sort(Comparator.comparingDouble(term -> way * Evaluation.of(term)));
        List<Term> shown = new ArrayList<>(order.subList(0, focus.terms()));
        String rest = (order.size() - shown.size()) + " more, the next";
        shown.add(Term.quantity(Symbol.of(rest), Evaluation.of(order.get(shown.size()))));
        return Simple.extreme(function, shown);
    }

    /// Keeps the largest terms and folds the rest.
    private Term shortened(List<Term> terms) {
        List<Integer> order = new ArrayList<>();
        double[] sizes = new double[terms.size()];
        for (int i = 0; i < sizes.length; i++) {
            order.add(i);
            sizes[i] = Evaluation.of(terms.get(i));
        }
        order.sort(Comparator.comparingDouble((Integer i) -> -Math.abs(sizes[i])));
        Set<Integer> shown = new TreeSet<>(order.subList(0, focus.terms()));
        List<Term> largest = new ArrayList<>();
        shown.forEach(i -> largest.add(terms.get(i)));
        double total = 0;
        for (int i = 0; i < sizes.length; i++) {
            total += shown.contains(i) ? 0 : sizes[i];
        }
        return new Term.Sum(largest, Optional.of(new Term.Rest(terms.size() - shown.size(), total)));
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
        String path = naming.home().path();
        String how = path.isEmpty() ? "--lines " + naming.count() : "--layer " + path + " --lines " + naming.count();
        return List.of(new Section.Folded("more of “" + naming.title() + "”", count, total, largest, how));
    }
}
