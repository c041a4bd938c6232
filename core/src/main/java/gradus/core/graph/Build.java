package gradus.core.graph;

import gradus.core.op.BinaryFn;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Reduction;
import gradus.core.op.Reduction.ReduceFn;
import gradus.core.op.UnaryFn;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Functions that apply operations to nodes, so that gradient rules and decompositions read like formulas.
///
/// {@snippet file="EngineSnippets.java" region="Build"}
public final class Build {
    private Build() {}

    /// Gives a named input.
    public static Node input(String name, TensorType type) {
        return Node.of(new Leaf.Input(name, type));
    }

    /// Gives a known value.
    public static Node constant(Literal value) {
        return Node.of(new Leaf.Constant(value));
    }

    /// Gives one number everywhere.
    public static Node fill(TensorType type, double value) {
        return Node.of(new Leaf.Fill(type, value));
    }

    /// Gives zeros of the type of `x`.
    public static Node zerosLike(Node x) {
        return fill(x.type(), 0);
    }

    /// Gives 0, 1, 2 … along an axis.
    public static Node iota(TensorType type, int axis) {
        return Node.of(new Leaf.Iota(type, axis));
    }

    /// Applies a function of one number.
    public static Node unary(UnaryFn fn, Node x) {
        return Node.of(new Elementwise.Unary(fn), x);
    }

    /// Applies a function of two numbers.
    public static Node binary(BinaryFn fn, Node x, Node y) {
        return Node.of(new Elementwise.Binary(fn), x, y);
    }

    /// Gives `x + y`.
    public static Node add(Node x, Node y) {
        return binary(BinaryFn.ADD, x, y);
    }

    /// Gives `x − y`.
    public static Node subtract(Node x, Node y) {
        return binary(BinaryFn.SUBTRACT, x, y);
    }

    /// Gives `x · y`, element by element.
    public static Node multiply(Node x, Node y) {
        return binary(BinaryFn.MULTIPLY, x, y);
    }

    /// Gives `x · c`.
    public static Node multiply(Node x, double c) {
        return multiply(x, fill(x.type(), c));
    }

    /// Gives `x + c`.
    public static Node add(Node x, double c) {
        return add(x, fill(x.type(), c));
    }

    /// Gives `x / y`.
    public static Node divide(Node x, Node y) {
        return binary(BinaryFn.DIVIDE, x, y);
    }

    /// Gives `−x`.
    public static Node negate(Node x) {
        return unary(UnaryFn.NEGATE, x);
    }

    /// Compares element by element.
    public static Node compare(CompareFn fn, Node x, Node y) {
        return Node.of(new Elementwise.Compare(fn), x, y);
    }

    /// Compares each element with a number.
    public static Node compare(CompareFn fn, Node x, double c) {
        return compare(fn, x, fill(x.type(), c));
    }

    /// Gives `x` where the condition holds, else `y`.
    public static Node select(Node condition, Node x, Node y) {
        return Node.of(new Elementwise.Select(), condition, x, y);
    }

    /// Gives `x` as another element type.
    public static Node cast(Node x, DType dtype) {
        return x.type().dtype() == dtype ? x : Node.of(new Elementwise.Cast(dtype), x);
    }

    /// Folds the axes away.
    public static Node reduce(ReduceFn fn, Node x, List<Integer> axes) {
        return axes.isEmpty() ? x : Node.of(new Reduction.Reduce(fn, axes), x);
    }

    /// Sums the axes away.
    public static Node sum(Node x, List<Integer> axes) {
        return reduce(ReduceFn.SUM, x, axes);
    }

    /// Folds one axis and repeats the result along it, so that the shape stays.
    public static Node reduceAndSpread(ReduceFn fn, Node x, int axis) {
        return spread(reduce(fn, x, List.of(axis)), x.type().shape(), List.of(axis));
    }

    /// Repeats `x` along `axes`, which were folded away from `shape`.
    public static Node spread(Node x, Shape shape, List<Integer> axes) {
        Shape kept = shape;
        for (int axis : axes) {
            kept = kept.with(axis, 1);
        }
        return broadcast(reshape(x, kept), shape);
    }

    /// Gives the same elements under another shape.
    public static Node reshape(Node x, Shape shape) {
        return x.type().shape().equals(shape) ? x : Node.of(new Movement.Reshape(shape), x);
    }

    /// Repeats `x` to a larger shape.
    public static Node broadcast(Node x, Shape shape) {
        return x.type().shape().equals(shape) ? x : Node.of(new Movement.Broadcast(shape), x);
    }

    /// Sums `x` down to a shape that broadcasts to its own: the adjoint of [#broadcast].
    public static Node sumTo(Node x, Shape shape) {
        Shape from = x.type().shape();
        int offset = from.rank() - shape.rank();
        List<Integer> axes = IntStream.range(0, from.rank())
                .filter(axis -> axis < offset || shape.size(axis - offset) == 1 && from.size(axis) != 1)
                .boxed()
                .toList();
        return reshape(sum(x, axes), shape);
    }

    /// Puts axes in another order.
    public static Node transpose(Node x, List<Integer> permutation) {
        return Node.of(new Movement.Transpose(permutation), x);
    }

    /// Cuts a part out of one axis.
    public static Node sliceAxis(Node x, int axis, int start, int limit) {
        List<Integer> starts = new ArrayList<>();
        List<Integer> limits = new ArrayList<>();
        List<Integer> strides = new ArrayList<>();
        for (int i = 0; i < x.type().shape().rank(); i++) {
            starts.add(i == axis ? start : 0);
            limits.add(i == axis ? limit : x.type().shape().size(i));
            strides.add(1);
        }
        return Node.of(new Movement.Slice(starts, limits, strides), x);
    }

    /// Gives the matrix product.
    public static Node matmul(Node x, Node y, Operand left, Operand right) {
        return Node.of(new Contraction.MatMul(left, right), x, y);
    }

    /// Picks single elements along an axis.
    public static Node gatherAlong(Node x, Node index, int axis) {
        return Node.of(new Indexing.GatherAlong(axis), x, index);
    }

    /// Gives 1 where the last axis's place is the index, else 0; shape `index.shape + [classes]`.
    public static Node oneHot(Node index, int classes, DType dtype) {
        Shape shape = index.type().shape().append(Shape.of(classes));
        int last = shape.rank() - 1;
        Node places = iota(index.type().with(shape), last);
        Node wanted = spread(index, shape, List.of(last));
        return cast(compare(CompareFn.EQUAL, places, wanted), dtype);
    }

    /// Gives the softmax over the last axis.
    public static Node softmax(Node x) {
        return Node.of(new Fused.Softmax(), x);
    }

    /// Gives all axes of a rank but the listed, then the listed: the order that brings `axes` to the end.
    public static List<Integer> axesLast(int rank, List<Integer> axes) {
        List<Integer> order = new ArrayList<>();
        IntStream.range(0, rank).filter(axis -> !axes.contains(axis)).forEach(order::add);
        order.addAll(axes);
        return List.copyOf(order);
    }

    /// Gives the permutation that undoes another.
    public static List<Integer> inverse(List<Integer> permutation) {
        Integer[] inverse = new Integer[permutation.size()];
        for (int i = 0; i < inverse.length; i++) {
            inverse[permutation.get(i)] = i;
        }
        return List.of(inverse);
    }
}
