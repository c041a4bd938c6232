package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The cross-entropy `−Σⱼ tⱼ ln softmax(z)ⱼ` of logits `[…, classes]` with a probability per class `[…, classes]`,
/// averaged over rows. With label smoothing s the target is `t(1 − s) + s/classes`.
///
/// A class whose logit is −∞ and whose target is 0 adds nothing.
///
/// {@snippet file="LossSnippets.java" region="SoftCrossEntropy"}
///
/// @param labelSmoothing how much of the target is spread over all classes, in [0, 1)
public record SoftCrossEntropy(double labelSmoothing) implements Loss {
    public SoftCrossEntropy {
        Fit.smoothing("soft cross-entropy", labelSmoothing);
    }

    /// Gives the loss without smoothing.
    public static SoftCrossEntropy defaults() {
        return new SoftCrossEntropy(0);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Fit.classes(name(), prediction);
        Tensor wanted = Fit.same(name(), prediction, target);
        if (labelSmoothing > 0) {
            wanted = wanted.multiply(1 - labelSmoothing).add(labelSmoothing / prediction.size(-1));
        }
        return Products.nonZero(wanted, prediction.logSoftmax(-1)).sum(-1).negate();
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.rowCount(prediction);
    }

    @Override
    public String name() {
        return "soft cross-entropy";
    }

    @Override
    public String formula() {
        return "−Σⱼ yⱼ ln softmax(z)ⱼ";
    }
}
