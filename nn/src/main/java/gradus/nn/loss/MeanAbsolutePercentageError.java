package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The mean of `100 |y − ŷ|/max(|y|, 10⁻⁷)` over all elements, in per cent (the floor as in Keras).
public record MeanAbsolutePercentageError() implements Loss {
    private static final double FLOOR = 1e-7;

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Tensor wanted = Fit.same(name(), prediction, target);
        Tensor size = wanted.abs().maximum(FLOOR);
        return prediction.subtract(wanted).abs().divide(size).multiply(100);
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "mean absolute percentage error";
    }

    @Override
    public String formula() {
        return "100 |y − ŷ|/|y|";
    }
}
