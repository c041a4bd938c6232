package gradus.explain.render;

import static gradus.explain.maths.Term.apply;
import static gradus.explain.maths.Term.number;
import static gradus.explain.maths.Term.product;

import gradus.explain.document.Agreement;
import gradus.explain.document.Check;
import gradus.explain.document.Drawing;
import gradus.explain.document.Explanation;
import gradus.explain.document.Heading;
import gradus.explain.document.Line;
import gradus.explain.document.Part;
import gradus.explain.document.Phase;
import gradus.explain.document.Section;
import gradus.explain.maths.Evaluation;
import gradus.explain.maths.Function;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Documents written by hand, line by line, from the worked examples of the field.
final class SampleDocuments {
    private static final Symbol LOSS = Symbol.of("C");

    private final Map<String, Line> lines = new LinkedHashMap<>();

    private SampleDocuments() {}

    /// A step of `y = kx` for the sample (2, 4) with the rate 0.1.
    static Explanation slope(int step, double k) {
        return new SampleDocuments().slopeOf(step, k);
    }

    /// The steps from k = 1.
    static List<Explanation> slopes(int count) {
        var steps = new ArrayList<Explanation>();
        double k = 1;
        for (int step = 1; step <= count; step++) {
            steps.add(slope(step, k));
            k = steps.getLast()
                    .find(Phase.UPDATE, new Symbol.Next(Symbol.of("k")))
                    .orElseThrow()
                    .value();
        }
        return steps;
    }

    private Explanation slopeOf(int step, double k) {
        Term x = Term.quantity(Symbol.of("x"), 2);
        Term y = Term.quantity(Symbol.of("y"), 4);
        Term slope = Term.quantity(Symbol.of("k"), k);
        var forward = section("forward", "Output ŷ", "f: y = kx", line("y", Symbol.of("ŷ"), product(slope, x)));
        Term error = new Term.Sum(List.of(use("y"), new Term.Negative(y)), Optional.empty());
        var loss = section("loss", "Loss C", "", line("C", LOSS, new Term.Power(error, number(2))));
        Symbol byOutput = LOSS.by(Symbol.of("ŷ"));
        Symbol bySlope = LOSS.by(Symbol.of("k"));
        var backward = section(
                "backward",
                "Chain rule",
                "",
                checked("dy", byOutput, product(number(2), error), 1e-11),
                checked("dk", bySlope, product(use("dy"), x), 2e-11));
        Term rate = Term.quantity(Symbol.of("η"), 0.1);
        Term moved = new Term.Sum(List.of(slope, new Term.Negative(product(rate, use("dk")))), Optional.empty());
        var update = section("update", "New slope k′", "", line("k'", new Symbol.Next(Symbol.of("k")), moved));
        var again = section("after", "Output ŷ", "", line("y'", Symbol.of("ŷ"), product(use("k'"), x)));
        Term less = new Term.Power(new Term.Sum(List.of(use("y'"), new Term.Negative(y)), Optional.empty()), number(2));
        var lossAgain = section("after-loss", "Loss C", "", line("C'", LOSS, less));
        var units = List.of(
                new Drawing.Unit(0, 0, "x", List.of(), List.of()),
                new Drawing.Unit(1, 0, "ŷ", List.of("y"), List.of("dy")));
        var drawing = new Drawing(units, List.of(new Drawing.Edge(0, 1, k, "dk", "k'")));
        var facts = new LinkedHashMap<String, String>();
        facts.put("network", "y = kx");
        facts.put("sample", "x = 2, y = 4");
        facts.put("loss", "squared error");
        facts.put("optimizer", "gradient descent, rate 0.1");
        var heading = new Heading(
                "Step " + step + " of y = kx",
                facts,
                List.of("k is the slope.", "C is the loss."),
                List.of("The loss falls from " + Digits.SIX.text(lines.get("C").value()) + " to "
                        + Digits.SIX.text(lines.get("C'").value()) + "."));
        return new Explanation(
                heading,
                List.of(
                        new Part(Phase.FORWARD, List.of(forward)),
                        new Part(Phase.LOSS, List.of(loss)),
                        new Part(Phase.BACKWARD, List.of(backward)),
                        new Part(Phase.UPDATE, List.of(update)),
                        new Part(Phase.AFTER, List.of(again, lossAgain))),
                drawing,
                new Agreement("float64", 7, 0, 2, 2e-11, 0, 0));
    }

    /// The step of the 3-2-1 network of sigmoids (x = 2, 3, −1; target 1; rate 0.1).
    static Explanation sigmoids() {
        return new SampleDocuments().sigmoidsOf();
    }

    private static final double[][] W1 = {{0.2, -0.5, 0.1}, {-0.3, 0.4, 0.2}};
    private static final double[] B1 = {0.3, -0.1};
    private static final double[] W2 = {0.5, 0.2};
    private static final double[] X = {2, 3, -1};

    private Explanation sigmoidsOf() {
        var parts = List.of(
                new Part(Phase.FORWARD, forward("", W1, B1, W2, 0.1)),
                new Part(Phase.LOSS, List.of(lossSection("loss", "a2.1", "C"))),
                new Part(Phase.BACKWARD, backward()),
                new Part(Phase.UPDATE, update()),
                new Part(Phase.AFTER, after()));
        var heading = new Heading(
                "Step 1 of a 3-2-1 network",
                facts(),
                List.of(
                        "z is a weighted input, a an activation, W a weight, b a bias, C the loss.",
                        "W¹[2,3] leads from the third input to the second unit of layer 1."),
                List.of(
                        "The loss falls from 0.169004 to 0.162694.",
                        "W²[1,2] moves most, up by 0.0114344: its gradient is negative."));
        return new Explanation(heading, parts, drawing(), new Agreement("float32", 31, 5.2e-8, 13, 4.1e-10, 0, 0));
    }

    private static Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("network", "3 inputs, 2 sigmoids, 1 sigmoid");
        facts.put("sample", "x = (2, 3, −1), target 1");
        facts.put("loss", "squared error (a − y)²");
        facts.put("optimizer", "gradient descent, rate 0.1");
        facts.put("numbers", "float32");
        return facts;
    }

    private List<Section> forward(String suffix, double[][] w1, double[] b1, double[] w2, double b2) {
        var sections = new ArrayList<Section>();
        sections.add(section(
                "z1" + suffix,
                "Weighted inputs z¹",
                "layers.0: Linear(3 → 2)",
                line("z1.1" + suffix, at("z", "1", 1), weighted(w1[0], b1[0], 1, suffix)),
                line("z1.2" + suffix, at("z", "1", 2), weighted(w1[1], b1[1], 2, suffix))));
        sections.add(section(
                "a1" + suffix,
                "Activations a¹ = σ(z¹)",
                "layers.1: sigmoid",
                line("a1.1" + suffix, at("a", "1", 1), apply(Function.SIGMOID, use("z1.1" + suffix))),
                line("a1.2" + suffix, at("a", "1", 2), apply(Function.SIGMOID, use("z1.2" + suffix)))));
        var products = new ArrayList<Term>();
        for (int j = 0; j < 2; j++) {
            products.add(product(
                    use("a1." + (j + 1) + suffix),
                    parameter("W2." + (j + 1), renewed(suffix, at("W", "2", 1, j + 1)), w2[j], suffix)));
        }
        products.add(parameter("b2.1", renewed(suffix, at("b", "2", 1)), b2, suffix));
        sections.add(section(
                "z2" + suffix,
                "Weighted inputs z²",
                "layers.2: Linear(2 → 1)",
                line("z2.1" + suffix, at("z", "2", 1), Term.sum(products))));
        sections.add(section(
                "a2" + suffix,
                "Activations a² = σ(z²)",
                "layers.3: sigmoid",
                line("a2.1" + suffix, at("a", "2", 1), apply(Function.SIGMOID, use("z2.1" + suffix)))));
        return sections;
    }

    private Term weighted(double[] row, double bias, int unit, String suffix) {
        var terms = new ArrayList<Term>();
        for (int i = 0; i < 3; i++) {
            Term weight = parameter("W1." + unit + (i + 1), renewed(suffix, at("W", "1", unit, i + 1)), row[i], suffix);
            terms.add(product(input(i), weight));
        }
        terms.add(parameter("b1." + unit, renewed(suffix, at("b", "1", unit)), bias, suffix));
        return Term.sum(terms);
    }

    private Term parameter(String id, Symbol symbol, double value, String suffix) {
        return suffix.isEmpty() ? Term.quantity(symbol, value) : use(id);
    }

    private static Symbol renewed(String suffix, Symbol parameter) {
        return suffix.isEmpty() ? parameter : new Symbol.Next(parameter);
    }

    private static Term input(int i) {
        return Term.quantity(at("a", "0", i + 1), X[i]);
    }

    private Section lossSection(String id, String output, String name) {
        Term error = new Term.Sum(
                List.of(use(output), new Term.Negative(Term.quantity(Symbol.of("y"), 1))), Optional.empty());
        return section(id, "Loss C = (a − y)²", "", line(name, LOSS, new Term.Power(error, number(2))));
    }

    private List<Section> backward() {
        Term error = new Term.Sum(
                List.of(use("a2.1"), new Term.Negative(Term.quantity(Symbol.of("y"), 1))), Optional.empty());
        var top = section(
                "delta2",
                "Error signal of layer 2",
                "layers.3: sigmoid",
                checked("dC/da2", LOSS.by(at("a", "2", 1)), product(number(2), error), 1.1e-11),
                line("da2/dz2", at("a", "2", 1).by(at("z", "2", 1)), slopeOfSigmoid("a2.1")),
                checked("delta2", LOSS.by(at("z", "2", 1)), product(use("dC/da2"), use("da2/dz2")), 2.3e-11));
        var weights2 = new ArrayList<Line>();
        for (int j = 1; j <= 2; j++) {
            weights2.add(
                    checked("dW2." + j, LOSS.by(at("W", "2", 1, j)), product(use("delta2"), use("a1." + j)), 3e-11));
        }
        weights2.add(checked("db2.1", LOSS.by(at("b", "2", 1)), use("delta2"), 1e-11));
        var below = new ArrayList<Line>();
        var weights1 = new ArrayList<Line>();
        for (int j = 1; j <= 2; j++) {
            Term weight = Term.quantity(at("W", "2", 1, j), W2[j - 1]);
            below.add(checked("dC/da1." + j, LOSS.by(at("a", "1", j)), product(use("delta2"), weight), 4.1e-10));
            below.add(line("da1/dz1." + j, at("a", "1", j).by(at("z", "1", j)), slopeOfSigmoid("a1." + j)));
            below.add(checked(
                    "delta1." + j, LOSS.by(at("z", "1", j)), product(use("dC/da1." + j), use("da1/dz1." + j)), 7e-12));
            for (int i = 1; i <= 3; i++) {
                weights1.add(checked(
                        "dW1." + j + i, LOSS.by(at("W", "1", j, i)), product(use("delta1." + j), input(i - 1)), 5e-11));
            }
            weights1.add(checked("db1." + j, LOSS.by(at("b", "1", j)), use("delta1." + j), 5e-11));
        }
        return List.of(
                top,
                new Section("dW2", "Gradients of W² and b²", "layers.2: Linear(2 → 1)", weights2, List.of(), ""),
                new Section("delta1", "Error signals of layer 1", "layers.1: sigmoid", below, List.of(), "δ is ∂C/∂z."),
                new Section("dW1", "Gradients of W¹ and b¹", "layers.0: Linear(3 → 2)", weights1, List.of(), ""));
    }

    private Term slopeOfSigmoid(String line) {
        return product(use(line), new Term.Sum(List.of(number(1), new Term.Negative(use(line))), Optional.empty()));
    }

    private List<Section> update() {
        var second = new ArrayList<Line>();
        for (int j = 1; j <= 2; j++) {
            second.add(moved("W2." + j, "W", "2", W2[j - 1], 1, j));
        }
        second.add(moved("b2.1", "b", "2", 0.1, 1));
        var first = new ArrayList<Line>();
        for (int j = 1; j <= 2; j++) {
            for (int i = 1; i <= 3; i++) {
                first.add(moved("W1." + j + i, "W", "1", W1[j - 1][i - 1], j, i));
            }
            first.add(moved("b1." + j, "b", "1", B1[j - 1], j));
        }
        return List.of(
                new Section("new1", "New W¹ and b¹", "layers.0: Linear(3 → 2)", first, List.of(), ""),
                new Section("new2", "New W² and b²", "layers.2: Linear(2 → 1)", second, List.of(), ""));
    }

    private Line moved(String id, String letter, String layer, double old, Integer... indices) {
        Term weight = Term.quantity(at(letter, layer, indices), old);
        Term rate = Term.quantity(Symbol.of("η"), 0.1);
        Term step = product(rate, use("d" + id));
        return line(
                id,
                new Symbol.Next(at(letter, layer, indices)),
                new Term.Sum(List.of(weight, new Term.Negative(step)), Optional.empty()));
    }

    private List<Section> after() {
        var sections = new ArrayList<>(forward("'", W1, B1, W2, 0.1));
        sections.add(lossSection("loss'", "a2.1'", "C'"));
        return sections;
    }

    private static Drawing drawing() {
        var units = new ArrayList<Drawing.Unit>();
        for (int i = 1; i <= 3; i++) {
            units.add(new Drawing.Unit(0, i - 1, "x" + i, List.of(), List.of()));
        }
        for (int j = 1; j <= 2; j++) {
            units.add(new Drawing.Unit(
                    1, j - 1, "a¹[" + j + "]", List.of("z1." + j, "a1." + j), List.of("dC/da1." + j, "delta1." + j)));
        }
        units.add(new Drawing.Unit(2, 0, "a²[1]", List.of("z2.1", "a2.1"), List.of("dC/da2", "delta2")));
        var edges = new ArrayList<Drawing.Edge>();
        for (int j = 1; j <= 2; j++) {
            for (int i = 1; i <= 3; i++) {
                edges.add(new Drawing.Edge(i - 1, 2 + j, W1[j - 1][i - 1], "dW1." + j + i, "W1." + j + i));
            }
            edges.add(new Drawing.Edge(2 + j, 5, W2[j - 1], "dW2." + j, "W2." + j));
        }
        return new Drawing(units, edges);
    }

    private static Symbol at(String letter, String layer, Integer... indices) {
        return new Symbol.Name(letter, layer, List.of(indices));
    }

    private Term use(String id) {
        Line line = lines.get(id);
        return new Term.Quantity(line.symbol(), line.value(), Optional.of(id));
    }

    private Line line(String id, Symbol symbol, Term formula) {
        return kept(new Line(id, symbol, formula, Evaluation.of(formula), Optional.empty(), Optional.empty(), ""));
    }

    private Line checked(String id, Symbol symbol, Term formula, double error) {
        double value = Evaluation.of(formula);
        var check = new Check(Check.Kind.CENTRAL_DIFFERENCE, value * (1 + error), error, true);
        return kept(new Line(id, symbol, formula, value, Optional.of((double) (float) value), Optional.of(check), ""));
    }

    private Line kept(Line line) {
        lines.put(line.id(), line);
        return line;
    }

    private static Section section(String id, String title, String place, Line... lines) {
        return new Section(id, title, place, List.of(lines), List.of(), "");
    }
}
