package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.explain.maths.Function;
import gradus.explain.maths.Quantities;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which elements of named nodes a formula reads, of long sums those of the largest terms.
final class Reads implements Operands {
    private final Stage stage;
    private final int terms;
    private final List<Read> seen = new ArrayList<>();

    /// An element of a named node.
    record Read(Naming naming, int element) {}

    Reads(Stage stage, int terms) {
        this.stage = stage;
        this.terms = terms;
    }

    /// Gives what the formula of an element reads, in the order of the formula.
    List<Read> of(Node node, int element) {
        return of(node.op() instanceof Leaf ? Term.number(0) : new Formula(this).of(node, element));
    }

    /// Gives what a formula made of these operands reads.
    List<Read> of(Term formula) {
        return Quantities.linked(formula).stream()
                .map(quantity -> seen.get(Integer.parseInt(quantity.line().orElseThrow())))
                .distinct()
                .toList();
    }

    @Override
    public Term term(Node node, int element) {
        Optional<Naming> naming = stage.named().names().of(node);
        if (naming.isPresent()) {
            seen.add(new Read(naming.get(), element));
            Symbol symbol = naming.get().symbol().apply(element);
            return new Term.Quantity(symbol, value(node, element), Optional.of(Integer.toString(seen.size() - 1)));
        }
        return node.op() instanceof Leaf ? Term.number(value(node, element)) : new Formula(this).of(node, element);
    }

    @Override
    public double value(Node node, int element) {
        return stage.values().get(node, element);
    }

    @Override
    public Term sum(List<Term> all) {
        return Shortened.sum(all, terms);
    }

    @Override
    public Term extreme(Function function, List<Term> all) {
        return Shortened.extreme(function, all, terms);
    }
}
