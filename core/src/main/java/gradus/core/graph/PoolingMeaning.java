package gradus.core.graph;

import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Indexing;
import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// The meaning of pooling as graphs of plain operations: one exhaustive switch.
final class PoolingMeaning {
    private static final int NOWHERE = -1;

    private PoolingMeaning() {}

    static Node expand(Pooling op, List<Node> inputs) {
        Node x = inputs.getFirst();
        return switch (op) {
            case Pooling.WindowMax(var window) -> maximum(window, x);
            case Pooling.WindowArgMax(var window) -> place(window, x);
            case Pooling.WindowMaxGradient(var window) -> maximumGradient(window, x, inputs.get(1));
            case Pooling.WindowSum(var window) -> fold(WindowedMeaning.reads(window, x, 0), Build::add);
            case Pooling.WindowSpread spread -> spread(spread, x);
        };
    }

    private static Node fold(List<Node> nodes, BinaryOperator<Node> joined) {
        return nodes.stream().reduce(joined).orElseThrow();
    }

    private static Node maximum(Window window, Node x) {
        return fold(
                WindowedMeaning.reads(window, x, Double.NEGATIVE_INFINITY),
                (best, read) -> Build.binary(BinaryFn.MAX, best, read));
    }

    /// From the last read to the first, each that equals the maximum, or is NaN, takes the place; so the first
    /// stays.
    private static Node place(Window window, Node x) {
        Shape shape = x.type().shape();
        Shape flat = Shape.of(shape.count(1, shape.rank() - 1));
        Shape spatial = shape.with(0, 1).with(-1, 1);
        Node numbers = Build.reshape(Build.iota(new TensorType(DType.INT32, flat), 0), spatial);
        List<Node> places = WindowedMeaning.reads(window, numbers, NOWHERE);
        List<Node> reads = WindowedMeaning.reads(window, x, Double.NEGATIVE_INFINITY);
        Node best = maximum(window, x);
        Node found = Build.fill(new TensorType(DType.INT32, best.type().shape()), 0);
        for (int p = reads.size() - 1; p >= 0; p--) {
            Node read = reads.get(p);
            Node place = Build.broadcast(places.get(p), best.type().shape());
            Node taken = Build.select(Build.compare(CompareFn.EQUAL, place, NOWHERE), found, place);
            found = Build.select(Build.compare(CompareFn.EQUAL, read, best), taken, found);
            found = Build.select(Build.compare(CompareFn.NOT_EQUAL, read, read), taken, found);
        }
        return found;
    }

    /// Each element is added where its maximum was found; space is read as one axis.
    private static Node maximumGradient(Window window, Node x, Node dy) {
        Node found = place(window, x);
        Shape shape = x.type().shape();
        Shape places = dy.type().shape();
        Shape flat = Shape.of(places.size(0), places.count(1, places.rank() - 1), places.size(-1));
        int size = shape.count(1, shape.rank() - 1);
        Node added =
                Node.of(new Indexing.ScatterAddAlong(1, size), Build.reshape(dy, flat), Build.reshape(found, flat));
        return Build.reshape(added, shape);
    }

    private static Node spread(Pooling.WindowSpread op, Node dy) {
        Optional<Node> sum = Optional.empty();
        for (int p = 0; p < op.window().count(); p++) {
            Node placed = WindowedMeaning.placed(op.window(), p, dy, op.spatial());
            sum = sum.map(before -> Build.add(before, placed)).or(() -> Optional.of(placed));
        }
        Shape result = op.infer(List.of(dy.type())).shape();
        return WindowedMeaning.unpadded(op.window(), sum.orElseThrow(), result);
    }
}
