package gradus.core.autodiff;

import gradus.core.graph.Build;
import gradus.core.graph.Node;
import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.op.Windowed;
import gradus.core.type.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Gradient rules of windowed operations: one exhaustive switch.
///
/// A convolution is linear in its input and in its weight, so its gradients are, too: the gradient of each of
/// the three operations is one of the other two, and derivatives of any order stay among them. So it is with
/// the sum over a window and its adjoint.
final class WindowedRules {
    private WindowedRules() {}

    static Optional<Node> rule(Windowed op, Node y, Node dy, int i) {
        Node a = y.input(0);
        Node b = y.inputs().getLast();
        return switch (op) {
            case Windowed.Convolution(var window, var groups) ->
                Optional.of(
                        i == 0
                                ? Node.of(new Windowed.ConvolutionInputGradient(window, groups, spatial(a)), dy, b)
                                : Node.of(new Windowed.ConvolutionWeightGradient(window, groups), a, dy));
            case Windowed.ConvolutionInputGradient(var window, var groups, var _) ->
                Optional.of(
                        i == 0
                                ? Node.of(new Windowed.Convolution(window, groups), dy, b)
                                : Node.of(new Windowed.ConvolutionWeightGradient(window, groups), dy, a));
            case Windowed.ConvolutionWeightGradient(var window, var groups) ->
                Optional.of(
                        i == 0
                                ? Node.of(new Windowed.ConvolutionInputGradient(window, groups, spatial(a)), b, dy)
                                : Node.of(new Windowed.Convolution(window, groups), a, dy));
            case Pooling.WindowMax(var window) -> Optional.of(Node.of(new Pooling.WindowMaxGradient(window), a, dy));
            case Pooling.WindowArgMax _ -> Optional.empty();
            case Pooling.WindowMaxGradient(var window) -> i == 0 ? Optional.empty() : Optional.of(found(window, a, dy));
            case Pooling.WindowSum(var window) ->
                Optional.of(Node.of(new Pooling.WindowSpread(window, spatial(a)), dy));
            case Pooling.WindowSpread(var window, var _) -> Optional.of(Node.of(new Pooling.WindowSum(window), dy));
        };
    }

    /// What lies in `values` where the maxima of `x` were found; space is read as one axis.
    private static Node found(Window window, Node x, Node values) {
        Node places = Node.of(new Pooling.WindowArgMax(window), x);
        Shape from = x.type().shape();
        Shape to = places.type().shape();
        Node index = Build.reshape(places, Shape.of(to.size(0), to.count(1, to.rank() - 1), to.size(-1)));
        Shape flat = Shape.of(from.size(0), from.count(1, from.rank() - 1), from.size(-1));
        return Build.reshape(Build.gatherAlong(Build.reshape(values, flat), index, 1), to);
    }

    private static List<Integer> spatial(Node x) {
        int[] sizes = x.type().shape().sizes();
        return Arrays.stream(sizes, 1, sizes.length - 1).boxed().toList();
    }
}
