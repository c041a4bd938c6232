package gradus.nn.recurrent;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;

/// The last step of a sequence: `[batch, steps, …] → [batch, …]`.
///
/// {@snippet file="SequenceSnippets.java" region="LastStep"}
public record LastStep() implements Layer {
    @Override
    public Tensor forward(Tensor input, Context context) {
        requireSteps("last step", input);
        return input.at(1, input.size(1) - 1);
    }

    static void requireSteps(String layer, Tensor input) {
        if (input.rank() < 2 || input.size(1) == 0) {
            throw new ShapeException(layer + ": the input must be [batch, steps, …] with at least one step, got "
                    + input.shape() + Origin.here().at());
        }
    }

    @Override
    public String toString() {
        return "LastStep";
    }
}
