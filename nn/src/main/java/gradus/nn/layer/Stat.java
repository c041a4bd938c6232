package gradus.nn.layer;

import gradus.core.tensor.Tensor;

/// A leaf of a network that the forward pass of training changes, without gradient: a running statistic.
///
/// @param value the numbers
public record Stat(Tensor value) {
    @Override
    public String toString() {
        return "Stat " + value.type();
    }
}
