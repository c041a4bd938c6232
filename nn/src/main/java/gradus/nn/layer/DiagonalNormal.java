package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.ShapeException;

/// Independent normal distributions, one per element: what the encoder of a variational autoencoder gives (Kingma and
/// Welling 2014).
///
/// {@snippet file="LayerSnippets.java" region="DiagonalNormal"}
///
/// @param mean the means μ
/// @param logVariance the logarithms of the variances, ln σ², of the same shape
public record DiagonalNormal(Tensor mean, Tensor logVariance) {
    /// Checks the shapes.
    ///
    /// @throws gradus.core.type.ShapeException if they differ
    public DiagonalNormal {
        if (!mean.shape().equals(logVariance.shape())) {
            throw new ShapeException("normal distribution: mean and log variance must have the same" + " shape, got "
                    + mean.shape() + " and " + logVariance.shape());
        }
    }

    /// Gives the distributions whose means are the first half of the last axis and whose log variances the second.
    ///
    /// @throws gradus.core.type.ShapeException if the last axis cannot be halved
    public static DiagonalNormal halves(Tensor both) {
        int size = both.rank() == 0 ? 1 : both.size(-1);
        if (size % 2 != 0) {
            throw new ShapeException(
                    "normal distribution: the last axis must hold means and log variances, an even number, got "
                            + both.shape());
        }
        return new DiagonalNormal(both.slice(-1, 0, size / 2), both.slice(-1, size / 2, size));
    }

    /// Gives a draw `μ + σε` that gradients pass through; in prediction, which has no randomness, the means.
    public Tensor draw(Context context) {
        return context.isTraining()
                ? mean.add(logVariance.multiply(0.5).exp().multiply(context.normal(mean.type())))
                : mean;
    }

    /// Gives the divergence from standard normal distributions, `½(μ² + σ² − 1 − ln σ²)` for each element.
    public Tensor divergence() {
        return mean.square()
                .add(logVariance.exp())
                .subtract(1)
                .subtract(logVariance)
                .multiply(0.5);
    }
}
