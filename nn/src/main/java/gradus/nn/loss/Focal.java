package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The focal loss `αₜ(1 − pₜ)^γ (−ln pₜ)` of logits with targets in [0, 1], averaged over all elements: examples
/// that are right already count little, so that rare classes are learned (Lin et al. 2017). For each of several
/// labels per sample it is used as [BinaryCrossEntropy] is. `1 − pₜ = p(1 − y) + (1 − p)y`,
/// `αₜ = αy + (1 − α)(1 − y)`.
///
/// {@snippet file="LossSnippets.java" region="Focal"}
///
/// @param gamma how little what is right counts, γ at least 0; common is 2, and 0 is the weighted cross-entropy
/// @param alpha the weight of the positive class, α in (0, 1); common is 0.25
public record Focal(double gamma, double alpha) implements Loss {
    /// The least share of error, so that powers below 1 have a finite derivative.
    private static final double LEAST = 1e-30;

    public Focal {
        if (!(gamma >= 0) || Double.isInfinite(gamma)) {
            throw new IllegalArgumentException(
                    "focal loss: gamma must be a finite number of at least 0, got " + gamma + "; common is 2");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    "focal loss: alpha must lie between 0 and 1, got " + alpha + "; common is 0.25");
        }
    }

    /// Gives the published loss: γ = 2, α = 0.25.
    public static Focal defaults() {
        return new Focal(2, 0.25);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Tensor wanted = Fit.same(name(), prediction, target);
        Tensor other = wanted.negate().add(1);
        Tensor entropy = Products.nonZero(wanted, prediction.negate().softplus())
                .add(Products.nonZero(other, prediction.softplus()));
        Tensor wrong = prediction
                .sigmoid()
                .multiply(other)
                .add(prediction.negate().sigmoid().multiply(wanted));
        Tensor weight = wanted.multiply(alpha).add(other.multiply(1 - alpha));
        Tensor focused =
                gamma == 0 ? entropy : entropy.multiply(wrong.maximum(LEAST).power(gamma));
        return focused.multiply(weight);
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "focal loss";
    }

    @Override
    public String formula() {
        return "αₜ(1 − pₜ)^γ (−ln pₜ)";
    }
}
