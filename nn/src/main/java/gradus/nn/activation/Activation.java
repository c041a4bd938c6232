package gradus.nn.activation;

import java.util.Locale;

/// A function between layers that bends the line: without one, stacked linear layers collapse to a single one.
///
/// Functions without options are the constants below; those with options are records. Those of one number are applied
/// to each element; [#SOFTMAX] and [#LOG_SOFTMAX] work on the last axis.
///
/// {@snippet file="LayerSnippets.java" region="Activation"}
public sealed interface Activation extends Curve {
    /// `x`.
    Activation IDENTITY = Fixed.IDENTITY;
    /// `max(x, 0)`; the slope at 0 is 0.
    Activation RELU = Fixed.RELU;
    /// `min(max(x, 0), 6)`.
    Activation RELU6 = Fixed.RELU6;
    /// `x` above 0, else `0.01 x`.
    Activation LEAKY_RELU = new LeakyRelu(0.01);
    /// `1/(1 + e⁻ˣ)`: softmax of two classes.
    Activation SIGMOID = Fixed.SIGMOID;
    /// `(1 − e⁻²ˣ)/(1 + e⁻²ˣ)`.
    Activation TANH = Fixed.TANH;
    /// `x²`.
    Activation SQUARE = Fixed.SQUARE;
    /// `sin x`.
    Activation SIN = Fixed.SIN;
    /// `cos x`.
    Activation COS = Fixed.COS;
    /// [Elu] with α = 1.
    Activation ELU = new Elu(1);
    /// The self-normalising exponential linear unit (Klambauer et al. 2017).
    Activation SELU = Fixed.SELU;
    /// [Celu] with α = 1.
    Activation CELU = new Celu(1);
    /// `x Φ(x)` with the exact normal distribution function (Hendrycks and Gimpel 2016).
    Activation GELU = Fixed.GELU;
    /// The approximation of [#GELU] by tanh.
    Activation GELU_TANH = Fixed.GELU_TANH;
    /// `x / (1 + e⁻ˣ)`, also called swish.
    Activation SILU = Fixed.SILU;
    /// `ln(1 + eˣ)`.
    Activation SOFTPLUS = new Softplus(1);
    /// `x tanh(ln(1 + eˣ))` (Misra 2019).
    Activation MISH = Fixed.MISH;
    /// `min(max(x/6 + ½, 0), 1)`, as in PyTorch.
    Activation HARD_SIGMOID = new HardSigmoid(1.0 / 6, 0.5);
    /// `min(max(x, −1), 1)`.
    Activation HARD_TANH = new HardTanh(-1, 1);
    /// `x min(max(x/6 + ½, 0), 1)` (Howard et al. 2019).
    Activation HARD_SWISH = Fixed.HARD_SWISH;
    /// `x / (1 + |x|)`.
    Activation SOFTSIGN = Fixed.SOFTSIGN;
    /// `x − tanh x`.
    Activation TANH_SHRINK = Fixed.TANH_SHRINK;
    /// `−ln(1 + e⁻ˣ)`.
    Activation LOG_SIGMOID = Fixed.LOG_SIGMOID;
    /// `e^xᵢ / Σⱼ e^xⱼ` over the last axis.
    Activation SOFTMAX = Fixed.SOFTMAX;
    /// `xᵢ − ln Σⱼ e^xⱼ` over the last axis.
    Activation LOG_SOFTMAX = Fixed.LOG_SOFTMAX;

    /// Gives the activation called so, such as `relu` or `gelu-tanh`; case does not matter and `_` may stand for
    /// `-`.
    ///
    /// @throws IllegalArgumentException if there is none, naming those there are
    static Activation named(String name) {
        return ActivationNames.find(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// The functions without options; the constants of [Activation] document them.
    enum Fixed implements Activation {
        /// [Activation#IDENTITY].
        IDENTITY,
        /// [Activation#RELU].
        RELU,
        /// [Activation#RELU6].
        RELU6,
        /// [Activation#SIGMOID].
        SIGMOID,
        /// [Activation#TANH].
        TANH,
        /// [Activation#SQUARE].
        SQUARE,
        /// [Activation#SIN].
        SIN,
        /// [Activation#COS].
        COS,
        /// [Activation#SELU].
        SELU,
        /// [Activation#GELU].
        GELU,
        /// [Activation#GELU_TANH].
        GELU_TANH,
        /// [Activation#SILU].
        SILU,
        /// [Activation#MISH].
        MISH,
        /// [Activation#HARD_SWISH].
        HARD_SWISH,
        /// [Activation#SOFTSIGN].
        SOFTSIGN,
        /// [Activation#TANH_SHRINK].
        TANH_SHRINK,
        /// [Activation#LOG_SIGMOID].
        LOG_SIGMOID,
        /// [Activation#SOFTMAX].
        SOFTMAX,
        /// [Activation#LOG_SOFTMAX].
        LOG_SOFTMAX;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// `x` above 0, else `slope · x`, with a fixed slope.
    ///
    /// @param negativeSlope the slope below 0
    record LeakyRelu(double negativeSlope) implements Activation {
        public LeakyRelu {
            ActivationNames.requireFinite("leaky relu", "slope", negativeSlope);
        }
    }

    /// `x` above 0, else `α(eˣ − 1)`; the slope at 0 is α, as in PyTorch (Clevert et al. 2016).
    ///
    /// @param alpha minus the value far to the left
    record Elu(double alpha) implements Activation {
        public Elu {
            ActivationNames.requireFinite("elu", "alpha", alpha);
        }
    }

    /// `max(x, 0) + min(α(e^(x/α) − 1), 0)`: an ELU whose slope is 1 at 0 for any α (Barron 2017).
    ///
    /// @param alpha minus the value far to the left, not 0
    record Celu(double alpha) implements Activation {
        public Celu {
            ActivationNames.requirePositive("celu", "alpha", alpha);
        }
    }

    /// `ln(1 + e^(βx))/β`, a smooth ReLU.
    ///
    /// @param beta how sharp the bend is, above 0
    record Softplus(double beta) implements Activation {
        public Softplus {
            ActivationNames.requirePositive("softplus", "beta", beta);
        }
    }

    /// `min(max(αx + β, 0), 1)`; PyTorch has α = 1/6, the Keras of old 0.2, both β = ½.
    ///
    /// @param alpha the slope of the middle part
    /// @param beta the value at 0
    record HardSigmoid(double alpha, double beta) implements Activation {
        public HardSigmoid {
            ActivationNames.requireFinite("hard sigmoid", "alpha", alpha);
            ActivationNames.requireFinite("hard sigmoid", "beta", beta);
        }
    }

    /// `x` moved into [low, high].
    ///
    /// @param low the least value
    /// @param high the greatest value, above `low`
    record HardTanh(double low, double high) implements Activation {
        public HardTanh {
            if (!(low < high)) {
                throw new IllegalArgumentException(
                        "hard tanh: the low limit must lie below the high one, got " + low + " and " + high);
            }
        }
    }

    /// `x` above the threshold, else 0.
    ///
    /// @param threshold where it starts
    record ThresholdedRelu(double threshold) implements Activation {
        public ThresholdedRelu {
            ActivationNames.requireFinite("thresholded relu", "threshold", threshold);
        }
    }
}
