package gradus.core.op;

import gradus.core.type.DType;
import gradus.core.type.DTypeException;
import gradus.core.type.Origin;
import gradus.core.type.TensorType;
import java.util.List;
import java.util.Locale;

/// Operations along one axis that go by its order: running folds and sorting. The shape stays.
public sealed interface Ordered extends Op {
    /// What a running fold computes.
    enum CumulateFn {
        /// The sum of what came so far.
        SUM,
        /// The largest of what came so far; NaN once one has come.
        MAX
    }

    /// Which end of the numbers comes first.
    enum Direction {
        /// The smallest first.
        ASCENDING,
        /// The largest first.
        DESCENDING
    }

    /// The running fold `yᵢ = x₀ ∘ x₁ ∘ … ∘ xᵢ` along an axis, from its first place on, one after another.
    ///
    /// @param fn what is computed
    /// @param axis the axis to run along
    record Cumulate(CumulateFn fn, int axis) implements Ordered {}

    /// The int64 places along an axis in the order of their elements: y₀ is the place of the first in order. Equal
    /// elements keep their order, whatever the direction (a stable sort), and NaN comes last; −0 and 0 are equal.
    ///
    /// @param axis the axis to sort along
    /// @param direction which end comes first
    record ArgSort(int axis, Direction direction) implements Ordered {}

    @Override
    default TensorType infer(List<TensorType> inputs) {
        Check.count(name(), inputs, 1);
        TensorType type = inputs.getFirst();
        if (type.dtype() == DType.BOOL) {
            throw new DTypeException(
                    name() + ": takes numbers, got " + type + Origin.here().at() + "; cast it with .as(DType.INT64)");
        }
        return switch (this) {
            case Cumulate cumulate -> {
                Check.axis(name(), cumulate.axis(), type);
                yield type;
            }
            case ArgSort sort -> {
                Check.axis(name(), sort.axis(), type);
                yield type.with(DType.INT64);
            }
        };
    }

    @Override
    default String name() {
        return switch (this) {
            case Cumulate cumulate -> "cumulative_" + cumulate.fn().name().toLowerCase(Locale.ROOT);
            case ArgSort _ -> "arg_sort";
        };
    }
}
