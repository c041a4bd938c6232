package gradus.core.op;

import gradus.core.type.DType;
import gradus.core.type.DTypeException;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Locale;

/// Operations that fold axes away.
public sealed interface Reduction extends Op {
    /// What a fold computes.
    enum ReduceFn {
        /// The sum, 0 of nothing, in a fixed order that does not depend on threads.
        SUM,
        /// The largest element; NaN if any is; −∞ of nothing.
        MAX,
        /// The smallest element; NaN if any is; +∞ of nothing.
        MIN
    }

    /// Which place a search gives.
    enum ArgFn {
        /// Of the largest element; the first of equals; the first NaN if there is one.
        ARG_MAX,
        /// Of the smallest element; the first of equals; the first NaN if there is one.
        ARG_MIN
    }

    /// Folds the axes, which must be ascending, and removes them.
    ///
    /// @param fn what is computed
    /// @param axes the axes to fold
    record Reduce(ReduceFn fn, List<Integer> axes) implements Reduction {
        /// Checks the order of the axes.
        public Reduce {
            axes = List.copyOf(axes);
            for (int i = 1; i < axes.size(); i++) {
                Check.that("reduce", axes.get(i - 1) < axes.get(i), "axes must be ascending and distinct", axes);
            }
        }
    }

    /// The int64 place of an extreme along one axis, which is removed.
    ///
    /// @param fn which extreme
    /// @param axis the axis to search
    record ArgReduce(ArgFn fn, int axis) implements Reduction {}

    @Override
    default TensorType infer(List<TensorType> inputs) {
        Check.count(name(), inputs, 1);
        TensorType type = inputs.getFirst();
        if (type.dtype() == DType.BOOL) {
            throw new DTypeException(
                    name() + ": takes numbers, got " + type + Origin.here().at() + "; cast it with .as(DType.FLOAT32)");
        }
        return switch (this) {
            case Reduce reduce -> {
                Shape shape = type.shape();
                for (int i = reduce.axes().size() - 1; i >= 0; i--) {
                    Check.axis(name(), reduce.axes().get(i), type);
                    shape = shape.without(reduce.axes().get(i));
                }
                yield type.with(shape);
            }
            case ArgReduce arg -> {
                Check.axis(name(), arg.axis(), type);
                Check.that(name(), type.shape().size(arg.axis()) > 0, "the axis must not be empty", type);
                yield new TensorType(DType.INT64, type.shape().without(arg.axis()));
            }
        };
    }

    @Override
    default String name() {
        return switch (this) {
            case Reduce reduce -> "reduce_" + reduce.fn().name().toLowerCase(Locale.ROOT);
            case ArgReduce arg -> arg.fn().name().toLowerCase(Locale.ROOT);
        };
    }
}
