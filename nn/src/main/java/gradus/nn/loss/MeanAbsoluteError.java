package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The mean of `|y − ŷ|` over all elements (L1); the gradient where they are equal is 0.
public record MeanAbsoluteError() implements Loss {
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        return prediction.subtract(Fit.same(name(), prediction, target)).abs();
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "mean absolute error";
    }

    @Override
    public String formula() {
        return "|y − ŷ|";
    }
}
