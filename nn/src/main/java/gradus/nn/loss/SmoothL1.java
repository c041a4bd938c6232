package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The mean of `½d²/β` where `|d| ≤ β`, else `|d| − ½β`, with d = ŷ − y: [Huber] divided by β (Girshick 2015).
///
/// @param beta where the line begins, above 0
public record SmoothL1(double beta) implements Loss {
    public SmoothL1 {
        Fit.positive("smooth L1 loss", "beta", beta);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        return Huber.linearFar(prediction.subtract(Fit.same(name(), prediction, target)), beta)
                .divide(beta);
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "smooth L1 loss";
    }

    @Override
    public String formula() {
        return "½d²/β if |d| ≤ β else |d| − ½β, d = ŷ − y, β = " + beta;
    }
}
