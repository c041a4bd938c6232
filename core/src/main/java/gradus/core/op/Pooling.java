package gradus.core.op;

import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;

/// Windowed operations without weights, each channel by itself: the folds of what a window reads from
/// `x [batch, spatial…, channels]`, as `[batch, places…, channels]`.
///
/// [WindowMaxGradient] adds the gradient of the maximum at the place that [WindowArgMax] gives; [WindowSum] and
/// [WindowSpread] are each other's gradient.
public sealed interface Pooling extends Windowed {
    /// The largest number that the window reads; NaN if it reads one. Padding is never the largest.
    ///
    /// @param window how it slides; at each place it must read at least one element
    record WindowMax(Window window) implements Pooling {}

    /// Where [WindowMax] found it, as an int32 index into the spatial axes read as one in row-major order: the
    /// first of equals, the first NaN if there is one.
    ///
    /// @param window how it slides; at each place it must read at least one element
    record WindowArgMax(Window window) implements Pooling {}

    /// The gradient of [WindowMax] by its input: from `x [batch, spatial…, channels]` and
    /// `dy [batch, places…, channels]` the sum, at each place of x, of those elements of dy whose window found its
    /// largest number there, as [WindowArgMax] has it.
    ///
    /// @param window how it slides; at each place it must read at least one element
    record WindowMaxGradient(Window window) implements Pooling {}

    /// The sum of what the window reads; padding counts as 0.
    ///
    /// @param window how it slides
    record WindowSum(Window window) implements Pooling {}

    /// The adjoint of [WindowSum]: adds each element of `dy [batch, places…, channels]` to every place that was
    /// read for it; gives `[batch, spatial…, channels]`.
    ///
    /// @param window how it slides
    /// @param spatial the spatial sizes of the sum's input
    record WindowSpread(Window window, List<Integer> spatial) implements Pooling {
        /// Copies the list.
        public WindowSpread {
            spatial = List.copyOf(spatial);
        }
    }

    @Override
    default TensorType infer(List<TensorType> inputs) {
        Check.count(name(), inputs, this instanceof WindowMaxGradient ? 2 : 1);
        TensorType type = inputs.getFirst();
        Check.floating(name(), type);
        WindowedTypes.rank(this, "input", type.shape(), "[batch, " + "spatial, ".repeat(window().rank()) + "channels]");
        Shape spatial = WindowedTypes.spatial(type);
        return switch (this) {
            case WindowMax _ -> type.with(places(type, nonEmpty(spatial)));
            case WindowArgMax _ -> new TensorType(DType.INT32, places(type, nonEmpty(spatial)));
            case WindowMaxGradient _ -> maxGradient(type, inputs.get(1), places(type, nonEmpty(spatial)));
            case WindowSum _ -> type.with(places(type, spatial));
            case WindowSpread spread -> spread(spread, type, spatial);
        };
    }

    private Shape places(TensorType type, Shape spatial) {
        return with(type, window().slide(name(), spatial));
    }

    private static Shape with(TensorType type, Shape spatial) {
        Shape batch = type.shape().slice(0, 1);
        return batch.append(spatial).append(Shape.of(type.shape().size(-1)));
    }

    private Shape nonEmpty(Shape spatial) {
        Shape places = window().slide(name(), spatial);
        for (int i = 0; i < window().rank(); i++) {
            for (int place = 0; place < places.size(i); place++) {
                if (!window().axes().get(i).reads(place, spatial.size(i))) {
                    Check.that(
                            name(),
                            false,
                            "the window must read at least one element at each place",
                            window() + " on " + spatial + ", which reads padding alone at place " + place
                                    + " of spatial axis " + i);
                }
            }
        }
        return spatial;
    }

    private TensorType maxGradient(TensorType x, TensorType dy, Shape places) {
        Check.dtype(name(), dy, x.dtype());
        Check.that(name(), dy.shape().equals(places), "the gradient must be " + places + " for " + x.shape(), dy);
        return x;
    }

    private TensorType spread(WindowSpread op, TensorType type, Shape given) {
        Check.that(
                name(),
                op.spatial().size() == op.window().rank(),
                "one spatial size per axis of the window is needed",
                op.spatial());
        Shape spatial = Shape.of(op.spatial().stream().mapToInt(i -> i).toArray());
        Shape places = window().slide(name(), spatial);
        Check.that(name(), given.equals(places), "the spatial sizes must be " + places + " for " + spatial, type);
        return type.with(with(type, spatial));
    }

    @Override
    default String name() {
        return switch (this) {
            case WindowMax _ -> "window_max";
            case WindowArgMax _ -> "window_arg_max";
            case WindowMaxGradient _ -> "window_max_gradient";
            case WindowSum _ -> "window_sum";
            case WindowSpread _ -> "window_spread";
        };
    }
}
