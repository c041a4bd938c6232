package gradus.core.autodiff;

import gradus.core.graph.Build;
import gradus.core.graph.Node;
import gradus.core.op.Movement;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gradient rules of movements: each is undone by another.
final class MovementRules {
    private MovementRules() {}

    static Optional<Node> slice(Movement.Slice op, Node y, Node dy) {
        Shape from = y.input(0).type().shape();
        Shape to = y.type().shape();
        if (to.count() == 0) {
            return Optional.empty();
        }
        List<Integer> high = new ArrayList<>();
        List<Integer> interior = new ArrayList<>();
        for (int axis = 0; axis < from.rank(); axis++) {
            int stride = op.strides().get(axis);
            int end = op.starts().get(axis) + (to.size(axis) - 1) * stride + 1;
            high.add(from.size(axis) - end);
            interior.add(stride - 1);
        }
        return Optional.of(Node.of(new Movement.Pad(op.starts(), high, interior, 0), dy));
    }

    static Node pad(Movement.Pad op, Node x, Node dy) {
        List<Integer> limits = new ArrayList<>();
        List<Integer> strides = new ArrayList<>();
        for (int axis = 0; axis < x.type().shape().rank(); axis++) {
            int size = x.type().shape().size(axis);
            int stride = op.interior().get(axis) + 1;
            limits.add(op.low().get(axis) + (size == 0 ? 0 : (size - 1) * stride + 1));
            strides.add(stride);
        }
        return Node.of(new Movement.Slice(op.low(), limits, strides), dy);
    }

    static Node concat(Movement.Concat op, Node y, Node dy, int i) {
        int start = 0;
        for (int before = 0; before < i; before++) {
            start += y.input(before).type().shape().size(op.axis());
        }
        return Build.sliceAxis(
                dy, op.axis(), start, start + y.input(i).type().shape().size(op.axis()));
    }
}
