package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The mean of `max(q d, (q − 1) d)` with d = y − ŷ: its least value is at the quantile q of the target (Koenker and
/// Bassett 1978).
///
/// {@snippet file="LossSnippets.java" region="Quantile"}
///
/// @param q the wanted quantile, between 0 and 1; ½ gives half the absolute error
public record Quantile(double q) implements Loss {
    public Quantile {
        if (!(q > 0 && q < 1)) {
            throw new IllegalArgumentException("quantile loss: q must lie between 0 and 1, got " + q);
        }
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Tensor missing = Fit.same(name(), prediction, target).subtract(prediction);
        return missing.multiply(q).maximum(missing.multiply(q - 1));
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(prediction);
    }

    @Override
    public String name() {
        return "quantile loss";
    }

    @Override
    public String formula() {
        return "max(q d, (q − 1) d), d = y − ŷ, q = " + q;
    }
}
