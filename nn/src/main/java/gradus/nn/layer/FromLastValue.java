package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.List;

/// A forecast as the change from the last value: `last + network(window − last)`, where `last` is the last step of
/// each channel: `[batch, steps, channels] → [batch, horizon, targets]`.
///
/// The level of a series may drift away from where it was while training; the network sees only how a window moved
/// (NLinear, Zeng et al. 2023). Without the network it is the naive forecast.
///
/// {@snippet file="LayerSnippets.java" region="FromLastValue"}
///
/// @param network gives `horizon · targets` numbers for each window, time by time
/// @param horizon how many steps are forecast, at least 1
/// @param targets the channels that are forecast, places from 0
public record FromLastValue(Layer network, int horizon, PickChannels targets) implements Layer {
    /// Checks the horizon.
    ///
    /// @throws IllegalArgumentException if it is below 1
    public FromLastValue {
        if (horizon < 1) {
            throw new IllegalArgumentException("from last value: the horizon must be at least 1 step, got " + horizon
                    + Origin.here().at());
        }
    }

    /// Gives the layer.
    ///
    /// @param targets the channels that are forecast, places from 0
    public static FromLastValue of(Layer network, int horizon, List<Integer> targets) {
        return new FromLastValue(network, horizon, new PickChannels(targets));
    }

    /// Gives what the network sees of a batch: each window less its last step.
    public Tensor changes(Tensor input) {
        return input.subtract(input.slice(1, input.size(1) - 1, input.size(1)));
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        if (input.rank() != 3 || input.size(1) == 0) {
            throw new ShapeException("from last value: the input must be [batch, steps, channels] with at least one"
                    + " step, got " + input.shape() + Origin.here().at());
        }
        Tensor last = input.slice(1, input.size(1) - 1, input.size(1));
        Tensor change = Inner.forward("network", network, changes(input), context);
        int batch = input.size(0);
        int wanted = horizon * targets.places().size();
        if (change.rank() == 0 || change.size(0) != batch || change.type().count() != (long) batch * wanted) {
            throw new ShapeException("from last value: the network must give " + horizon + " × "
                    + targets.places().size() + " = " + wanted + " numbers for each window, got " + change.shape()
                    + " for " + input.shape() + Origin.here().at());
        }
        return change.reshape(Shape.of(batch, horizon, targets.places().size()))
                .add(Inner.forward("targets", targets, last, context));
    }

    @Override
    public String toString() {
        return "FromLastValue, " + horizon + " steps of channels " + targets.places() + "\n  "
                + network.toString().replace("\n", "\n  ");
    }
}
