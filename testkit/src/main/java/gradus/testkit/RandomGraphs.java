package gradus.testkit;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Movement;
import gradus.core.op.Reduction;
import gradus.core.op.Reduction.ArgFn;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.op.UnaryFn;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Random programs of element-wise operations, movements, folds, products and indexing, with the patterns that
/// rewrites look for: constants, identities, double negations, chains of reshapes, transposed operands, repeated
/// rows.
public final class RandomGraphs {
    /// Which operations take part.
    public enum Kind {
        /// All: results may jump where an operand changes a little.
        ANY,
        /// Only such that a rounding error stays small: no rounding, no searching, no comparing of computed
        /// numbers.
        CONTINUOUS
    }

    /// A program and values for its inputs.
    ///
    /// @param graph the program
    /// @param inputs one value per input
    public record Case(Graph graph, List<Literal> inputs) {
        /// Gives the same program with other values.
        public Case withValues(Key key) {
            List<Literal> values = new ArrayList<>();
            for (Literal input : inputs) {
                values.add(value(input.type(), key.fold(values.size())));
            }
            return new Case(graph, values);
        }

        @Override
        public String toString() {
            return graph.toString();
        }
    }

    private static final int ROWS = 4;
    private static final List<Shape> SHAPES = List.of(
            Shape.of(ROWS),
            Shape.of(ROWS, 3),
            Shape.of(3, ROWS),
            Shape.SCALAR,
            Shape.of(2, 3, ROWS),
            Shape.of(17, ROWS));
    private static final List<UnaryFn> BOUNDED = List.of(
            UnaryFn.NEGATE,
            UnaryFn.IDENTITY,
            UnaryFn.TANH,
            UnaryFn.SIGMOID,
            UnaryFn.SIN,
            UnaryFn.COS,
            UnaryFn.ABS,
            UnaryFn.RELU,
            UnaryFn.ERF,
            UnaryFn.SOFTPLUS,
            UnaryFn.STOP_GRADIENT);

    private final Gen gen;
    private final DType dtype;
    private final Kind kind;
    private final List<Node> inputs = new ArrayList<>();
    private final List<Node> pool = new ArrayList<>();

    private RandomGraphs(Gen gen, DType dtype, Kind kind) {
        this.gen = gen;
        this.dtype = dtype;
        this.kind = kind;
    }

    /// Gives a random program over numbers of one floating type.
    public static Case of(Gen gen, DType dtype, Kind kind) {
        return new RandomGraphs(gen, dtype, kind).grow();
    }

    private Case grow() {
        int given = 1 + gen.below(3);
        for (int i = 0; i < given; i++) {
            addInput(new TensorType(dtype, gen.oneOf(SHAPES)));
        }
        int steps = 1 + gen.below(24);
        for (int i = 0; i < steps; i++) {
            pool.add(step(pick()));
        }
        List<Node> outputs = new ArrayList<>(List.of(pool.getLast()));
        for (int i = gen.below(3); i > 0; i--) {
            outputs.add(pick());
        }
        List<Literal> values = new ArrayList<>();
        for (Node input : inputs) {
            values.add(value(input.type(), gen.key().fold(values.size())));
        }
        return new Case(new Graph(inputs, outputs), values);
    }

    private static Literal value(TensorType type, Key key) {
        int[] sizes = type.shape().sizes();
        return type.dtype().isFloating()
                ? Draw.filled(type.dtype(), sizes, i -> 4 * key.uniform(i) - 2)
                : Draw.filled(type.dtype(), sizes, i -> key.below(2, i));
    }

    private Node addInput(TensorType type) {
        Node input = Build.input("x" + inputs.size(), type);
        inputs.add(input);
        if (type.dtype().isFloating()) {
            pool.add(input);
        }
        return input;
    }

    /// A floating-point value made before, mostly a late one.
    private Node pick() {
        int back = gen.below(Math.min(pool.size(), 6));
        return pool.get(pool.size() - 1 - back);
    }

    private Node step(Node x) {
        return switch (gen.below(14)) {
            case 0, 1 -> Build.unary(gen.oneOf(BOUNDED), x);
            case 2, 3, 4 -> binary(x);
            case 5 -> constant(x);
            case 6 -> choice(x);
            case 7 -> reshape(x);
            case 8 -> transpose(x);
            case 9 -> fold(x);
            case 10 -> product(x);
            case 11 -> cut(x);
            case 12 -> index(x);
            default -> kind == Kind.ANY && gen.below(2) == 0 ? jump(x) : rows(x);
        };
    }

    /// Another value of the shape of `x`, perhaps a row or a scalar repeated to it.
    private Node partner(Node x) {
        Shape shape = x.type().shape();
        for (int tries = 0; tries < 4; tries++) {
            Node other = pick();
            if (other.type().shape().broadcastsTo(shape)) {
                return Build.broadcast(other, shape);
            }
        }
        return x;
    }

    private Node binary(Node x) {
        BinaryFn fn = gen.oneOf(List.of(
                BinaryFn.ADD, BinaryFn.SUBTRACT, BinaryFn.MULTIPLY, BinaryFn.MAX, BinaryFn.MIN, BinaryFn.DIVIDE));
        Node y = partner(x);
        return fn == BinaryFn.DIVIDE
                ? Build.divide(x, Build.add(Build.unary(UnaryFn.ABS, y), 1))
                : Build.unary(UnaryFn.TANH, Build.binary(fn, x, y));
    }

    private Node constant(Node x) {
        double number = gen.oneOf(List.of(0.0, 1.0, -1.0, 0.5, 0.1));
        BinaryFn fn = gen.oneOf(List.of(
                BinaryFn.ADD, BinaryFn.MULTIPLY, BinaryFn.SUBTRACT, BinaryFn.MAX, BinaryFn.MIN, BinaryFn.POWER));
        if (fn == BinaryFn.POWER) {
            Node positive = Build.add(Build.unary(UnaryFn.ABS, x), 0.5);
            return Build.binary(fn, positive, Build.fill(x.type(), number));
        }
        Node fill = Build.fill(x.type(), number);
        return gen.below(2) == 0 ? Build.binary(fn, x, fill) : Build.binary(fn, fill, x);
    }

    private Node choice(Node x) {
        boolean jumps = kind == Kind.ANY && gen.below(2) == 0;
        Node condition = jumps
                ? Build.compare(gen.oneOf(List.of(CompareFn.values())), x, partner(x))
                : addInput(x.type().with(DType.BOOL));
        Node chosen = Build.select(condition, x, partner(x));
        return gen.below(2) == 0 ? chosen : Build.add(chosen, Build.cast(condition, dtype));
    }

    private Node reshape(Node x) {
        int count = x.type().count();
        return switch (gen.below(3)) {
            case 0 -> Build.reshape(x, Shape.of(count));
            case 1 -> Node.of(new Movement.Reshape(Shape.of(1, count)), x);
            default -> count % ROWS == 0 ? Build.reshape(x, Shape.of(count / ROWS, ROWS)) : x;
        };
    }

    private Node transpose(Node x) {
        int rank = x.type().shape().rank();
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        for (int i = rank - 1; i > 0; i--) {
            Collections.swap(order, i, gen.below(i + 1));
        }
        return Build.transpose(x, order);
    }

    private Node fold(Node x) {
        int rank = x.type().shape().rank();
        List<Integer> axes =
                IntStream.range(0, rank).filter(_ -> gen.below(2) == 0).boxed().toList();
        ReduceFn fn = gen.oneOf(List.of(ReduceFn.values()));
        Node folded = Node.of(new Reduction.Reduce(fn, axes), x);
        return gen.below(2) == 0 ? Build.spread(folded, x.type().shape(), axes) : Build.unary(UnaryFn.TANH, folded);
    }

    private Node product(Node x) {
        Shape shape = x.type().shape();
        if (shape.rank() < 2) {
            return Build.unary(UnaryFn.SIN, x);
        }
        Node other = gen.below(2) == 0 ? x : lastTwoExchanged(x);
        Operand left = gen.oneOf(List.of(Operand.values()));
        int inner = shape.size(left == Operand.AS_IS ? -1 : -2);
        Operand right =
                other.type().shape().size(-2) == inner && gen.below(2) == 0 ? Operand.AS_IS : Operand.TRANSPOSED;
        int given = other.type().shape().size(right == Operand.AS_IS ? -2 : -1);
        Node fitting = given == inner ? other : lastTwoExchanged(other);
        return Build.unary(UnaryFn.TANH, Build.matmul(x, fitting, left, right));
    }

    private static Node lastTwoExchanged(Node x) {
        int rank = x.type().shape().rank();
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.swap(order, rank - 1, rank - 2);
        return Build.transpose(x, order);
    }

    /// Cuts, pads or joins along an axis.
    private Node cut(Node x) {
        Shape shape = x.type().shape();
        if (shape.rank() == 0) {
            return Build.broadcast(x, Shape.of(ROWS));
        }
        int axis = gen.below(shape.rank());
        int size = shape.size(axis);
        int start = size == 0 ? 0 : gen.below(size);
        return switch (gen.below(3)) {
            case 0 -> Build.sliceAxis(x, axis, start, size);
            case 1 -> Build.sliceAxis(x, axis, 0, start + (size == 0 ? 0 : 1));
            default -> size > 40 ? x : Node.of(new Movement.Concat(axis), x, Build.sliceAxis(x, axis, start, size));
        };
    }

    /// Chooses rows by an integer input of zeros and ones, or adds rows up by it.
    private Node index(Node x) {
        Shape shape = x.type().shape();
        if (shape.rank() == 0 || shape.size(0) < 2) {
            return x;
        }
        if (gen.below(2) == 0) {
            Node index = addInput(TensorType.of(DType.INT64, ROWS));
            return Node.of(new Indexing.Gather(0), x, index);
        }
        Node index = addInput(TensorType.of(DType.INT64, shape.size(0)));
        return Build.unary(UnaryFn.TANH, Node.of(new Indexing.ScatterAdd(0, 2, 1), x, index));
    }

    private Node rows(Node x) {
        if (x.type().shape().rank() == 0) {
            return x;
        }
        return Node.of(gen.below(2) == 0 ? new Fused.Softmax() : new Fused.LogSoftmax(), x);
    }

    private Node jump(Node x) {
        if (gen.below(2) == 0
                || x.type().shape().rank() == 0
                || x.type().shape().size(0) == 0) {
            return Build.unary(gen.oneOf(List.of(UnaryFn.FLOOR, UnaryFn.CEIL, UnaryFn.ROUND, UnaryFn.SIGN)), x);
        }
        ArgFn fn = gen.oneOf(List.of(ArgFn.values()));
        Node place = Node.of(new Reduction.ArgReduce(fn, 0), x);
        return Build.cast(place, dtype);
    }
}
