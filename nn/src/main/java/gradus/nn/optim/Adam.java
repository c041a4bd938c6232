package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.Map;

/// Adam: steps along a running mean of gradients, divided by the root of a running mean of squares (Kingma and Ba
/// 2015).
///
/// `m ← β₁m + (1 − β₁)g`, `v ← β₂v + (1 − β₂)g²`, step `m̂/(√v̂ + ε)` with `m̂ = m/(1 − β₁ᵗ)`, `v̂ = v/(1 − β₂ᵗ)`.
/// [Convention#KERAS] adds ε to the root of the uncorrected v: `√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε)`. A weight decay is
/// added to the gradient (L2); for the other kind see [AdamW].
///
/// {@snippet file="TrainingSnippets.java" region="Adam"}
///
/// @param schedule the learning rate
/// @param beta1 how much of the old mean of gradients stays, in [0, 1)
/// @param beta2 how much of the old mean of squares stays, in [0, 1)
/// @param epsilon ε, above 0
/// @param decay a pull of weights towards zero, added to the gradient: λw
/// @param convention whose form
/// @param variant plain or AMSGrad
public record Adam(
        Schedule schedule,
        double beta1,
        double beta2,
        double epsilon,
        Decay decay,
        Convention convention,
        Variant variant)
        implements Optimizer {
    /// Which mean of squares divides the step.
    public enum Variant {
        /// The running mean.
        PLAIN,
        /// The largest running mean so far, so that steps do not grow again.
        AMSGRAD
    }

    public Adam {
        Moments.check("Adam", beta1, beta2, epsilon);
    }

    /// Gives Adam as PyTorch has it: β = 0.9 and 0.999, ε = 10⁻⁸.
    public static Adam of(double learningRate) {
        return new Adam(
                new Schedule.Constant(learningRate), 0.9, 0.999, 1e-8, Decay.NONE, Convention.PYTORCH, Variant.PLAIN);
    }

    /// Gives Adam as Keras has it: ε = 10⁻⁷, added to the uncorrected root.
    public static Adam keras(double learningRate) {
        return of(learningRate).epsilon(1e-7).convention(Convention.KERAS);
    }

    @Override
    public Adam schedule(Schedule schedule) {
        return new Adam(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer with other shares of the old means.
    public Adam betas(double beta1, double beta2) {
        return new Adam(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer with another ε.
    public Adam epsilon(double epsilon) {
        return new Adam(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer with a weight decay added to the gradient.
    public Adam decay(Decay decay) {
        return new Adam(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer in another form.
    public Adam convention(Convention convention) {
        return new Adam(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer with the largest mean of squares so far in place of the last (Reddi et al. 2018).
    public Adam amsgrad() {
        return new Adam(schedule, beta1, beta2, epsilon, decay, convention, Variant.AMSGRAD);
    }

    @Override
    public String name() {
        return "Adam";
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return moments().init(parameters);
    }

    @Override
    public Map<String, Double> scalars(long step) {
        return moments().scalars(schedule, step);
    }

    @Override
    public Update update(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars) {
        return Rules.each(gradients, state, parameters, scalars, this::step);
    }

    private void step(Cell cell) {
        cell.descend(moments().direction(cell, cell.gradient(decay)), Decay.NONE);
    }

    private Moments moments() {
        return new Moments(beta1, beta2, epsilon, convention, variant);
    }
}
