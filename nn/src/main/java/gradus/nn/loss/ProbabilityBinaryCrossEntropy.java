package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The cross-entropy `−y ln p − (1 − y) ln(1 − p)` of probabilities p with targets y in [0, 1], averaged over all
/// elements. Logarithms end at about −87, where the gradient vanishes: prefer [BinaryCrossEntropy] of logits, which
/// has no such end.
public record ProbabilityBinaryCrossEntropy() implements Loss {
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Tensor wanted = Fit.same(name(), prediction, target);
        Tensor positive = wanted.multiply(Products.safeLog(prediction));
        Tensor rest = prediction.negate().add(1);
        Tensor negative = wanted.negate().add(1).multiply(Products.safeLog(rest));
        return positive.add(negative).negate();
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "binary cross-entropy of probabilities";
    }

    @Override
    public String formula() {
        return "−y ln p − (1 − y) ln(1 − p)";
    }
}
