package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.op.CompareFn;
import gradus.core.op.Fused;
import gradus.explain.document.Check;
import gradus.explain.document.Line;
import gradus.explain.maths.Evaluation;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cross-entropy of a softmax, factor by factor: `∂ℓ/∂p_y = −1/p_y` and `∂p_y/∂z_j = p_y([j = y] − p_j)`, whose product
/// is `p_j − [j = y]`.
///
/// @param stage the step
/// @param entropy the node of the cross-entropies
/// @param softmax the node of the probabilities
record Softmaxed(Stage stage, Node entropy, Node softmax) {
    /// The largest relative error of a check; `1 − p` cancels where p is near 1.
    private static final double NEAR = 1e-6;

    /// Finds the cross-entropy of which a node is the logits.
    static Optional<Softmaxed> of(Stage stage, Node logits) {
        Optional<Node> entropy = stage.named().phases().loss().stream()
                .filter(node -> node.op() instanceof Fused.CrossEntropy && node.input(0) == logits)
                .findFirst();
        Optional<Node> softmax = stage.named().phases().backward().stream()
                .filter(node -> node.op() instanceof Fused.Softmax && node.input(0) == logits)
                .filter(node -> stage.named().names().of(node).isPresent())
                .findFirst();
        return entropy.flatMap(node -> softmax.map(p -> new Softmaxed(stage, node, p)));
    }

    /// Gives the factors of the gradient by a logit.
    List<Line> factors(Teller teller, int e) {
        int classes = softmax.type().shape().size(-1);
        int sample = e / classes;
        int right = sample * classes + (int) teller.value(entropy.input(1), sample);
        Term wanted = teller.term(softmax, right);
        Symbol loss = symbol(entropy, sample);
        List<Line> lines = new ArrayList<>();
        Term first = new Term.Negative(new Term.Quotient(Term.number(1), wanted));
        if (e % classes == 0) {
            lines.add(line("l" + teller.id(entropy, sample), loss.by(symbol(softmax, right)), first, Optional.empty()));
        }
        Term same =
                new Term.Condition(Term.number(e % classes), CompareFn.EQUAL, teller.term(entropy.input(1), sample));
        Term slope = new Term.Product(List.of(
                wanted, new Term.Sum(List.of(same, new Term.Negative(teller.term(softmax, e))), Optional.empty())));
        lines.add(line(
                "p" + teller.id(softmax, e),
                symbol(softmax, right).by(symbol(softmax.input(0), e)),
                slope,
                check(teller, sample, e, Evaluation.of(first), Evaluation.of(slope))));
        return lines;
    }

    /// The engine's gradient by the logit, divided by the other factors; none where nothing flows.
    private Optional<Check> check(Teller teller, int sample, int e, double first, double slope) {
        Node flow = stage.step().adjoints().get(entropy);
        Node gradient = stage.step().adjoints().get(softmax.input(0));
        if (flow == null || gradient == null || teller.value(flow, sample) == 0) {
            return Optional.empty();
        }
        double found = teller.value(gradient, e) / (teller.value(flow, sample) * first);
        double size = Math.max(Math.abs(found), Math.abs(slope));
        double error = size == 0 ? 0 : Math.abs(found - slope) / size;
        return Optional.of(new Check(Check.Kind.FORMULA, found, error, error <= NEAR));
    }

    private Symbol symbol(Node node, int element) {
        return stage.named()
                .names()
                .of(node)
                .map(naming -> naming.symbol().apply(element))
                .orElse(Symbol.of("ℓ"));
    }

    private static Line line(String id, Symbol symbol, Term formula, Optional<Check> check) {
        return new Line(id, symbol, formula, Evaluation.of(formula), Optional.empty(), check, "");
    }
}
