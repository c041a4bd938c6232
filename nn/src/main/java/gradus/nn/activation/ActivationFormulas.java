package gradus.nn.activation;

/// Activations as text.
final class ActivationFormulas {
    private ActivationFormulas() {}

    static String of(Activation activation) {
        return switch (activation) {
            case Activation.Fixed fixed -> fixed(fixed);
            case Activation.LeakyRelu(double slope) -> "max(x, 0) + " + slope + " min(x, 0)";
            case Activation.Elu(double alpha) -> "x if x > 0 else " + scaled(alpha, "(eˣ − 1)");
            case Activation.Celu(double alpha) ->
                "x if x > 0 else " + scaled(alpha, alpha == 1 ? "(eˣ − 1)" : "(e^(x/" + alpha + ") − 1)");
            case Activation.Softplus(double beta) -> beta == 1 ? "ln(1 + eˣ)" : "ln(1 + e^(" + beta + " x))/" + beta;
            case Activation.HardSigmoid(double alpha, double beta) ->
                "min(max(" + scaled(alpha, " x") + " + " + beta + ", 0), 1)";
            case Activation.HardTanh(double low, double high) -> "min(max(x, " + low + "), " + high + ")";
            case Activation.ThresholdedRelu(double threshold) -> "x if x > " + threshold + " else 0";
        };
    }

    private static String scaled(double factor, String text) {
        return factor == 1 ? text.strip() : factor + text;
    }

    private static String fixed(Activation.Fixed fixed) {
        return switch (fixed) {
            case IDENTITY -> "x";
            case RELU -> "max(x, 0)";
            case RELU6 -> "min(max(x, 0), 6)";
            case SIGMOID -> "1/(1 + e⁻ˣ)";
            case TANH -> "(1 − e⁻²ˣ)/(1 + e⁻²ˣ)";
            case SQUARE -> "x²";
            case SIN -> "sin x";
            case COS -> "cos x";
            case SELU -> "1.0507 x if x > 0 else 1.0507 · 1.6733 (eˣ − 1)";
            case GELU -> "x (1 + erf(x/√2))/2";
            case GELU_TANH -> "x (1 + tanh(√(2/π)(x + 0.044715 x³)))/2";
            case SILU -> "x/(1 + e⁻ˣ)";
            case MISH -> "x tanh(ln(1 + eˣ))";
            case HARD_SWISH -> "x min(max(x/6 + 1/2, 0), 1)";
            case SOFTSIGN -> "x/(1 + |x|)";
            case TANH_SHRINK -> "x − tanh x";
            case LOG_SIGMOID -> "−ln(1 + e⁻ˣ)";
            case SOFTMAX -> "e^xᵢ/Σⱼ e^xⱼ";
            case LOG_SOFTMAX -> "xᵢ − ln Σⱼ e^xⱼ";
        };
    }
}
