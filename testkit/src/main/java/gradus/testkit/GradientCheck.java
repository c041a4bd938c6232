package gradus.testkit;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.spi.Backend;
import gradus.core.tensor.Program;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Compares gradients by the chain rule with central differences `(f(x + h) − f(x − h)) / 2h` in float64.
///
/// The result is made a scalar by random weights, not by a plain sum: the sum of a softmax or of a normalised row
/// has zero gradient and would prove nothing. The second order checks the gradient of the gradient in the same way.
public final class GradientCheck {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 2e-6;
    private static final int MOST_NUDGED = 24;

    private final Backend backend;
    private final Key key;

    /// Makes a check that computes on a backend.
    public GradientCheck(Backend backend) {
        this(backend, Key.of(11));
    }

    private GradientCheck(Backend backend, Key key) {
        this.backend = backend;
        this.key = key;
    }

    /// Gives the check with other random weights.
    public GradientCheck with(Key weights) {
        return new GradientCheck(backend, weights);
    }

    /// Checks first and second derivatives of a sample with respect to its floating-point operands.
    ///
    /// @throws AssertionError naming the order, operand and element that disagree most
    public void check(Sample sample) {
        check(operands -> Node.of(sample.op(), operands), sample.inputs());
    }

    /// Checks first and second derivatives of a function of nodes at a point.
    ///
    /// @throws AssertionError naming the order, operand and element that disagree most
    public void check(Function<List<Node>, Node> function, List<Literal> point) {
        List<Node> inputs = new ArrayList<>();
        for (Literal value : point) {
            inputs.add(Node.of(new Leaf.Input("x" + inputs.size(), value.type())));
        }
        List<Node> wrt = inputs.stream()
                .filter(input -> input.type().dtype().isFloating())
                .toList();
        requireFloat64(wrt);
        Node loss = probe(List.of(function.apply(inputs)), key.fold("first"));
        List<Node> gradients = Gradients.of(loss, wrt);
        compare("first order", inputs, point, wrt, loss, gradients);
        Node slope = probe(gradients, key.fold("second"));
        compare("second order", inputs, point, wrt, slope, Gradients.of(slope, wrt));
    }

    private static void requireFloat64(List<Node> wrt) {
        for (Node node : wrt) {
            if (node.type().dtype() != DType.FLOAT64) {
                throw new IllegalArgumentException(
                        "gradient check: finite differences need float64, got " + node.type());
            }
        }
    }

    private static Node probe(List<Node> values, Key key) {
        Node total = Build.fill(TensorType.of(DType.FLOAT64), 0);
        for (Node value : values) {
            Key own = key.fold(values.indexOf(value));
            int[] sizes = value.type().shape().sizes();
            Literal weights = Draw.filled(DType.FLOAT64, sizes, i -> 0.3 + own.uniform(i) - (i % 2) * 1.5);
            Node product = Build.multiply(value, Build.constant(weights));
            List<Integer> axes =
                    IntStream.range(0, value.type().shape().rank()).boxed().toList();
            total = Build.add(total, Build.sum(product, axes));
        }
        return total;
    }

    private void compare(
            String order, List<Node> inputs, List<Literal> point, List<Node> wrt, Node loss, List<Node> gradients) {
        List<Literal> exact = Program.of(new Graph(inputs, gradients), backend).call(point);
        Program value = Program.of(new Graph(inputs, List.of(loss)), backend);
        for (int i = 0; i < wrt.size(); i++) {
            int position = inputs.indexOf(wrt.get(i));
            compare(order + ", operand " + position, value, point, position, exact.get(i));
        }
    }

    private void compare(String what, Program loss, List<Literal> point, int position, Literal exact) {
        int count = exact.count();
        for (int sample = 0; sample < Math.min(count, MOST_NUDGED); sample++) {
            int element = count <= MOST_NUDGED ? sample : key.fold(what).permuted(sample, count);
            double centre = point.get(position).get(element);
            double step = STEP * Math.max(1, Math.abs(centre));
            double above = at(loss, point, position, element, centre + step);
            double below = at(loss, point, position, element, centre - step);
            double estimate = (above - below) / ((centre + step) - (centre - step));
            double found = exact.get(element);
            double scale = Math.max(1, Math.max(Math.abs(estimate), Math.max(Math.abs(above), Math.abs(below)) / 10));
            if (!(Math.abs(found - estimate) <= TOLERANCE * scale)) {
                throw new AssertionError("gradient, " + what + ", element " + element + " of " + exact.type() + " at "
                        + centre + ": finite differences give " + estimate + ", the chain rule " + found);
            }
        }
    }

    private static double at(Program loss, List<Literal> point, int position, int element, double value) {
        List<Literal> nudged = new ArrayList<>(point);
        Literal changed = point.get(position).copy();
        changed.set(element, value);
        nudged.set(position, changed);
        return loss.call(nudged).getFirst().get(0);
    }
}
