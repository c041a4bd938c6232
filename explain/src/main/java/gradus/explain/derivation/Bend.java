package gradus.explain.derivation;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.nn.activation.Activation;

/// Activations and their derivatives on matrices, for the many alternatives that are tried. The common ones are
/// plain arithmetic, the rest is the engine's.
final class Bend {
    private Bend() {}

    static Matrix values(Activation activation, Matrix z) {
        if (!(activation instanceof Activation.Fixed fixed)) {
            return engine(activation, z);
        }
        return switch (fixed) {
            case IDENTITY -> z;
            case RELU -> z.map(x -> Math.max(x, 0));
            case SIGMOID -> z.map(Bend::sigmoid);
            case TANH -> z.map(Math::tanh);
            case SQUARE -> z.map(x -> x * x);
            case SIN -> z.map(Math::sin);
            case COS -> z.map(Math::cos);
            case SOFTMAX -> softmax(z);
            case RELU6,
                    SELU,
                    GELU,
                    GELU_TANH,
                    SILU,
                    MISH,
                    HARD_SWISH,
                    SOFTSIGN,
                    TANH_SHRINK,
                    LOG_SIGMOID,
                    LOG_SOFTMAX -> engine(activation, z);
        };
    }

    /// Gives the derivatives, from activations where people take these: `a(1 − a)` and `1 − a²`. Of softmax there
    /// is
    /// none element by element; see [#back].
    static Matrix slopes(Activation activation, Matrix z, Matrix a) {
        if (!(activation instanceof Activation.Fixed fixed)) {
            return engineSlopes(activation, z);
        }
        return switch (fixed) {
            case IDENTITY -> z.map(_ -> 1);
            case RELU -> z.map(x -> x > 0 ? 1 : 0);
            case SIGMOID, SOFTMAX -> a.map(y -> y * (1 - y));
            case TANH -> a.map(y -> 1 - y * y);
            case SQUARE -> z.scaled(2);
            case SIN -> z.map(Math::cos);
            case COS -> z.map(x -> -Math.sin(x));
            case RELU6,
                    SELU,
                    GELU,
                    GELU_TANH,
                    SILU,
                    MISH,
                    HARD_SWISH,
                    SOFTSIGN,
                    TANH_SHRINK,
                    LOG_SIGMOID,
                    LOG_SOFTMAX -> engineSlopes(activation, z);
        };
    }

    /// Gives the gradient by the weighted inputs of a softmax: `aᵢ(gᵢ − Σ gⱼaⱼ)`.
    static Matrix back(Matrix gradient, Matrix a) {
        Matrix products = gradient.hadamard(a);
        return Matrix.of(a.rows(), a.columns(), (i, j) -> {
            double sum = 0;
            for (int k = 0; k < a.columns(); k++) {
                sum += products.get(i, k);
            }
            return a.get(i, j) * (gradient.get(i, j) - sum);
        });
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Matrix softmax(Matrix z) {
        return Matrix.of(z.rows(), z.columns(), (i, j) -> {
            double sum = 0;
            for (int k = 0; k < z.columns(); k++) {
                sum += Math.exp(z.get(i, k) - z.get(i, j));
            }
            return 1 / sum;
        });
    }

    private static Matrix engine(Activation activation, Matrix z) {
        return matrix(activation.apply(Tensor.of(z.toArrays())), z);
    }

    private static Matrix engineSlopes(Activation activation, Matrix z) {
        return matrix(Autodiff.gradient(x -> activation.apply(x).sum(), Tensor.of(z.toArrays())), z);
    }

    private static Matrix matrix(Tensor values, Matrix shape) {
        double[] all = values.toDoubles();
        return Matrix.of(shape.rows(), shape.columns(), (i, j) -> all[i * shape.columns() + j]);
    }
}
