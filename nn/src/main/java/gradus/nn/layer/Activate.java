package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.activation.Activation;

/// An activation function as a layer.
///
/// {@snippet file="NetworkSnippets.java" region="Activate"}
///
/// @param activation the function
public record Activate(Activation activation) implements Layer {
    @Override
    public Tensor forward(Tensor input, Context context) {
        return activation.apply(input);
    }

    @Override
    public String toString() {
        return "Activate " + activation;
    }
}
