package gradus.nn.activation;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;

/// What every [Activation] can do. It stands apart from the constants so that classes load in any order.
public sealed interface Curve permits Activation {
    /// Applies the function to a tensor.
    default Tensor apply(Tensor x) {
        return switch (this) {
            case Activation activation -> ActivationRules.apply(activation, x);
        };
    }

    /// Gives the function as text, such as `max(x, 0)`.
    default String formula() {
        return switch (this) {
            case Activation activation -> ActivationFormulas.of(activation);
        };
    }

    /// Gives the value at one number, computed in float64. For [Activation#SOFTMAX] and [Activation#LOG_SOFTMAX]
    /// the number is the only element of its row.
    default double value(double x) {
        return apply(Tensor.of(new double[] {x})).item();
    }

    /// Gives the derivative at one number by the chain rule, computed in float64.
    default double slope(double x) {
        return Autodiff.gradient(point -> apply(point).sum(), Tensor.of(new double[] {x}))
                .item();
    }
}
