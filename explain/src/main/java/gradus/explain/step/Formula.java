package gradus.explain.step;

import static gradus.explain.maths.Term.apply;
import static gradus.explain.maths.Term.number;

import gradus.core.graph.Decompose;
import gradus.core.graph.Node;
import gradus.core.op.Attention;
import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction;
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
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.explain.maths.Function;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.List;

/// What one element of an operation's result is, as a formula of the operands' elements: one exhaustive switch.
///
/// Numbers that are chosen rather than computed (random draws, places of extremes, orders of sorting) stand as they
/// are.
final class Formula {
    private final Operands operands;

    Formula(Operands operands) {
        this.operands = operands;
    }

    /// Gives the formula of element `e` of a node.
    Term of(Node y, int e) {
        return switch (y.op()) {
            case Leaf.Input _, Leaf.Constant _, Leaf.Iota _ -> number(operands.value(y, e));
            case Leaf.Fill(var _, double value) -> number(value);
            case Elementwise.Unary(var fn) -> unary(fn, x(y, 0, e));
            case Elementwise.Binary(var fn) -> binary(fn, x(y, 0, e), x(y, 1, e));
            case Elementwise.Compare(var fn) -> new Term.Condition(x(y, 0, e), fn, x(y, 1, e));
            case Elementwise.Select _ -> select(y, e);
            case Elementwise.Cast(var to) -> cast(to, y, e);
            case Reduction.Reduce(var fn, var axes) -> fold(fn, folded(y, axes, e));
            case Reduction.ArgReduce _ -> number(operands.value(y, e));
            case Movement movement ->
                Places.of(movement, y, e)
                        .map(place -> x(y, place.input(), place.element()))
                        .orElseGet(() -> number(operands.value(y, e)));
            case Contraction.MatMul op -> matmul(op, y, e);
            case Indexing indexing -> new IndexingFormula(operands).of(indexing, y, e);
            case Ordered.Cumulate op -> cumulate(op, y, e);
            case Ordered.ArgSort _ -> number(operands.value(y, e));
            case Random.Uniform _, Random.Normal _ -> number(operands.value(y, e));
            case Fused.Softmax _ -> softmax(y, e);
            case Fused.LogSoftmax _ -> logSoftmax(y, e);
            case Fused.CrossEntropy _ -> crossEntropy(y, e);
            case Fused.Pointwise op -> operands.term(Decompose.expand(op, y.inputs()), e);
            case Attention op -> operands.term(Decompose.expand(op, y.inputs()), e);
            case Windowed windowed -> new WindowedFormula(operands).of(windowed, y, e);
            case Recurrent op -> operands.term(Decompose.expand(op, y.inputs()), e);
        };
    }

    private Term x(Node y, int input, int element) {
        return operands.term(y.input(input), element);
    }

    private static Term unary(UnaryFn fn, Term x) {
        return switch (fn) {
            case IDENTITY, STOP_GRADIENT -> x;
            case NEGATE -> new Term.Negative(x);
            case ABS -> apply(Function.ABS, x);
            case SIGN -> apply(Function.SIGN, x);
            case SQUARE -> new Term.Power(x, number(2));
            case SQRT -> apply(Function.SQRT, x);
            case RSQRT -> new Term.Quotient(number(1), apply(Function.SQRT, x));
            case RECIPROCAL -> new Term.Quotient(number(1), x);
            case EXP -> apply(Function.EXP, x);
            case EXPM1 -> apply(Function.EXPM1, x);
            case LOG -> apply(Function.LOG, x);
            case LOG1P -> apply(Function.LOG1P, x);
            case SIN -> apply(Function.SIN, x);
            case COS -> apply(Function.COS, x);
            case TANH -> apply(Function.TANH, x);
            case SIGMOID -> apply(Function.SIGMOID, x);
            case SOFTPLUS -> apply(Function.SOFTPLUS, x);
            case ERF -> apply(Function.ERF, x);
            case RELU -> apply(Function.RELU, x);
            case FLOOR -> apply(Function.FLOOR, x);
            case CEIL -> apply(Function.CEIL, x);
            case ROUND -> apply(Function.ROUND, x);
        };
    }

    private static Term binary(BinaryFn fn, Term a, Term b) {
        return switch (fn) {
            case ADD -> Simple.sum(a, b);
            case SUBTRACT -> Simple.sum(a, new Term.Negative(b));
            case MULTIPLY -> Simple.product(a, b);
            case DIVIDE -> Simple.quotient(a, b);
            case POWER -> new Term.Power(a, b);
            case MAX -> apply(Function.MAX, a, b);
            case MIN -> apply(Function.MIN, a, b);
        };
    }

    /// A number that another element type can't hold is rounded; where that loses more than digits it stands as it
    /// is.
    private Term cast(DType to, Node y, int e) {
        double value = operands.value(y, e);
        boolean same = Double.compare(value, operands.value(y.input(0), e)) == 0;
        if (same) {
            return x(y, 0, e);
        }
        return to == DType.FLOAT32 ? apply(Function.ROUNDED, x(y, 0, e)) : number(value);
    }

    /// A choice is shown with its condition, but where the condition only guards against 0 · ∞ in a gradient the
    /// branch taken is enough.
    private Term select(Node y, int e) {
        boolean holds = operands.value(y.input(0), e) != 0;
        if (isGuard(y)) {
            return x(y, holds ? 1 : 2, e);
        }
        Term decision = x(y, 0, e);
        Term.Condition condition = decision instanceof Term.Condition known
                ? known
                : new Term.Condition(decision, CompareFn.EQUAL, number(1));
        return new Term.Choice(condition, x(y, 1, e), x(y, 2, e));
    }

    /// `select(dy = 0, select(dx ≠ dx, 0, dx), dx)`, and a divisor that is 1 where nothing counts.
    private static boolean isGuard(Node y) {
        Node condition = y.input(0);
        if (!(condition.op() instanceof Elementwise.Compare(var fn))) {
            return false;
        }
        boolean unknown = fn == CompareFn.NOT_EQUAL && condition.input(0) == condition.input(1);
        boolean outer =
                y.input(1).op() instanceof Elementwise.Select && y.input(1).input(2) == y.input(2);
        boolean divisor = fn == CompareFn.EQUAL
                && condition.input(0) == y.input(2)
                && y.input(1).op() instanceof Leaf.Fill;
        return unknown || outer || divisor;
    }

    private Term fold(Reduction.ReduceFn fn, List<Term> terms) {
        return switch (fn) {
            case SUM -> operands.sum(terms);
            case MAX -> operands.extreme(Function.MAX, terms);
            case MIN -> operands.extreme(Function.MIN, terms);
        };
    }

    private List<Term> folded(Node y, List<Integer> axes, int e) {
        Shape shape = y.input(0).type().shape();
        int[] kept = Places.indices(y.type().shape(), e);
        int[] at = new int[shape.rank()];
        int next = 0;
        int count = 1;
        for (int i = 0; i < at.length; i++) {
            if (axes.contains(i)) {
                count *= shape.size(i);
            } else {
                at[i] = kept[next++];
            }
        }
        List<Term> terms = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int rest = n;
            for (int i = axes.size() - 1; i >= 0; i--) {
                at[axes.get(i)] = rest % shape.size(axes.get(i));
                rest /= shape.size(axes.get(i));
            }
            terms.add(x(y, 0, Places.element(shape, at)));
        }
        return terms;
    }

    private Term matmul(Contraction.MatMul op, Node y, int e) {
        Shape left = y.input(0).type().shape();
        Shape right = y.input(1).type().shape();
        boolean leftAsIs = op.left() == Contraction.Operand.AS_IS;
        boolean rightAsIs = op.right() == Contraction.Operand.AS_IS;
        int columns = y.type().shape().size(-1);
        int rows = y.type().shape().size(-2);
        int inner = left.size(leftAsIs ? -1 : -2);
        int column = e % columns;
        int row = e / columns % rows;
        int batch = e / columns / rows;
        List<Term> terms = new ArrayList<>();
        for (int k = 0; k < inner; k++) {
            int a = batch * left.size(-1) * left.size(-2) + (leftAsIs ? row * inner + k : k * rows + row);
            int b = batch * right.size(-1) * right.size(-2) + (rightAsIs ? k * columns + column : column * inner + k);
            terms.add(Simple.product(x(y, 0, a), x(y, 1, b)));
        }
        return operands.sum(terms);
    }

    private Term cumulate(Ordered.Cumulate op, Node y, int e) {
        Shape shape = y.type().shape();
        int step = shape.count(op.axis() + 1, shape.rank());
        int last = e / step % shape.size(op.axis());
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            terms.add(x(y, 0, e - (last - i) * step));
        }
        return switch (op.fn()) {
            case SUM -> operands.sum(terms);
            case MAX -> operands.extreme(Function.MAX, terms);
        };
    }

    private Term softmax(Node y, int e) {
        Row row = row(y, e);
        if (row.isEmpty()) {
            return number(0);
        }
        return new Term.Quotient(row.exponentials().get(row.column()), operands.sum(row.exponentials()));
    }

    private Term logSoftmax(Node y, int e) {
        Row row = row(y, e);
        if (row.isEmpty()) {
            return number(Double.NEGATIVE_INFINITY);
        }
        Term partition = apply(Function.LOG, operands.sum(row.exponentials()));
        return Simple.sum(row.logits().get(row.column()), new Term.Negative(partition));
    }

    private Term crossEntropy(Node y, int e) {
        int target = Math.toIntExact((long) operands.value(y.input(1), e));
        int classes = y.input(0).type().shape().size(-1);
        Row row = row(y, e * classes + target);
        Term partition = apply(Function.LOG, operands.sum(row.exponentials()));
        return Simple.sum(partition, new Term.Negative(row.logits().get(target)));
    }

    /// A row of logits and its exponentials; where these would overflow, all are divided by the largest, which
    /// changes neither softmax nor its logarithm.
    private record Row(List<Term> logits, List<Term> exponentials, int column, double largest) {
        /// Says whether all logits are −∞, as where a mask leaves nothing.
        boolean isEmpty() {
            return largest == Double.NEGATIVE_INFINITY;
        }
    }

    private Row row(Node y, int e) {
        int classes = y.input(0).type().shape().size(-1);
        int start = e / classes * classes;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            largest = Math.max(largest, operands.value(y.input(0), start + i));
        }
        List<Term> logits = new ArrayList<>();
        List<Term> exponentials = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            Term logit = x(y, 0, start + i);
            Term shifted = Math.abs(largest) < Simple.SAFE_EXPONENT ? logit : Simple.sum(logit, number(-largest));
            logits.add(shifted);
            exponentials.add(apply(Function.EXP, shifted));
        }
        return new Row(logits, exponentials, e % classes, largest);
    }
}
