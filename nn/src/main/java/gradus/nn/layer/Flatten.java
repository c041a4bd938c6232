package gradus.nn.layer;

import gradus.core.tensor.Tensor;

/// One row per sample: `[n, …] → [n, rest]`.
///
/// {@snippet file="LayerSnippets.java" region="Flatten"}
public record Flatten() implements Layer {
    @Override
    public Tensor forward(Tensor input, Context context) {
        return input.flattenRows();
    }

    @Override
    public String toString() {
        return "Flatten";
    }
}
