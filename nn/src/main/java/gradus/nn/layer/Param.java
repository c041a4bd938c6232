package gradus.nn.layer;

import gradus.core.tensor.Tensor;

/// A leaf of a network that training changes by its gradient.
///
/// {@snippet file="LayerSnippets.java" region="Param"}
///
/// @param value the numbers, floating point
public record Param(Tensor value) {
    @Override
    public String toString() {
        return "Param " + value.type();
    }
}
