package gradus.nn.recurrent;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;

/// The mean of all steps of a sequence: `[batch, steps, …] → [batch, …]`.
///
/// {@snippet file="SequenceSnippets.java" region="MeanOverTime"}
public record MeanOverTime() implements Layer {
    @Override
    public Tensor forward(Tensor input, Context context) {
        LastStep.requireSteps("mean over time", input);
        return input.mean(1);
    }

    @Override
    public String toString() {
        return "MeanOverTime";
    }
}
