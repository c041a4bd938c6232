package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The cross-entropy `w y ln(1 + e⁻ᶻ) + (1 − y) ln(1 + eᶻ)` of logits z with targets y in [0, 1], averaged over all
/// elements. The sigmoid is inside, so the network must not end with one.
///
/// With label smoothing s the target is `y(1 − s) + s/2`. Infinite logits on the right side give exactly 0.
///
/// {@snippet file="LossSnippets.java" region="BinaryCrossEntropy"}
///
/// @param labelSmoothing how far targets move towards ½, in [0, 1)
/// @param positiveWeight the weight w of the positive class; common is negatives / positives
public record BinaryCrossEntropy(double labelSmoothing, double positiveWeight) implements Loss {
    public BinaryCrossEntropy {
        Fit.smoothing("binary cross-entropy", labelSmoothing);
        Fit.positive("binary cross-entropy", "positive weight", positiveWeight);
    }

    /// Gives the plain loss: no smoothing, equal weights.
    public static BinaryCrossEntropy defaults() {
        return new BinaryCrossEntropy(0, 1);
    }

    /// Gives this loss with label smoothing.
    public BinaryCrossEntropy withLabelSmoothing(double smoothing) {
        return new BinaryCrossEntropy(smoothing, positiveWeight);
    }

    /// Gives this loss with a weight for the positive class.
    public BinaryCrossEntropy withPositiveWeight(double weight) {
        return new BinaryCrossEntropy(labelSmoothing, weight);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Tensor wanted = Fit.same(name(), prediction, target);
        if (labelSmoothing > 0) {
            wanted = wanted.multiply(1 - labelSmoothing).add(labelSmoothing / 2);
        }
        Tensor positive = Products.nonZero(wanted, prediction.negate().softplus());
        Tensor negative = Products.nonZero(wanted.negate().add(1), prediction.softplus());
        return (positiveWeight == 1 ? positive : positive.multiply(positiveWeight)).add(negative);
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "binary cross-entropy";
    }

    @Override
    public String formula() {
        return "y ln(1 + e⁻ᶻ) + (1 − y) ln(1 + eᶻ)";
    }
}
