package gradus.core.tensor;

import gradus.core.op.CompareFn;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Ordered;
import gradus.core.op.Ordered.CumulateFn;
import gradus.core.op.Ordered.Direction;
import gradus.core.type.DType;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What goes by the order of an axis: running sums, sorting, turning, cutting and repeating, triangles of matrices.
public sealed interface TensorOrder permits Tensor {
    /// Whether a running fold counts the element it stands at.
    enum Bounds {
        /// Element i is counted in result i.
        INCLUSIVE,
        /// Result i ends before element i, so that result 0 is a fold of nothing.
        EXCLUSIVE
    }

    /// The largest elements of an axis and where they stood.
    ///
    /// @param values the elements, the largest first
    /// @param indices their int64 places along the axis
    record TopK(Tensor values, Tensor indices) {}

    /// Gives this tensor.
    Tensor self();

    /// Gives the running sum `yᵢ = x₀ + … + xᵢ` along an axis.
    default Tensor cumulativeSum(int axis) {
        return cumulate(CumulateFn.SUM, axis);
    }

    /// Gives the running sum along an axis; exclusive, it begins with 0 and ends before the last element. The sum
    /// from the end is that of [#flip], flipped.
    default Tensor cumulativeSum(int axis, Bounds bounds) {
        int size = self().size(axis);
        if (bounds == Bounds.INCLUSIVE || size == 0) {
            return cumulativeSum(axis);
        }
        return cumulativeSum(axis).slice(axis, 0, size - 1).pad(axis, 1, 0, 0);
    }

    /// Gives the running maximum along an axis; a gradient goes to the first of equals.
    default Tensor cumulativeMax(int axis) {
        return cumulate(CumulateFn.MAX, axis);
    }

    private Tensor cumulate(CumulateFn fn, int axis) {
        return Tensor.apply(new Ordered.Cumulate(fn, self().shape().axis(axis)), self());
    }

    /// Gives the int64 places along an axis in the order of their elements: stable, NaN last.
    default Tensor argSort(int axis, Direction direction) {
        return Tensor.apply(new Ordered.ArgSort(self().shape().axis(axis), direction), self());
    }

    /// Gives the elements in order along an axis: stable, NaN last.
    default Tensor sort(int axis, Direction direction) {
        return self().gatherAlong(argSort(axis, direction), axis);
    }

    /// Gives the `k` largest elements along an axis in descending order, the first of equals first, NaN last.
    ///
    /// @throws ShapeException if the axis has fewer than `k` elements, or `k` is negative
    default TopK topK(int k, int axis) {
        if (k < 0 || k > self().size(axis)) {
            throw new ShapeException("top k: k must lie in [0, " + self().size(axis) + "], the size of axis " + axis
                    + " of " + self().shape() + ", got " + k + Origin.here().at());
        }
        Tensor indices = argSort(axis, Direction.DESCENDING).slice(axis, 0, k);
        return new TopK(self().gatherAlong(indices, axis), indices);
    }

    /// Gives the same elements with axes turned round: the last comes first.
    default Tensor flip(int... axes) {
        List<Integer> turned =
                IntStream.of(axes).map(self().shape()::axis).sorted().boxed().toList();
        return Tensor.apply(new Movement.Reverse(turned), self());
    }

    /// Gives the elements moved along an axis by `shift` places; what leaves at the end comes in at the start.
    default Tensor roll(int shift, int axis) {
        int size = self().size(axis);
        int cut = size == 0 ? 0 : Math.floorMod(-(long) shift, size);
        return cut == 0 ? self() : self().slice(axis, cut, size).concat(axis, self().slice(axis, 0, cut));
    }

    /// Gives parts of an axis, one after another, of these sizes.
    ///
    /// @throws ShapeException if the sizes do not add up to the axis
    default List<Tensor> split(int axis, int... sizes) {
        long sum = IntStream.of(sizes).asLongStream().sum();
        if (sum != self().size(axis) || IntStream.of(sizes).anyMatch(size -> size < 0)) {
            throw new ShapeException("split: the sizes must add up to " + self().size(axis) + ", axis " + axis + " of "
                    + self().shape() + ", got " + Arrays.toString(sizes)
                    + Origin.here().at());
        }
        List<Tensor> parts = new ArrayList<>();
        int start = 0;
        for (int size : sizes) {
            parts.add(self().slice(axis, start, start + size));
            start += size;
        }
        return List.copyOf(parts);
    }

    /// Gives each element `times` times along an axis: `a, b → a, a, b, b`.
    default Tensor repeat(int times, int axis) {
        int at = self().shape().axis(axis);
        return repeated(times, at + 1, at);
    }

    /// Gives the whole axis `times` times: `a, b → a, b, a, b`.
    default Tensor tile(int times, int axis) {
        int at = self().shape().axis(axis);
        return repeated(times, at, at);
    }

    private Tensor repeated(int times, int fresh, int axis) {
        if (times < 0) {
            throw new ShapeException("repeat: the number of times must not be negative, got " + times
                    + Origin.here().at());
        }
        Shape wide = self().shape().inserting(fresh, times);
        Shape joined = self().shape().with(axis, self().size(axis) * times);
        return self().reshape(self().shape().inserting(fresh, 1))
                .broadcastTo(wide)
                .reshape(joined);
    }

    /// Gives the outer product of two vectors: `[m], [n] → [m, n]`, element `xᵢ yⱼ`.
    ///
    /// @throws ShapeException if one is not a vector
    default Tensor outer(Tensor other) {
        if (self().rank() != 1 || other.rank() != 1) {
            throw new ShapeException("outer: takes two vectors, got " + self().shape() + " and " + other.shape()
                    + Origin.here().at());
        }
        return self().expand(1).multiply(other.expand(0));
    }

    /// Gives the elements of the last two axes on and below a diagonal, zeros above: 0 is the main diagonal, 1 the
    /// one above it.
    default Tensor lowerTriangle(int diagonal) {
        return triangle(diagonal, CompareFn.LESS_OR_EQUAL);
    }

    /// Gives the elements of the last two axes on and above a diagonal, zeros below: 0 is the main diagonal, 1 the
    /// one above it.
    default Tensor upperTriangle(int diagonal) {
        return triangle(diagonal, CompareFn.GREATER_OR_EQUAL);
    }

    private Tensor triangle(int diagonal, CompareFn side) {
        if (self().rank() < 2) {
            throw new ShapeException("triangle: needs at least two axes, got " + self().shape()
                    + Origin.here().at());
        }
        Tensor kept = triangle(self().size(-2), self().size(-1), diagonal, side);
        Tensor zeros = Tensor.fill(self().type(), 0);
        return kept.broadcastTo(self().shape()).where(self(), zeros);
    }

    /// Gives a bool matrix that is true where `column − row` compares so with `diagonal`: with `LESS_OR_EQUAL` and
    /// 0, what a position may see of itself and the past.
    ///
    /// @param rows how many rows
    /// @param columns how many columns
    /// @param diagonal which diagonal, 0 the main one
    /// @param side which side of it is true
    static Tensor triangle(int rows, int columns, int diagonal, CompareFn side) {
        Shape shape = Shape.of(rows, columns);
        Tensor column = Tensor.apply(new Leaf.Iota(new TensorType(DType.INT64, shape), 1));
        Tensor row = Tensor.apply(new Leaf.Iota(new TensorType(DType.INT64, shape), 0));
        return column.subtract(row).compare(side, diagonal);
    }

    /// Gives slices added into `size` zeroed places along an axis, the adjoint of [TensorMoves#gather]: the index's
    /// axes stand at `axis` of this tensor.
    ///
    /// @throws IndexOutOfBoundsException when it runs, if an index lies outside [0, size)
    default Tensor scatterAdd(Tensor index, int axis, int size) {
        return Tensor.apply(new Indexing.ScatterAdd(self().shape().axis(axis), size, index.rank()), self(), index);
    }

    /// Gives single elements added into `size` zeroed places along an axis, the adjoint of
    /// [TensorMoves#gatherAlong]; the index has this tensor's shape.
    ///
    /// @throws IndexOutOfBoundsException when it runs, if an index lies outside [0, size)
    default Tensor scatterAddAlong(Tensor index, int axis, int size) {
        return Tensor.apply(new Indexing.ScatterAddAlong(self().shape().axis(axis), size), self(), index);
    }

    /// Gives the tensor with place `index` of an axis set to `value`, and the rest as it was: the way to write one
    /// place of a memory of fixed size.
    ///
    /// @param axis the axis of which one place is written
    /// @param index the place, an integer scalar
    /// @param value what is written, with size 1 at the axis
    /// @throws IndexOutOfBoundsException when it runs, if the index lies outside the axis
    default Tensor withPlace(int axis, Tensor index, Tensor value) {
        int written = self().shape().axis(axis);
        Shape shape = self().shape();
        Tensor places = Tensor.apply(new Leaf.Iota(index.type().with(shape), written));
        Tensor numbers = Tensor.apply(new Leaf.Iota(index.type().with(Shape.of(shape.size(written))), 0));
        Tensor checked = numbers.gather(index, 0);
        Tensor here = places.compare(CompareFn.EQUAL, checked);
        return here.where(value.broadcastTo(shape), self());
    }
}
