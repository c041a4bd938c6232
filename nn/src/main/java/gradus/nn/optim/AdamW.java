package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.Map;

/// AdamW: [Adam] whose weight decay does not pass through the means: `w ← w − η(m̂/(√v̂ + ε) + λw)` (Loshchilov and
/// Hutter 2019). The decay is multiplied by the rate, as in PyTorch and Keras. By default λ = 0.01 on weights only.
///
/// {@snippet file="TrainingSnippets.java" region="AdamW"}
///
/// @param schedule the learning rate
/// @param beta1 how much of the old mean of gradients stays, in [0, 1)
/// @param beta2 how much of the old mean of squares stays, in [0, 1)
/// @param epsilon ε, above 0
/// @param decay a pull of weights towards zero, apart from the gradient: each step takes off rate · λw
/// @param convention whose form
/// @param variant plain or AMSGrad
public record AdamW(
        Schedule schedule,
        double beta1,
        double beta2,
        double epsilon,
        Decay decay,
        Convention convention,
        Adam.Variant variant)
        implements Optimizer {
    public AdamW {
        Moments.check("AdamW", beta1, beta2, epsilon);
    }

    /// Gives AdamW as PyTorch has it: β = 0.9 and 0.999, ε = 10⁻⁸.
    public static AdamW of(double learningRate) {
        return new AdamW(
                new Schedule.Constant(learningRate),
                0.9,
                0.999,
                1e-8,
                Decay.of(0.01),
                Convention.PYTORCH,
                Adam.Variant.PLAIN);
    }

    /// Gives AdamW as Keras has it: ε = 10⁻⁷, added to the uncorrected root.
    public static AdamW keras(double learningRate) {
        return of(learningRate).epsilon(1e-7).convention(Convention.KERAS);
    }

    @Override
    public AdamW schedule(Schedule schedule) {
        return new AdamW(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer with other shares of the old means.
    public AdamW betas(double beta1, double beta2) {
        return new AdamW(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer with another ε.
    public AdamW epsilon(double epsilon) {
        return new AdamW(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer with another weight decay.
    public AdamW decay(Decay decay) {
        return new AdamW(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer in another form.
    public AdamW convention(Convention convention) {
        return new AdamW(schedule, beta1, beta2, epsilon, decay, convention, variant);
    }

    /// Gives this optimizer with the largest mean of squares so far in place of the last (Reddi et al. 2018).
    public AdamW amsgrad() {
        return new AdamW(schedule, beta1, beta2, epsilon, decay, convention, Adam.Variant.AMSGRAD);
    }

    @Override
    public String name() {
        return "AdamW";
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
        cell.descend(moments().direction(cell, cell.gradient(Decay.NONE)), decay);
    }

    private Moments moments() {
        return new Moments(beta1, beta2, epsilon, convention, variant);
    }
}
