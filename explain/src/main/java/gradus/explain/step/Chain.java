package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.type.Literal;
import gradus.explain.document.Line;
import gradus.explain.document.Section;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import gradus.explain.render.Digits;
import gradus.explain.render.Unicode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells the way of the numbers in focus to the loss: the strongest chain of single numbers with each factor as a line,
/// and for each layer behind them the sum over all chains.
final class Chain {
    private static final Symbol LOSS = Symbol.of("C");
    private static final double ALL = 1e-9;

    /// The most numbers of a chain that a sentence names.
    private static final int MOST_LINKS = 10;

    private final Stage stage;
    private final Selection selection;
    private final Teller teller;
    private final Focus focus;
    private final Way way;
    private final List<Link> links = new ArrayList<>();
    private final List<Line> factors = new ArrayList<>();

    /// A number of the strongest chain.
    private record Link(Node node, int element) {}

    Chain(Stage stage, Selection selection, Teller teller, Focus focus, Way way) {
        this.stage = stage;
        this.selection = selection;
        this.teller = teller;
        this.focus = focus;
        this.way = way;
        follow();
    }

    /// From the loss back to the source, at each number to the operand through which most of the gradient goes.
    private void follow() {
        Link at = new Link(way.top(), 0);
        links.add(at);
        while (at.node() != way.source().node()) {
            LocalSlopes local = new LocalSlopes(stage, teller, at.node(), at.element());
            Optional<Link> next = strongest(local);
            if (next.isEmpty()) {
                links.clear();
                factors.clear();
                return;
            }
            factors.add(factor(local, at, next.get()));
            at = next.get();
            links.add(at);
        }
    }

    private Optional<Link> strongest(LocalSlopes local) {
        Optional<Link> best = Optional.empty();
        double most = 0;
        for (Node operand : local.operands()) {
            if (way.passes(operand)) {
                Literal derivatives = local.by(operand);
                for (int e = 0; e < derivatives.count(); e++) {
                    double part = Math.abs(derivatives.get(e) * way.slope(operand, e));
                    if (part > most) {
                        most = part;
                        best = Optional.of(new Link(operand, e));
                    }
                }
            }
        }
        return best;
    }

    private Line factor(LocalSlopes local, Link at, Link next) {
        Term formula = local.formula(next.node(), next.element());
        double value = local.by(next.node()).get(next.element());
        return new Line(
                "chain" + (factors.size() + 1),
                symbol(at).by(symbol(next)),
                formula,
                value,
                Optional.empty(),
                Optional.of(Teller.check(formula, value)),
                "");
    }

    private Symbol symbol(Link link) {
        return symbol(link.node(), link.element());
    }

    private Symbol symbol(Node node, int element) {
        return stage.named()
                .names()
                .of(node)
                .map(naming -> naming.symbol().apply(element))
                .orElseThrow(() -> new IllegalStateException("chain: no name of " + node));
    }

    /// The part of the gradient that goes along the strongest chain.
    private double product() {
        double product = 1;
        for (Line factor : factors) {
            product *= factor.value();
        }
        return product;
    }

    private boolean isAll() {
        return Math.abs(product() - way.ofLoss()) <= ALL * Math.abs(way.ofLoss());
    }

    private Symbol gradient() {
        return LOSS.by(way.source().symbol());
    }

    /// Gives the sections, none where nothing the numbers do reaches the loss.
    List<Section> sections() {
        if (links.isEmpty()) {
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        sections.add(strongest());
        List<Line> whole = new ArrayList<>();
        int beside = 0;
        for (Node node : way.nodes().reversed()) {
            if (node == way.top()) {
                continue;
            }
            if (way.isWhole(node)) {
                whole.add(through(node));
            } else {
                beside++;
            }
        }
        if (!whole.isEmpty()) {
            String note = beside == 0
                    ? ""
                    : beside + " groups of numbers on side paths are not listed, for each of them carries a part only.";
            sections.add(new Section(
                    "ways",
                    "All ways of " + name() + " to the loss, layer by layer: the parts add up to the gradient",
                    "",
                    whole,
                    List.of(),
                    note));
        }
        return sections;
    }

    private Section strongest() {
        List<Line> lines = new ArrayList<>(factors);
        List<Term> product = new ArrayList<>();
        factors.forEach(line -> product.add(new Term.Quantity(line.symbol(), line.value(), Optional.of(line.id()))));
        Term formula = product.size() == 1 ? product.getFirst() : new Term.Product(product);
        double value = product();
        lines.add(new Line(
                "chain",
                isAll() ? gradient() : new Symbol.Of("part", gradient()),
                formula,
                value,
                Optional.empty(),
                Optional.of(Teller.check(formula, value)),
                ""));
        String title = (isAll() ? "The way of " : "The strongest way of ") + name() + " to the loss: " + path();
        return new Section("chain", title, "", lines, List.of(), carried());
    }

    private String carried() {
        return isAll()
                ? "It is the only way, so the product of its factors is the gradient."
                : "It carries " + text(product()) + " of the gradient " + text(way.ofLoss())
                        + "; the other ways together carry " + text(way.ofLoss() - product()) + ".";
    }

    /// One group of numbers that all ways pass: what goes through each, adding up to the gradient.
    private Line through(Node node) {
        List<Term> parts = new ArrayList<>();
        double value = 0;
        for (int e : way.elements(node)) {
            parts.add(part(node, e));
            value += way.part(node, e);
        }
        Term formula = Shortened.sum(parts, focus.terms());
        return new Line(
                "way" + teller.id(node, 0),
                gradient(),
                formula,
                value,
                Optional.of(way.ofLoss()),
                Optional.of(Teller.check(formula, value)),
                "");
    }

    private Term part(Node node, int element) {
        Node adjoint = stage.step().adjoints().getOrDefault(node, node);
        Optional<String> line =
                selection.shows(adjoint, element) ? Optional.of(teller.id(adjoint, element)) : Optional.empty();
        Symbol symbol = symbol(node, element);
        return new Term.Product(List.of(
                new Term.Quantity(LOSS.by(symbol), stage.values().get(adjoint, element), line),
                Term.quantity(symbol.by(way.source().symbol()), way.slope(node, element))));
    }

    /// Gives what carries the gradient, in a sentence.
    String sentence() {
        if (links.isEmpty()) {
            String last = stage.named().names().of(way.end()).map(Naming::title).orElse(name());
            return "Its way ends at “" + last + "”: nothing behind answers to it here, so its gradient is 0.";
        }
        return isAll()
                ? "Its only way to the loss is " + path() + "."
                : "Its strongest way to the loss, " + path() + ", carries " + text(product()) + " of the gradient "
                        + text(way.ofLoss()) + ".";
    }

    /// The strongest chain from the source to the loss; of a long one its ends.
    private String path() {
        List<String> names =
                links.reversed().stream().map(link -> text(symbol(link))).toList();
        if (names.size() > MOST_LINKS) {
            List<String> ends = new ArrayList<>(names.subList(0, MOST_LINKS / 2));
            ends.add("… " + (names.size() - MOST_LINKS) + " more");
            ends.addAll(names.subList(names.size() - MOST_LINKS / 2, names.size()));
            names = ends;
        }
        return names.stream().collect(Collectors.joining(" → "));
    }

    private String name() {
        return text(way.source().symbol());
    }

    private static String text(Symbol symbol) {
        return Unicode.symbol(symbol);
    }

    private static String text(double number) {
        return Digits.SIX.text(number);
    }
}
