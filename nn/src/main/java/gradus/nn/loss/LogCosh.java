package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The mean of `ln cosh(ŷ − y)`: like half the square near 0, like the distance far away. Computed as
/// `|d| + ln(1 + e^(−2|d|)) − ln 2`, without overflow.
public record LogCosh() implements Loss {
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Tensor size = prediction.subtract(Fit.same(name(), prediction, target)).abs();
        return size.add(size.multiply(-2).softplus()).subtract(Math.log(2));
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "log-cosh loss";
    }

    @Override
    public String formula() {
        return "ln cosh(ŷ − y)";
    }
}
