package gradus.explain.step;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.explain.document.Line;
import gradus.explain.maths.Symbol;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The factors of the chain rule one by one: how an activation answers to its weighted input, a weighted input to a
/// weight.
final class ChainRule {
    private final Stage stage;
    private final Selection selection;
    private final Teller teller;
    private final Map<Node, Slope> slopes = new HashMap<>();

    /// The local derivative of a named node by another that it is an element-wise function of.
    ///
    /// @param result the node
    /// @param input the other
    /// @param derivative the node of the derivative
    private record Slope(Naming result, Naming input, Node derivative) {}

    ChainRule(Stage stage, Selection selection, Teller teller) {
        this.stage = stage;
        this.selection = selection;
        this.teller = teller;
        for (Node node : stage.named().phases().forward()) {
            stage.named()
                    .names()
                    .of(node)
                    .flatMap(this::slope)
                    .ifPresent(slope -> slopes.put(slope.input().node(), slope));
        }
    }

    /// A named node that is an element-wise function of one other named node alone, such as an activation.
    private Optional<Slope> slope(Naming result) {
        if (!result.node().type().dtype().isFloating() || !(result.node().op() instanceof Elementwise)) {
            return Optional.empty();
        }
        List<Node> ends = new ArrayList<>();
        if (!collect(result.node(), ends) || ends.size() != 1) {
            return Optional.empty();
        }
        Node input = ends.getFirst();
        boolean flows = stage.step().adjoints().containsKey(input);
        return stage.named().names().of(input).filter(_ -> flows).map(naming -> {
            Node sum = Build.sum(result.node(), axes(result.node()));
            return new Slope(result, naming, Gradients.of(sum, List.of(input)).getFirst());
        });
    }

    private static List<Integer> axes(Node node) {
        return IntStream.range(0, node.type().shape().rank()).boxed().toList();
    }

    /// Collects the named nodes that an element-wise formula reads; false if something else than element-wise
    /// operations lies between.
    private boolean collect(Node node, List<Node> ends) {
        for (Node input : node.inputs()) {
            boolean named = stage.named().names().of(input).isPresent();
            boolean same = input.type().shape().equals(node.type().shape());
            if (named && same) {
                if (!ends.contains(input)) {
                    ends.add(input);
                }
            } else if (!isConstant(input) && (!(input.op() instanceof Elementwise) || !collect(input, ends))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isConstant(Node node) {
        return Graph.order(List.of(node)).stream()
                .allMatch(n ->
                        n.op() instanceof Leaf.Fill || n.op() instanceof Leaf.Constant || n.op() instanceof Movement);
    }

    /// Gives the lines of the factors that a gradient by `point` is made of.
    List<Line> factors(Naming gradient, @Nullable Node point, int e) {
        if (point == null) {
            return List.of();
        }
        Optional<Softmaxed> softmaxed = Softmaxed.of(stage, point);
        if (softmaxed.isPresent()) {
            return softmaxed.get().factors(teller, e);
        }
        Slope slope = slopes.get(point);
        if (slope == null || !selection.shows(gradient.node(), e)) {
            return List.of();
        }
        Term formula = teller.term(slope.derivative(), e);
        double value = teller.value(slope.derivative(), e);
        Symbol symbol =
                slope.result().symbol().apply(e).by(slope.input().symbol().apply(e));
        return List.of(new Line(
                "d" + teller.id(point, e),
                symbol,
                formula,
                value,
                Optional.empty(),
                Optional.of(Teller.check(formula, value)),
                ""));
    }

    /// Says which factor a weight's gradient takes from the forward pass: the input that the weight weighs.
    String note(Naming gradient, @Nullable Node point) {
        if (point != null && Softmaxed.of(stage, point).isPresent()) {
            return "∂C/∂z = ∂C/∂ℓ · ∂ℓ/∂p · ∂p/∂z with the p of the given class y alone, for ℓ = −ln p of it; the product"
                    + " shortens to (p − [i = y]) · ∂C/∂ℓ.";
        }
        boolean isProduct = gradient.node().op() instanceof Contraction.MatMul;
        boolean isParameter =
                stage.step().given().parameters().values().stream().anyMatch(p -> p.isSymbolic() && p.node() == point);
        return isParameter && isProduct
                ? "∂z/∂w is what the weight weighs: each gradient is that input times the error signal behind the weight,"
                        + " summed over samples and places."
                : "";
    }
}
