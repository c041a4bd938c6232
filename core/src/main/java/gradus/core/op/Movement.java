package gradus.core.op;

import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;

/// Operations that place elements elsewhere and compute nothing.
public sealed interface Movement extends Op {
    /// The same elements in the same row-major order under another shape.
    ///
    /// @param shape the result's shape
    record Reshape(Shape shape) implements Movement {}

    /// Axes in another order: the result's axis i is the input's axis `permutation[i]`.
    ///
    /// @param permutation each axis once
    record Transpose(List<Integer> permutation) implements Movement {
        /// Copies the list.
        public Transpose {
            permutation = List.copyOf(permutation);
        }
    }

    /// Repeats along axes of size 1 and along new leading axes.
    ///
    /// @param shape the result's shape
    record Broadcast(Shape shape) implements Movement {}

    /// The elements from `starts` (inclusive) to `limits` (exclusive) in steps of `strides`, per axis.
    ///
    /// @param starts first index per axis
    /// @param limits end index per axis
    /// @param strides step per axis, at least 1
    record Slice(List<Integer> starts, List<Integer> limits, List<Integer> strides) implements Movement {
        /// Copies the lists.
        public Slice {
            starts = List.copyOf(starts);
            limits = List.copyOf(limits);
            strides = List.copyOf(strides);
        }
    }

    /// Surrounds with `value`: `low` before, `high` after, and `interior` between neighbours, per axis.
    ///
    /// @param low how many before the first element
    /// @param high how many after the last element
    /// @param interior how many between two elements
    /// @param value the number that fills the gaps
    record Pad(List<Integer> low, List<Integer> high, List<Integer> interior, double value) implements Movement {
        /// Copies the lists.
        public Pad {
            low = List.copyOf(low);
            high = List.copyOf(high);
            interior = List.copyOf(interior);
        }
    }

    /// Inputs one after another along an axis.
    ///
    /// @param axis the axis to join
    record Concat(int axis) implements Movement {}

    /// Turns axes round: the last element comes first.
    ///
    /// @param axes the axes to turn, ascending
    record Reverse(List<Integer> axes) implements Movement {
        /// Copies the list and checks its order.
        public Reverse {
            axes = List.copyOf(axes);
            for (int i = 1; i < axes.size(); i++) {
                Check.that("reverse", axes.get(i - 1) < axes.get(i), "axes must be ascending and distinct", axes);
            }
        }
    }

    @Override
    default TensorType infer(List<TensorType> inputs) {
        if (!(this instanceof Concat)) {
            Check.count(name(), inputs, 1);
        }
        return switch (this) {
            case Reshape reshape -> {
                TensorType type = inputs.getFirst();
                Check.that(
                        name(),
                        type.count() == reshape.shape().count(),
                        "the number of elements must stay the same",
                        type.shape() + " → " + reshape.shape() + " (" + type.count() + " ≠ "
                                + reshape.shape().count() + ")");
                yield type.with(reshape.shape());
            }
            case Transpose transpose -> MovementTypes.transpose(transpose, inputs.getFirst());
            case Broadcast broadcast -> {
                TensorType type = inputs.getFirst();
                Check.that(
                        name(),
                        type.shape().broadcastsTo(broadcast.shape()),
                        "aligned sizes must be equal or 1",
                        type.shape() + " → " + broadcast.shape());
                yield type.with(broadcast.shape());
            }
            case Slice slice -> MovementTypes.slice(slice, inputs.getFirst());
            case Pad pad -> MovementTypes.pad(pad, inputs.getFirst());
            case Concat concat -> MovementTypes.concat(concat, inputs);
            case Reverse reverse -> {
                reverse.axes().forEach(axis -> Check.axis(name(), axis, inputs.getFirst()));
                yield inputs.getFirst();
            }
        };
    }

    @Override
    default String name() {
        return switch (this) {
            case Reshape _ -> "reshape";
            case Transpose _ -> "transpose";
            case Broadcast _ -> "broadcast";
            case Slice _ -> "slice";
            case Pad _ -> "pad";
            case Concat _ -> "concat";
            case Reverse _ -> "reverse";
        };
    }
}
