package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The cross-entropy `−Σⱼ tⱼ ln(pⱼ/Σₖ pₖ)` of probabilities `[…, classes]` with a probability per class
/// `[…, classes]`, averaged over rows; each row is first divided by its sum, as in Keras. Logarithms end at about
/// −87, where the gradient vanishes: prefer [CrossEntropy] of logits, which has no such end.
public record ProbabilityCrossEntropy() implements Loss {
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Fit.classes(name(), prediction);
        Tensor wanted = Fit.same(name(), prediction, target);
        Tensor share = prediction.divide(prediction.sum(-1).expand(-1));
        return wanted.multiply(Products.safeLog(share)).sum(-1).negate();
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.rowCount(prediction);
    }

    @Override
    public String name() {
        return "cross-entropy of probabilities";
    }

    @Override
    public String formula() {
        return "−Σⱼ yⱼ ln(pⱼ/Σₖ pₖ)";
    }
}
