package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The mean of `max(0, 1 − y ŷ)` with targets −1 and 1 (support vector machines).
public record Hinge() implements Loss {
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        return prediction
                .multiply(Fit.same(name(), prediction, target))
                .negate()
                .add(1)
                .relu();
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "hinge loss";
    }

    @Override
    public String formula() {
        return "max(0, 1 − y ŷ)";
    }
}
