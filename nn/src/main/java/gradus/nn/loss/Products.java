package gradus.nn.loss;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;

/// Products in which a factor of exactly 0 wins over anything, also over infinity.
final class Products {
    /// The least normal float32: a logarithm of it is finite in every element type.
    private static final double TINY = 1.2e-38;

    private Products() {}

    /// Gives `weight · x`, and 0 with gradient 0 for x where the weight is 0.
    static Tensor nonZero(Tensor weight, Tensor x) {
        Tensor product = weight.multiply(x);
        return weight.compare(CompareFn.EQUAL, 0).where(Tensor.fill(product.type(), 0), product);
    }

    /// Gives `ln p`, at least about −87; where p is 0 the gradient is 0.
    static Tensor safeLog(Tensor probability) {
        return probability.maximum(TINY).log();
    }
}
