package gradus.core.tensor;

import gradus.core.op.CompareFn;
import gradus.core.op.Fused;
import gradus.core.op.UnaryFn;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;

/// Activation functions of tensors. Sources of the formulas stand beside each. Of bfloat16 numbers each is computed in
/// float32 and rounded once.
///
/// {@snippet file="TensorSnippets.java" region="Tensor"}
public sealed interface TensorActivations permits Tensor {
    /// Gives this tensor.
    Tensor self();

    /// Gives `max(x, 0)`; the derivative at 0 is 0.
    default Tensor relu() {
        return self().map(UnaryFn.RELU);
    }

    /// Gives `min(max(x, 0), 6)`.
    default Tensor relu6() {
        return self().relu().minimum(6);
    }

    /// Gives `x` above 0, else `slope · x`.
    default Tensor leakyRelu(double slope) {
        return Wide.once(self(), x -> positive(x).where(x, x.multiply(slope)));
    }

    /// Gives `max(x, 0) + slope · min(x, 0)` with a learned slope, which broadcasts (He et al. 2015).
    default Tensor prelu(Tensor slope) {
        return self().relu().subtract(self().negate().relu().multiply(slope));
    }

    /// Gives `x` above the threshold, else 0.
    default Tensor thresholdedRelu(double threshold) {
        return self().compare(CompareFn.GREATER, threshold).where(self(), self().multiply(0));
    }

    /// Gives `1/(1 + e⁻ˣ)`.
    default Tensor sigmoid() {
        return self().map(UnaryFn.SIGMOID);
    }

    /// Gives `ln sigmoid(x)` without overflow.
    default Tensor logSigmoid() {
        return self().negate().softplus().negate();
    }

    /// Gives the hyperbolic tangent.
    default Tensor tanh() {
        return self().map(UnaryFn.TANH);
    }

    /// Gives `ln(1 + eˣ)` without overflow.
    default Tensor softplus() {
        return self().map(UnaryFn.SOFTPLUS);
    }

    /// Gives `ln(1 + e^(βx))/β`.
    default Tensor softplus(double beta) {
        return Wide.once(self(), x -> x.multiply(beta).softplus().divide(beta));
    }

    /// Gives `x` above 0, else `α(eˣ − 1)`; the derivative at 0 is α (Clevert et al. 2016).
    default Tensor elu(double alpha) {
        return Wide.once(self(), x -> positive(x).where(x, x.minimum(0).expm1().multiply(alpha)));
    }

    /// Gives `max(x, 0) + min(α(e^(x/α) − 1), 0)` (Barron 2017).
    default Tensor celu(double alpha) {
        return Wide.once(
                self(),
                x -> positive(x).where(x, x.minimum(0).divide(alpha).expm1().multiply(alpha)));
    }

    /// Gives the self-normalising ELU: scale 1.0507…, α 1.6732… (Klambauer et al. 2017).
    default Tensor selu() {
        return Wide.once(self(), x -> x.elu(1.6732632423543772).multiply(1.0507009873554805));
    }

    /// Gives `x · Φ(x)` with the exact normal distribution function (Hendrycks and Gimpel 2016).
    default Tensor gelu() {
        return Wide.once(
                self(), x -> x.multiply(x.multiply(Math.sqrt(0.5)).erf().add(1).multiply(0.5)));
    }

    /// Gives the approximation `½x(1 + tanh(√(2/π)(x + 0.044715x³)))` of [#gelu()].
    default Tensor geluTanh() {
        return Wide.once(self(), x -> {
            Tensor cubic = x.add(x.multiply(x.square()).multiply(0.044715));
            return x.multiply(
                    cubic.multiply(Math.sqrt(2 / Math.PI)).tanh().add(1).multiply(0.5));
        });
    }

    /// Gives `x · sigmoid(x)`, also called swish.
    default Tensor silu() {
        return Wide.once(self(), x -> x.multiply(x.sigmoid()));
    }

    /// Gives `x · tanh(softplus(x))` (Misra 2019).
    default Tensor mish() {
        return Wide.once(self(), x -> x.multiply(x.softplus().tanh()));
    }

    /// Gives `min(max(αx + β, 0), 1)`; PyTorch has α = 1/6, Keras of old 0.2, both β = ½.
    default Tensor hardSigmoid(double alpha, double beta) {
        return Wide.once(self(), x -> x.multiply(alpha).add(beta).clamp(0, 1));
    }

    /// Gives `x` moved into [low, high].
    default Tensor hardTanh(double low, double high) {
        return self().clamp(low, high);
    }

    /// Gives `x · hardSigmoid(x)` with α = 1/6 (Howard et al. 2019).
    default Tensor hardSwish() {
        return Wide.once(self(), x -> x.multiply(x.hardSigmoid(1.0 / 6, 0.5)));
    }

    /// Gives `x / (1 + |x|)`.
    default Tensor softsign() {
        return Wide.once(self(), x -> x.divide(x.abs().add(1)));
    }

    /// Gives `x − tanh(x)`.
    default Tensor tanhShrink() {
        return Wide.once(self(), x -> x.subtract(x.tanh()));
    }

    /// Gives `a · sigmoid(b)`, where a and b are the halves along an axis (Dauphin et al. 2017).
    default Tensor glu(int axis) {
        int half = self().size(axis) / 2;
        if (2 * half != self().size(axis)) {
            throw new ShapeException("glu: the axis must have an even size, got axis " + axis + " of " + self().shape()
                    + Origin.here().at());
        }
        return Wide.once(
                self(),
                x -> x.slice(axis, 0, half)
                        .multiply(x.slice(axis, half, 2 * half).sigmoid()));
    }

    /// Gives `e^xᵢ / Σⱼ e^xⱼ` over an axis without overflow; where all are −∞ the result is 0.
    default Tensor softmax(int axis) {
        return self().onLastAxis(axis, x -> Tensor.apply(new Fused.Softmax(), x));
    }

    /// Gives `xᵢ − ln Σⱼ e^xⱼ` over an axis without overflow.
    default Tensor logSoftmax(int axis) {
        return self().onLastAxis(axis, x -> Tensor.apply(new Fused.LogSoftmax(), x));
    }

    /// Gives the cross-entropy `−ln softmax(x)[target]` of logits `[…, classes]` with class indices `[…]`, one
    /// number each.
    default Tensor crossEntropy(Tensor target) {
        return Tensor.apply(new Fused.CrossEntropy(), self(), target);
    }

    private static Tensor positive(Tensor x) {
        return x.compare(CompareFn.GREATER, 0);
    }
}
