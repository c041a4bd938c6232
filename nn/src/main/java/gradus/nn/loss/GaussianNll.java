package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;

/// The mean of `½(ln v + (y − m)²/v)` where a prediction `[…, 2]` holds a mean m and a variance v for each target
/// `[…]`; the constant `½ ln 2π` is left out. Variances below 10⁻⁶ count as 10⁻⁶ (as in PyTorch); make them
/// positive with softplus.
///
/// {@snippet file="LossSnippets.java" region="GaussianNll"}
public record GaussianNll() implements Loss {
    private static final double LEAST_VARIANCE = 1e-6;

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Fit.rows(name(), prediction, target);
        if (prediction.size(-1) != 2) {
            throw new ShapeException(name() + ": the last axis must hold mean and variance, got " + prediction.shape()
                    + Origin.here().at() + "; give the network two outputs per target");
        }
        Tensor mean = prediction.at(-1, 0);
        Tensor variance = prediction.at(-1, 1).maximum(LEAST_VARIANCE);
        Tensor square = target.as(prediction.dtype()).subtract(mean).square();
        return variance.log().add(square.divide(variance)).multiply(0.5);
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.elements(target.as(prediction.dtype()));
    }

    @Override
    public String name() {
        return "Gaussian negative log-likelihood";
    }

    @Override
    public String formula() {
        return "½(ln v + (y − m)²/v)";
    }
}
