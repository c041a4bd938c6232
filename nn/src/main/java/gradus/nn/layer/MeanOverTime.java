package gradus.nn.layer;

import gradus.core.tensor.Tensor;

/// The mean of all steps of a sequence: `[batch, steps, …] → [batch, …]`.
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
