package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The mean of `e^ŷ − y ŷ` for counts y, where ŷ is the logarithm of the expected count; the term `ln y!`, which
/// does not depend on the prediction, is left out (PyTorch: `log_input`, not `full`).
public record PoissonNll() implements Loss {
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        return prediction.exp().subtract(prediction.multiply(Fit.same(name(), prediction, target)));
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "Poisson negative log-likelihood";
    }

    @Override
    public String formula() {
        return "e^ŷ − y ŷ";
    }
}
