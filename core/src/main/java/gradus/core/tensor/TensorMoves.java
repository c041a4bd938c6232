package gradus.core.tensor;

import gradus.core.op.CompareFn;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.type.DType;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Shapes, order and choice of elements.
///
/// {@snippet file="TensorSnippets.java" region="TensorMoves"}
public sealed interface TensorMoves permits Tensor {
    /// Gives this tensor.
    Tensor self();

    /// Gives the same elements in the same row-major order under another shape; one size may be −1, meaning what is
    /// left.
    ///
    /// @throws ShapeException if the number of elements would change
    default Tensor reshape(int... sizes) {
        int[] known = sizes.clone();
        int open = -1;
        int product = 1;
        for (int axis = 0; axis < known.length; axis++) {
            if (known[axis] == -1 && open < 0) {
                open = axis;
            } else {
                product *= known[axis];
            }
        }
        if (open >= 0) {
            known[open] = product == 0 ? 0 : self().type().count() / product;
        }
        return reshape(Shape.of(known));
    }

    /// Gives the same elements in the same row-major order under another shape.
    default Tensor reshape(Shape shape) {
        return self().shape().equals(shape) ? self() : Tensor.apply(new Movement.Reshape(shape), self());
    }

    /// Gives one row per element of the first axis: `[n, …] → [n, rest]`.
    default Tensor flattenRows() {
        return reshape(Shape.of(self().size(0), self().shape().count(1, self().rank())));
    }

    /// Gives this tensor without an axis of size 1.
    default Tensor squeeze(int axis) {
        if (self().size(axis) != 1) {
            throw new ShapeException("squeeze: the axis must have size 1, got axis " + axis + " of " + self().shape()
                    + Origin.here().at());
        }
        return reshape(self().shape().without(axis));
    }

    /// Gives this tensor with a new axis of size 1 before index `axis`; −1 adds it at the end.
    default Tensor expand(int axis) {
        int rank = self().rank();
        if (axis < -rank - 1 || axis > rank) {
            throw new ShapeException("expand: the axis must lie in [" + (-rank - 1) + ", " + rank + "] for "
                    + self().shape() + ", got " + axis + Origin.here().at());
        }
        return reshape(self().shape().inserting(axis < 0 ? axis + rank + 1 : axis, 1));
    }

    /// Exchanges the last two axes.
    default Tensor transpose() {
        if (self().rank() < 2) {
            throw new ShapeException("transpose: needs at least two axes, got " + self().shape()
                    + Origin.here().at() + "; make a row or column with expand(axis)");
        }
        List<Integer> order = axes();
        Collections.swap(order, order.size() - 1, order.size() - 2);
        return transpose(order);
    }

    /// Puts the axes in another order: the result's axis i is this tensor's axis `order.get(i)`.
    default Tensor transpose(List<Integer> order) {
        return Tensor.apply(new Movement.Transpose(order), self());
    }

    private List<Integer> axes() {
        return new ArrayList<>(IntStream.range(0, self().rank()).boxed().toList());
    }

    /// Repeats along axes of size 1 and new leading axes.
    default Tensor broadcastTo(Shape shape) {
        return self().shape().equals(shape) ? self() : Tensor.apply(new Movement.Broadcast(shape), self());
    }

    /// Gives the part of one axis from `start` (inclusive) to `limit` (exclusive).
    default Tensor slice(int axis, int start, int limit) {
        return slice(axis, start, limit, 1);
    }

    /// Gives every `stride`-th element of one axis from `start` (inclusive) to `limit` (exclusive).
    default Tensor slice(int axis, int start, int limit, int stride) {
        int cut = self().shape().axis(axis);
        List<Integer> starts = new ArrayList<>();
        List<Integer> limits = new ArrayList<>();
        List<Integer> strides = new ArrayList<>();
        for (int i = 0; i < self().rank(); i++) {
            starts.add(i == cut ? start : 0);
            limits.add(i == cut ? limit : self().size(i));
            strides.add(i == cut ? stride : 1);
        }
        return Tensor.apply(new Movement.Slice(starts, limits, strides), self());
    }

    /// Gives the slice at one index of an axis, which vanishes.
    default Tensor at(int axis, int index) {
        return slice(axis, index, index + 1).squeeze(axis);
    }

    /// Surrounds one axis with `value`.
    default Tensor pad(int axis, int low, int high, double value) {
        List<Integer> before = new ArrayList<>(Collections.nCopies(self().rank(), 0));
        List<Integer> after = new ArrayList<>(before);
        before.set(self().shape().axis(axis), low);
        after.set(self().shape().axis(axis), high);
        List<Integer> interior = Collections.nCopies(self().rank(), 0);
        return Tensor.apply(new Movement.Pad(before, after, interior, value), self());
    }

    /// Gives this tensor followed by others along an axis.
    default Tensor concat(int axis, Tensor... others) {
        List<Tensor> all = new ArrayList<>(List.of(others));
        all.addFirst(self());
        return concat(axis, all);
    }

    /// Gives tensors one after another along an axis.
    static Tensor concat(int axis, List<Tensor> tensors) {
        return Tensor.apply(new Movement.Concat(tensors.getFirst().shape().axis(axis)), tensors);
    }

    /// Gives tensors of one shape beside each other along a new axis.
    static Tensor stack(int axis, List<Tensor> tensors) {
        return concat(axis, tensors.stream().map(tensor -> tensor.expand(axis)).toList());
    }

    /// Gives slices chosen by number along an axis; the index may have any shape, as for an embedding.
    ///
    /// @throws IndexOutOfBoundsException when it runs, if an index lies outside the axis
    default Tensor gather(Tensor index, int axis) {
        return Tensor.apply(new Indexing.Gather(self().shape().axis(axis)), self(), index);
    }

    /// Gives single elements chosen by number along an axis; the index has this tensor's rank.
    ///
    /// @throws IndexOutOfBoundsException when it runs, if an index lies outside the axis
    default Tensor gatherAlong(Tensor index, int axis) {
        return Tensor.apply(new Indexing.GatherAlong(self().shape().axis(axis)), self(), index);
    }

    /// Gives float32 rows with a 1 at each index: shape `[…] → […, classes]`.
    default Tensor oneHot(int classes) {
        Shape shape = self().shape().append(Shape.of(classes));
        Tensor places = Tensor.apply(new Leaf.Iota(self().type().with(shape), shape.rank() - 1));
        return places.compare(CompareFn.EQUAL, expand(-1)).as(DType.FLOAT32);
    }

    /// Brings an axis to the end, applies a function that keeps the shape, and brings it back.
    default Tensor onLastAxis(int axis, UnaryOperator<Tensor> function) {
        int moved = self().shape().axis(axis);
        if (moved == self().rank() - 1) {
            return function.apply(self());
        }
        List<Integer> order = axes();
        Collections.swap(order, moved, order.size() - 1);
        return function.apply(transpose(order)).transpose(order);
    }
}
