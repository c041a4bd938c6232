package gradus.core.autodiff;

import gradus.core.graph.Node;
import gradus.core.op.Windowed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Gradient rules of windowed operations: one exhaustive switch.
///
/// A convolution is linear in its input and in its weight, so its gradients are, too: the gradient of each of the
/// three operations is one of the other two, and derivatives of any order stay among them.
final class WindowedRules {
    private WindowedRules() {}

    static Optional<Node> rule(Windowed op, Node y, Node dy, int i) {
        Node a = y.input(0);
        Node b = y.input(1);
        return Optional.of(
                switch (op) {
                    case Windowed.Convolution(var window, var groups) ->
                        i == 0
                                ? Node.of(new Windowed.ConvolutionInputGradient(window, groups, spatial(a)), dy, b)
                                : Node.of(new Windowed.ConvolutionWeightGradient(window, groups), a, dy);
                    case Windowed.ConvolutionInputGradient(var window, var groups, var _) ->
                        i == 0
                                ? Node.of(new Windowed.Convolution(window, groups), dy, b)
                                : Node.of(new Windowed.ConvolutionWeightGradient(window, groups), dy, a);
                    case Windowed.ConvolutionWeightGradient(var window, var groups) ->
                        i == 0
                                ? Node.of(new Windowed.ConvolutionInputGradient(window, groups, spatial(a)), b, dy)
                                : Node.of(new Windowed.Convolution(window, groups), a, dy);
                });
    }

    private static List<Integer> spatial(Node x) {
        int[] sizes = x.type().shape().sizes();
        return Arrays.stream(sizes, 1, sizes.length - 1).boxed().toList();
    }
}
