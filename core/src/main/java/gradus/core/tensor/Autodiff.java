package gradus.core.tensor;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.op.UnaryFn;
import gradus.core.spi.Backends;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Derivatives of functions of tensors. Gradients are tensors like any other, so a derivative can be differentiated
/// again.
///
/// {@snippet file="TensorSnippets.java" region="Autodiff"}
public final class Autodiff {
    private static final double FINITE_STEP = 1e-6;

    /// A function's value and its gradients.
    ///
    /// @param value what the function gives, a scalar
    /// @param gradients one per argument, of the argument's shape
    public record ValueAndGradients(Tensor value, List<Tensor> gradients) {}

    private Autodiff() {}

    /// Gives the gradient of a scalar-valued function at a point.
    ///
    /// @throws gradus.core.type.ShapeException if the function's result is not a scalar
    public static Tensor gradient(Function<Tensor, Tensor> function, Tensor point) {
        return valueAndGradients(xs -> function.apply(xs.getFirst()), List.of(point))
                .gradients()
                .getFirst();
    }

    /// Gives value and gradients of a scalar-valued function of several tensors.
    ///
    /// @throws gradus.core.type.ShapeException if the function's result is not a scalar
    public static ValueAndGradients valueAndGradients(Function<List<Tensor>, Tensor> function, List<Tensor> points) {
        // a marker of its own keeps other uses of the same tensor out of this derivative
        List<Node> marks = points.stream().map(Autodiff::mark).toList();
        Node value = function.apply(marks.stream().map(Tensor::of).toList()).node();
        List<Node> results = new ArrayList<>(List.of(value));
        results.addAll(Gradients.of(value, marks));
        List<Tensor> tensors = values(results, marks, points);
        return new ValueAndGradients(tensors.getFirst(), tensors.subList(1, tensors.size()));
    }

    private static Node mark(Tensor point) {
        return point.isSymbolic() ? Build.unary(UnaryFn.IDENTITY, point.node()) : Build.input("point", point.type());
    }

    /// Inside an outer trace results stay symbolic, known points becoming constants; otherwise they are computed.
    private static List<Tensor> values(List<Node> results, List<Node> marks, List<Tensor> points) {
        boolean open = Graph.order(results).stream()
                .anyMatch(node -> node.op() instanceof Leaf.Input && !marks.contains(node));
        if (!open && points.stream().noneMatch(Tensor::isSymbolic)) {
            Program program = Program.of(new Graph(marks, results), Backends.standard());
            List<Literal> literals = points.stream().map(Tensor::literal).toList();
            return program.call(literals).stream().map(Tensor::of).toList();
        }
        Map<Node, Node> known = new HashMap<>();
        for (int i = 0; i < marks.size(); i++) {
            known.put(
                    marks.get(i),
                    points.get(i).isSymbolic() ? marks.get(i) : points.get(i).node());
        }
        for (Node node : Graph.order(results)) {
            List<Node> inputs = new ArrayList<>();
            node.inputs().forEach(input -> inputs.add(known.get(input)));
            known.computeIfAbsent(node, n -> n.inputs().equals(inputs) ? n : n.as(n.op(), inputs));
        }
        return results.stream().map(known::get).map(Tensor::of).toList();
    }

    /// Gives the gradient by nudging one element at a time: `(f(x + h) − f(x − h)) / 2h` in float64 with `h = 10⁻⁶
    /// max(1, |x|)`.
    ///
    /// It needs two evaluations per element and is for checking: the chain rule's answer should agree to about 9
    /// digits.
    public static Tensor finiteDifference(Function<Tensor, Tensor> function, Tensor point) {
        Literal x = point.literal().as(DType.FLOAT64);
        Literal gradient = Literal.zeros(x.type());
        for (int i = 0; i < x.count(); i++) {
            double centre = x.get(i);
            double step = FINITE_STEP * Math.max(1, Math.abs(centre));
            double above = at(function, x, i, centre + step);
            double below = at(function, x, i, centre - step);
            gradient.set(i, (above - below) / ((centre + step) - (centre - step)));
        }
        return Tensor.of(gradient);
    }

    private static double at(Function<Tensor, Tensor> function, Literal x, int index, double value) {
        Literal nudged = x.copy();
        nudged.set(index, value);
        return function.apply(Tensor.of(nudged)).item();
    }
}
