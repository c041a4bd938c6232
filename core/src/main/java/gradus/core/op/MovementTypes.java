package gradus.core.op;

import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;

/// The longer type rules of [Movement].
final class MovementTypes {
    private MovementTypes() {}

    static TensorType transpose(Movement.Transpose op, TensorType type) {
        List<Integer> permutation = op.permutation();
        int rank = type.shape().rank();
        boolean[] seen = new boolean[rank];
        boolean valid = permutation.size() == rank;
        for (int axis : permutation) {
            valid = valid && axis >= 0 && axis < rank && !seen[axis];
            if (valid) {
                seen[axis] = true;
            }
        }
        Check.that("transpose", valid, "the permutation must name each axis of " + type + " once", permutation);
        int[] sizes = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            sizes[axis] = type.shape().size(permutation.get(axis));
        }
        return type.with(Shape.of(sizes));
    }

    static TensorType slice(Movement.Slice op, TensorType type) {
        int rank = type.shape().rank();
        Check.that(
                "slice",
                op.starts().size() == rank
                        && op.limits().size() == rank
                        && op.strides().size() == rank,
                "starts, limits and strides must have one entry per axis of " + type,
                op);
        int[] sizes = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int start = op.starts().get(axis);
            int limit = op.limits().get(axis);
            int stride = op.strides().get(axis);
            int size = type.shape().size(axis);
            Check.that(
                    "slice",
                    0 <= start && start <= limit && limit <= size && stride >= 1,
                    "0 ≤ start ≤ limit ≤ " + size + " and stride ≥ 1 must hold at axis " + axis + " of " + type,
                    start + " to " + limit + " by " + stride);
            sizes[axis] = (limit - start + stride - 1) / stride;
        }
        return type.with(Shape.of(sizes));
    }

    static TensorType pad(Movement.Pad op, TensorType type) {
        int rank = type.shape().rank();
        Check.that(
                "pad",
                op.low().size() == rank
                        && op.high().size() == rank
                        && op.interior().size() == rank,
                "low, high and interior must have one entry per axis of " + type,
                op);
        int[] sizes = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int size = type.shape().size(axis);
            int low = op.low().get(axis);
            int high = op.high().get(axis);
            int interior = op.interior().get(axis);
            Check.that("pad", low >= 0 && high >= 0 && interior >= 0, "amounts must not be negative", op);
            sizes[axis] = low + high + size + Math.max(0, size - 1) * interior;
        }
        return type.with(Shape.of(sizes));
    }

    static TensorType concat(Movement.Concat op, List<TensorType> inputs) {
        Check.that("concat", !inputs.isEmpty(), "at least one input is needed", "none");
        TensorType first = inputs.getFirst();
        Check.axis("concat", op.axis(), first);
        int total = 0;
        for (TensorType type : inputs) {
            Check.dtype("concat", type, first.dtype());
            Check.that(
                    "concat",
                    type.shape().rank() == first.shape().rank()
                            && type.shape()
                                    .without(op.axis())
                                    .equals(first.shape().without(op.axis())),
                    "all axes but axis " + op.axis() + " must be equal",
                    inputs);
            total += type.shape().size(op.axis());
        }
        return first.with(first.shape().with(op.axis(), total));
    }
}
