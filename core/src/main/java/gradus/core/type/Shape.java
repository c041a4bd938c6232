package gradus.core.type;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The sizes of a tensor along its axes; rank 0 is a scalar, sizes may be 0. Elements lie row-major: the last axis is
/// adjacent.
///
/// Broadcasting lives here and nowhere else. Two shapes broadcast when, aligned at their last axes, the sizes are
/// equal or one of them is 1 (the rule of NumPy).
///
/// {@snippet file="TensorSnippets.java" region="Shape"}
public final class Shape {
    /// The shape of one number.
    public static final Shape SCALAR = new Shape(new int[0]);

    private static final long TOO_MANY = 1L << 31;

    private final int[] sizes;
    private final int count;

    private Shape(int[] sizes) {
        this.sizes = sizes;
        long total = 1;
        for (int size : sizes) {
            if (size < 0) {
                throw new ShapeException("shape: sizes must not be negative, got " + text(sizes));
            }
            total = Math.min(total * size, TOO_MANY);
        }
        boolean empty = Arrays.stream(sizes).anyMatch(size -> size == 0);
        if (total == TOO_MANY && !empty) {
            throw new ShapeException("shape: a tensor holds at most 2147483647 elements, got " + text(sizes)
                    + "; split it along an axis");
        }
        this.count = empty ? 0 : (int) total;
    }

    /// Gives the shape with these sizes.
    ///
    /// @throws ShapeException if a size is negative or the product passes 2³¹ − 1
    public static Shape of(int... sizes) {
        return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
    }

    /// Gives the number of axes.
    public int rank() {
        return sizes.length;
    }

    /// Gives the number of elements, the product of the sizes.
    public int count() {
        return count;
    }

    /// Gives the size of an axis; a negative axis counts from the end.
    public int size(int axis) {
        return sizes[axis(axis)];
    }

    /// Gives a fresh array of the sizes.
    public int[] sizes() {
        return sizes.clone();
    }

    /// Gives the axis as an index from 0; a negative axis counts from the end.
    ///
    /// @throws ShapeException if there is no such axis
    public int axis(int axis) {
        int index = axis < 0 ? axis + sizes.length : axis;
        if (index < 0 || index >= sizes.length) {
            throw new ShapeException("axis: must lie in [" + -sizes.length + ", " + (sizes.length - 1) + "] for shape "
                    + this + ", got " + axis + Origin.here().at());
        }
        return index;
    }

    /// Gives the distance in elements between neighbours along each axis.
    public int[] strides() {
        int[] strides = new int[sizes.length];
        int stride = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= sizes[axis];
        }
        return strides;
    }

    /// Gives the product of the sizes of axes `from` (inclusive) to `to` (exclusive).
    public int count(int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= sizes[axis];
        }
        return product;
    }

    /// Gives this shape with one axis of another size.
    public Shape with(int axis, int size) {
        int[] changed = sizes.clone();
        changed[axis(axis)] = size;
        return new Shape(changed);
    }

    /// Gives this shape without an axis.
    public Shape without(int axis) {
        int removed = axis(axis);
        int[] rest = new int[sizes.length - 1];
        System.arraycopy(sizes, 0, rest, 0, removed);
        System.arraycopy(sizes, removed + 1, rest, removed, rest.length - removed);
        return of(rest);
    }

    /// Gives this shape with a new axis of the given size before index `axis`.
    public Shape inserting(int axis, int size) {
        int[] longer = new int[sizes.length + 1];
        System.arraycopy(sizes, 0, longer, 0, axis);
        longer[axis] = size;
        System.arraycopy(sizes, axis, longer, axis + 1, sizes.length - axis);
        return new Shape(longer);
    }

    /// Gives this shape followed by the axes of `other`.
    public Shape append(Shape other) {
        int[] both = Arrays.copyOf(sizes, sizes.length + other.sizes.length);
        System.arraycopy(other.sizes, 0, both, sizes.length, other.sizes.length);
        return of(both);
    }

    /// Gives the shape of axes `from` (inclusive) to `to` (exclusive).
    public Shape slice(int from, int to) {
        return of(Arrays.copyOfRange(sizes, from, to));
    }

    /// Says whether a tensor of this shape can be read as one of shape `target`.
    public boolean broadcastsTo(Shape target) {
        int offset = target.rank() - rank();
        if (offset < 0) {
            return false;
        }
        for (int axis = 0; axis < rank(); axis++) {
            if (sizes[axis] != 1 && sizes[axis] != target.sizes[axis + offset]) {
                return false;
            }
        }
        return true;
    }

    /// Gives the smallest shape that both shapes broadcast to.
    ///
    /// @throws ShapeException if an aligned pair of sizes differs and neither is 1
    public Shape broadcastWith(Shape other) {
        int rank = Math.max(rank(), other.rank());
        int[] result = new int[rank];
        for (int axis = 1; axis <= rank; axis++) {
            int left = axis <= rank() ? sizes[rank() - axis] : 1;
            int right = axis <= other.rank() ? other.sizes[other.rank() - axis] : 1;
            if (left != right && left != 1 && right != 1) {
                throw new ShapeException("broadcast: aligned sizes must be equal or 1, got " + this + " and " + other
                        + " (" + left + " ≠ " + right + " at axis −" + axis + ")");
            }
            result[rank - axis] = left == 1 ? right : left;
        }
        return of(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return text(sizes);
    }

    private static String text(int[] sizes) {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
