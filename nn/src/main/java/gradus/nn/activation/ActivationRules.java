package gradus.nn.activation;

import gradus.core.tensor.Tensor;

/// Activations as mathematics of tensors: one exhaustive switch.
final class ActivationRules {
    private ActivationRules() {}

    static Tensor apply(Activation activation, Tensor x) {
        return switch (activation) {
            case Activation.Fixed fixed -> fixed(fixed, x);
            case Activation.LeakyRelu(double slope) -> x.leakyRelu(slope);
            case Activation.Elu(double alpha) -> x.elu(alpha);
            case Activation.Celu(double alpha) -> x.celu(alpha);
            case Activation.Softplus(double beta) -> beta == 1 ? x.softplus() : x.softplus(beta);
            case Activation.HardSigmoid(double alpha, double beta) -> x.hardSigmoid(alpha, beta);
            case Activation.HardTanh(double low, double high) -> x.hardTanh(low, high);
            case Activation.ThresholdedRelu(double threshold) -> x.thresholdedRelu(threshold);
        };
    }

    private static Tensor fixed(Activation.Fixed fixed, Tensor x) {
        return switch (fixed) {
            case IDENTITY -> x;
            case RELU -> x.relu();
            case RELU6 -> x.relu6();
            case SIGMOID -> x.sigmoid();
            case TANH -> x.tanh();
            case SQUARE -> x.square();
            case SIN -> x.sin();
            case COS -> x.cos();
            case SELU -> x.selu();
            case GELU -> x.gelu();
            case GELU_TANH -> x.geluTanh();
            case SILU -> x.silu();
            case MISH -> x.mish();
            case HARD_SWISH -> x.hardSwish();
            case SOFTSIGN -> x.softsign();
            case TANH_SHRINK -> x.tanhShrink();
            case LOG_SIGMOID -> x.logSigmoid();
            case SOFTMAX -> x.softmax(-1);
            case LOG_SOFTMAX -> x.logSoftmax(-1);
        };
    }
}
