package gradus.core.autodiff;

import static gradus.core.graph.Build.add;
import static gradus.core.graph.Build.cast;
import static gradus.core.graph.Build.divide;
import static gradus.core.graph.Build.matmul;
import static gradus.core.graph.Build.multiply;
import static gradus.core.graph.Build.negate;
import static gradus.core.graph.Build.reshape;
import static gradus.core.graph.Build.select;
import static gradus.core.graph.Build.spread;
import static gradus.core.graph.Build.subtract;
import static gradus.core.graph.Build.sumTo;
import static gradus.core.graph.Build.transpose;
import static gradus.core.graph.Build.unary;
import static gradus.core.graph.Build.zerosLike;

import gradus.core.graph.Build;
import gradus.core.graph.Decompose;
import gradus.core.graph.Node;
import gradus.core.op.Attention;
import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Ordered;
import gradus.core.op.Random;
import gradus.core.op.Recurrent;
import gradus.core.op.Reduction;
import gradus.core.op.UnaryFn;
import gradus.core.op.Windowed;
import gradus.core.type.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The gradient rules: one exhaustive switch from an operation and the gradient `dy` of its result to the gradient of
/// one input.
///
/// VJP is vector–Jacobian product: `dxᵢ = Σⱼ dyⱼ ∂yⱼ/∂xᵢ`. An empty answer means zero everywhere.
public final class Vjp {
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

    private Vjp() {}

    /// Gives the gradient that flows from `y` to its input number `i`.
    public static Optional<Node> rule(Node y, Node dy, int i) {
        return switch (y.op()) {
            case Leaf.Input _, Leaf.Constant _, Leaf.Fill _, Leaf.Iota _ -> Optional.empty();
            case Elementwise.Unary op -> unaryRule(op.fn(), y.input(0), y, dy);
            case Elementwise.Binary op -> Optional.of(binaryRule(op.fn(), y, dy, i));
            case Elementwise.Compare _ -> Optional.empty();
            case Elementwise.Select _ -> selectRule(y, dy, i);
            case Elementwise.Cast _ ->
                y.type().dtype().isFloating()
                        ? Optional.of(cast(dy, y.input(0).type().dtype()))
                        : Optional.empty();
            case Reduction.Reduce op -> Optional.of(ReductionRules.reduce(op, y.input(0), dy));
            case Reduction.ArgReduce _ -> Optional.empty();
            case Movement.Reshape _ -> Optional.of(reshape(dy, y.input(0).type().shape()));
            case Movement.Transpose op -> Optional.of(transpose(dy, Build.inverse(op.permutation())));
            case Movement.Broadcast _ ->
                Optional.of(summed(dy, y.input(0).type().shape()));
            case Movement.Slice op -> MovementRules.slice(op, y, dy);
            case Movement.Pad op -> Optional.of(MovementRules.pad(op, y.input(0), dy));
            case Movement.Concat op -> Optional.of(MovementRules.concat(op, y, dy, i));
            case Movement.Reverse op -> Optional.of(Node.of(op, dy));
            case Contraction.MatMul op -> Optional.of(matmulRule(op, y.input(0), y.input(1), dy, i));
            case Indexing.Gather op -> gatherRule(op, y, dy, i);
            case Indexing.ScatterAdd op -> first(i, () -> Node.of(new Indexing.Gather(op.axis()), dy, y.input(1)));
            case Indexing.GatherAlong op -> first(i, () -> gatherAlongRule(op, y.input(0), y.input(1), dy));
            case Indexing.ScatterAddAlong op -> first(i, () -> Build.gatherAlong(dy, y.input(1), op.axis()));
            case Ordered.Cumulate op -> Optional.of(OrderedRules.cumulate(op, y, dy));
            case Ordered.ArgSort _ -> Optional.empty();
            case Random.Uniform _, Random.Normal _ -> Optional.empty();
            case Fused.Softmax _ -> Optional.of(multiply(y, subtract(dy, rowSum(multiply(dy, y)))));
            case Fused.LogSoftmax _ -> Optional.of(subtract(dy, multiply(unary(UnaryFn.EXP, y), rowSum(dy))));
            case Fused.CrossEntropy _ -> first(i, () -> crossEntropyRule(y.input(0), y.input(1), dy));
            case Fused.Pointwise op -> Gradients.through(Decompose.expand(op, y.inputs()), dy, y.input(i));
            case Attention op -> AttentionRules.rule(op, y, dy, i);
            case Windowed op -> WindowedRules.rule(op, y, dy, i);
            case Recurrent op -> RecurrentRules.rule(op, y, dy, i);
        };
    }

    private static Optional<Node> unaryRule(UnaryFn fn, Node x, Node y, Node dy) {
        return switch (fn) {
            case STOP_GRADIENT, SIGN, FLOOR, CEIL, ROUND -> Optional.empty();
            case IDENTITY -> Optional.of(dy);
            case NEGATE -> Optional.of(negate(dy));
            case ABS -> Optional.of(multiply(dy, unary(UnaryFn.SIGN, x)));
            case SQUARE -> Optional.of(multiply(dy, multiply(x, 2)));
            case SQRT -> Optional.of(flowing(dy, divide(multiply(dy, 0.5), y)));
            case RSQRT -> Optional.of(flowing(dy, multiply(multiply(dy, -0.5), multiply(y, unary(UnaryFn.SQUARE, y)))));
            case RECIPROCAL -> Optional.of(flowing(dy, negate(multiply(dy, unary(UnaryFn.SQUARE, y)))));
            case EXP -> Optional.of(flowing(dy, multiply(dy, y)));
            case EXPM1 -> Optional.of(flowing(dy, multiply(dy, add(y, 1))));
            case LOG -> Optional.of(flowing(dy, divide(dy, x)));
            case LOG1P -> Optional.of(flowing(dy, divide(dy, add(x, 1))));
            case SIN -> Optional.of(multiply(dy, unary(UnaryFn.COS, x)));
            case COS -> Optional.of(negate(multiply(dy, unary(UnaryFn.SIN, x))));
            case TANH -> Optional.of(multiply(dy, subtract(Build.fill(y.type(), 1), unary(UnaryFn.SQUARE, y))));
            case SIGMOID -> Optional.of(multiply(dy, multiply(y, subtract(Build.fill(y.type(), 1), y))));
            case SOFTPLUS -> Optional.of(multiply(dy, unary(UnaryFn.SIGMOID, x)));
            case ERF -> {
                Node bell = unary(UnaryFn.EXP, negate(unary(UnaryFn.SQUARE, x)));
                yield Optional.of(multiply(dy, multiply(bell, TWO_OVER_ROOT_PI)));
            }
            case RELU -> Optional.of(where(CompareFn.GREATER, y, zerosLike(y), dy));
        };
    }

    private static Node binaryRule(BinaryFn fn, Node y, Node dy, int i) {
        Node a = y.input(0);
        Node b = y.input(1);
        return switch (fn) {
            case ADD -> dy;
            case SUBTRACT -> i == 0 ? dy : negate(dy);
            case MULTIPLY -> multiply(dy, i == 0 ? b : a);
            case DIVIDE -> quotientRule(b, y, dy, i);
            case POWER -> i == 0 ? baseRule(a, b, dy) : exponentRule(a, y, dy);
            case MAX ->
                i == 0 ? where(CompareFn.GREATER_OR_EQUAL, a, b, dy) : whereNot(CompareFn.GREATER_OR_EQUAL, a, b, dy);
            case MIN -> i == 0 ? where(CompareFn.LESS_OR_EQUAL, a, b, dy) : whereNot(CompareFn.LESS_OR_EQUAL, a, b, dy);
        };
    }

    private static Node quotientRule(Node b, Node y, Node dy, int i) {
        Node dx = i == 0 ? divide(dy, b) : negate(multiply(dy, divide(y, b)));
        boolean harmless = b.op() instanceof Leaf.Fill fill && fill.value() != 0;
        return harmless ? dx : flowing(dy, dx);
    }

    /// Gives the sum of what flows to the copies of an element. A sign is put before the sum, not before each of
    /// its terms.
    private static Node summed(Node dy, Shape shape) {
        boolean negated = dy.op() instanceof Elementwise.Unary(UnaryFn fn) && fn == UnaryFn.NEGATE;
        return negated ? negate(sumTo(dy.input(0), shape)) : sumTo(dy, shape);
    }

    /// Gives `dx`, but 0 where nothing flows (`dy = 0`) and the slope is infinite, for 0 · ∞ is NaN: so a branch
    /// that was not taken is silent at a pole.
    private static Node flowing(Node dy, Node dx) {
        Node unknown = Build.compare(CompareFn.NOT_EQUAL, dx, dx);
        Node silenced = select(unknown, zerosLike(dx), dx);
        return select(Build.compare(CompareFn.EQUAL, dy, 0), silenced, dx);
    }

    /// `b a^(b−1)`, and 0 for b = 0 even at a = 0.
    private static Node baseRule(Node a, Node b, Node dy) {
        Node slope = multiply(b, Build.binary(BinaryFn.POWER, a, add(b, -1)));
        Node constant = Build.compare(CompareFn.EQUAL, b, 0);
        return select(constant, zerosLike(dy), flowing(dy, multiply(dy, slope)));
    }

    /// `a^b ln a`, and 0 for a = 0; the logarithm never sees that 0, so that no NaN hides in the branch not taken.
    private static Node exponentRule(Node a, Node y, Node dy) {
        Node zero = Build.compare(CompareFn.EQUAL, a, 0);
        Node safe = select(zero, Build.fill(a.type(), 1), a);
        return select(zero, zerosLike(dy), flowing(dy, multiply(dy, multiply(y, unary(UnaryFn.LOG, safe)))));
    }

    private static Node where(CompareFn fn, Node a, Node b, Node dy) {
        return select(Build.compare(fn, a, b), dy, zerosLike(dy));
    }

    private static Node whereNot(CompareFn fn, Node a, Node b, Node dy) {
        return select(Build.compare(fn, a, b), zerosLike(dy), dy);
    }

    private static Optional<Node> selectRule(Node y, Node dy, int i) {
        return switch (i) {
            case 1 -> Optional.of(select(y.input(0), dy, zerosLike(dy)));
            case 2 -> Optional.of(select(y.input(0), zerosLike(dy), dy));
            default -> Optional.empty();
        };
    }

    private static Node matmulRule(Contraction.MatMul op, Node a, Node b, Node dy, int i) {
        if (i == 0) {
            return op.left() == Operand.AS_IS
                    ? matmul(dy, b, Operand.AS_IS, other(op.right()))
                    : matmul(b, dy, op.right(), Operand.TRANSPOSED);
        }
        return op.right() == Operand.AS_IS
                ? matmul(a, dy, other(op.left()), Operand.AS_IS)
                : matmul(dy, a, Operand.TRANSPOSED, op.left());
    }

    private static Operand other(Operand operand) {
        return operand == Operand.AS_IS ? Operand.TRANSPOSED : Operand.AS_IS;
    }

    private static Optional<Node> gatherRule(Indexing.Gather op, Node y, Node dy, int i) {
        Node index = y.input(1);
        int size = y.input(0).type().shape().size(op.axis());
        return first(
                i,
                () -> Node.of(
                        new Indexing.ScatterAdd(
                                op.axis(), size, index.type().shape().rank()),
                        dy,
                        index));
    }

    private static Node gatherAlongRule(Indexing.GatherAlong op, Node x, Node index, Node dy) {
        int size = x.type().shape().size(op.axis());
        return Node.of(new Indexing.ScatterAddAlong(op.axis(), size), dy, index);
    }

    /// `(softmax(x) − onehot(target)) · dy`.
    private static Node crossEntropyRule(Node logits, Node target, Node dy) {
        Shape shape = logits.type().shape();
        Node wanted = Build.oneHot(target, shape.size(-1), logits.type().dtype());
        return multiply(subtract(Build.softmax(logits), wanted), spread(dy, shape, List.of(shape.rank() - 1)));
    }

    private static Node rowSum(Node x) {
        return Build.reduceAndSpread(Reduction.ReduceFn.SUM, x, x.type().shape().rank() - 1);
    }

    private static Optional<Node> first(int i, Supplier<Node> gradient) {
        return i == 0 ? Optional.of(gradient.get()) : Optional.empty();
    }
}
