package gradus.nn.layer;

import gradus.core.tensor.Tensor;

/// A user's layer: a record whose components are layers.
public record Twice(Linear first, Linear second) implements Layer {
    @Override
    public Tensor forward(Tensor x, Context context) {
        return x.add(second.forward(first.forward(x, context).relu(), context));
    }
}
