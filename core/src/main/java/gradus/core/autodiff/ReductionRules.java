package gradus.core.autodiff;

import gradus.core.graph.Build;
import gradus.core.graph.Node;
import gradus.core.op.CompareFn;
import gradus.core.op.Reduction;
import gradus.core.op.Reduction.ArgFn;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import java.util.List;

/// Gradient rules of folds.
final class ReductionRules {
    private ReductionRules() {}

    static Node reduce(Reduction.Reduce op, Node x, Node dy) {
        return switch (op.fn()) {
            case SUM -> Build.spread(dy, x.type().shape(), op.axes());
            case MAX, MIN -> extreme(op, x, dy);
        };
    }

    /// The gradient goes to the first of equal extremes: the folded axes are brought last and read as one.
    private static Node extreme(Reduction.Reduce op, Node x, Node dy) {
        Shape shape = x.type().shape();
        if (shape.count() == 0) {
            return Build.zerosLike(x);
        }
        List<Integer> order = Build.axesLast(shape.rank(), op.axes());
        Node moved = Build.transpose(x, order);
        int kept = dy.type().shape().rank();
        int folded = moved.type().shape().count(kept, shape.rank());
        Shape flat = dy.type().shape().append(Shape.of(folded));
        ArgFn fn = op.fn() == ReduceFn.MAX ? ArgFn.ARG_MAX : ArgFn.ARG_MIN;
        Node place = Node.of(new Reduction.ArgReduce(fn, kept), Build.reshape(moved, flat));
        Node places = Build.iota(x.type().with(DType.INT64).with(flat), kept);
        Node chosen = Build.compare(CompareFn.EQUAL, places, Build.spread(place, flat, List.of(kept)));
        Node routed = Build.spread(dy, flat, List.of(kept));
        Node gradient = Build.select(chosen, routed, Build.zerosLike(routed));
        return Build.transpose(Build.reshape(gradient, moved.type().shape()), Build.inverse(order));
    }
}
