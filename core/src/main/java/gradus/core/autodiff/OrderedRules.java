package gradus.core.autodiff;

import gradus.core.graph.Build;
import gradus.core.graph.Node;
import gradus.core.op.CompareFn;
import gradus.core.op.Indexing;
import gradus.core.op.Movement;
import gradus.core.op.Ordered;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Gradient rules of running folds.
final class OrderedRules {
    private OrderedRules() {}

    static Node cumulate(Ordered.Cumulate op, Node y, Node dy) {
        return switch (op.fn()) {
            case SUM -> reversed(Node.of(op, reversed(dy, op.axis())), op.axis());
            case MAX -> extreme(op, y, dy);
        };
    }

    private static Node reversed(Node x, int axis) {
        return Node.of(new Movement.Reverse(List.of(axis)), x);
    }

    /// The gradient goes to the place that set the record, the first of equals; once there is NaN, to the first.
    private static Node extreme(Ordered.Cumulate op, Node y, Node dy) {
        Shape shape = y.type().shape();
        int axis = op.axis();
        if (shape.size(axis) == 0) {
            return dy;
        }
        Node before = Build.sliceAxis(y, axis, 0, shape.size(axis) - 1);
        Node after = Build.sliceAxis(y, axis, 1, shape.size(axis));
        Node changed = Build.cast(Build.compare(CompareFn.NOT_EQUAL, after, before), DType.INT64);
        Node isNumber = Build.cast(Build.compare(CompareFn.EQUAL, before, before), DType.INT64);
        Node record = padFront(Build.multiply(changed, isNumber), axis);
        Node place = Build.multiply(record, Build.iota(record.type(), axis));
        Node holder = Node.of(new Ordered.Cumulate(Ordered.CumulateFn.MAX, axis), place);
        return Node.of(new Indexing.ScatterAddAlong(axis, shape.size(axis)), dy, holder);
    }

    private static Node padFront(Node x, int axis) {
        List<Integer> none = Collections.nCopies(x.type().shape().rank(), 0);
        List<Integer> low = new ArrayList<>(none);
        low.set(axis, 1);
        return Node.of(new Movement.Pad(low, none, none, 0), x);
    }
}
