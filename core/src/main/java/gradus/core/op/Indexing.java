package gradus.core.op;

import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;

/// Operations that choose places by number. An index outside the axis is an error when the program runs, never
/// clamped.
public sealed interface Indexing extends Op {
    /// Whole slices: `y[p…, i…, q…] = x[p…, index[i…], q…]`; inputs are x and an integer index of any shape.
    ///
    /// @param axis the axis of x that the index addresses
    record Gather(int axis) implements Indexing {}

    /// The adjoint of [Gather]: adds slices of the first input into `size` zeroed places; inputs are the slices and
    /// the index.
    ///
    /// @param axis the axis of the result that the index addresses
    /// @param size the size of that axis
    /// @param indexRank how many axes of the first input belong to the index
    record ScatterAdd(int axis, int size, int indexRank) implements Indexing {}

    /// Single elements: `y[…i…] = x[…index[…i…]…]`; the index has the rank of x and equal sizes but for the axis.
    ///
    /// @param axis the axis of x that the index addresses
    record GatherAlong(int axis) implements Indexing {}

    /// The adjoint of [GatherAlong]: adds elements of the first input into `size` zeroed places.
    ///
    /// @param axis the axis of the result that the index addresses
    /// @param size the size of that axis
    record ScatterAddAlong(int axis, int size) implements Indexing {}

    @Override
    default TensorType infer(List<TensorType> inputs) {
        Check.count(name(), inputs, 2);
        TensorType x = inputs.get(0);
        TensorType index = inputs.get(1);
        Check.index(name(), index);
        return switch (this) {
            case Gather gather -> {
                Check.axis(name(), gather.axis(), x);
                Shape before = x.shape().slice(0, gather.axis());
                Shape after = x.shape().slice(gather.axis() + 1, x.shape().rank());
                yield x.with(before.append(index.shape()).append(after));
            }
            case ScatterAdd scatter -> {
                int axis = scatter.axis();
                int end = axis + scatter.indexRank();
                boolean fits = index.shape().rank() == scatter.indexRank()
                        && end <= x.shape().rank()
                        && x.shape().slice(axis, end).equals(index.shape());
                Check.that(
                        name(), fits, "the slices must contain the index's axes at axis " + axis, x + " and " + index);
                Shape before = x.shape().slice(0, axis);
                Shape after = x.shape().slice(end, x.shape().rank());
                yield x.with(before.append(Shape.of(scatter.size())).append(after));
            }
            case GatherAlong gather -> {
                Check.axis(name(), gather.axis(), x);
                along(gather.axis(), x, index);
                yield x.with(index.shape());
            }
            case ScatterAddAlong scatter -> {
                Check.axis(name(), scatter.axis(), x);
                Check.that(name(), x.shape().equals(index.shape()), "elements and index must have one shape", inputs);
                yield x.with(x.shape().with(scatter.axis(), scatter.size()));
            }
        };
    }

    private void along(int axis, TensorType x, TensorType index) {
        boolean fits = index.shape().rank() == x.shape().rank()
                && index.shape().without(axis).equals(x.shape().without(axis));
        Check.that(
                name(), fits, "the index must have the shape of the input but for axis " + axis, x + " and " + index);
    }

    @Override
    default String name() {
        return switch (this) {
            case Gather _ -> "gather";
            case ScatterAdd _ -> "scatter_add";
            case GatherAlong _ -> "gather_along";
            case ScatterAddAlong _ -> "scatter_add_along";
        };
    }
}
