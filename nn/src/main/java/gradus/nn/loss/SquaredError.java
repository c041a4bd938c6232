package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The squared error in its three conventions, whose gradients differ by a factor: `2(ŷ − y)`, `ŷ − y`, `2(ŷ − y)/n`.
///
/// @param form sum, half sum or mean over all elements
public record SquaredError(Form form) implements Loss {
    /// How the squares are put together.
    public enum Form {
        /// `Σ(y − ŷ)²`.
        SUM,
        /// `½Σ(y − ŷ)²`, so that the derivative has no factor 2.
        HALF_SUM,
        /// `Σ(y − ŷ)²/n` over all n elements, independent of the size of the batch.
        MEAN
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Tensor square =
                prediction.subtract(Fit.same(name(), prediction, target)).square();
        return form == Form.HALF_SUM ? square.multiply(0.5) : square;
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return switch (form) {
            case MEAN -> Fit.elements(prediction);
            case SUM, HALF_SUM -> Fit.scalar(prediction, prediction.rank() == 0 ? 1 : prediction.size(0));
        };
    }

    @Override
    public String name() {
        return switch (form) {
            case SUM -> "sum of squared errors";
            case HALF_SUM -> "half sum of squared errors";
            case MEAN -> "mean squared error";
        };
    }

    @Override
    public String formula() {
        return form == Form.HALF_SUM ? "½(y − ŷ)²" : "(y − ŷ)²";
    }
}
