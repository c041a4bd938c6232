package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// AdaMax: [Adam] with the largest decayed gradient in place of the root of the mean of squares (Kingma and Ba 2015).
///
/// `u ← max(β₂u, |g| + ε)`, step `m̂/u`. [Convention#KERAS]: `u ← max(β₂u, |g|)`, step `m̂/(u + ε)`.
///
/// {@snippet file="OptimizerSnippets.java" region="AdaMax"}
///
/// @param schedule the learning rate
/// @param beta1 how much of the old mean of gradients stays, in [0, 1)
/// @param beta2 how much of the old mean of squares stays, in [0, 1)
/// @param epsilon ε, above 0
/// @param decay a pull of weights towards zero, added to the gradient: λw
/// @param convention whose form
public record AdaMax(Schedule schedule, double beta1, double beta2, double epsilon, Decay decay, Convention convention)
        implements Optimizer {
    public AdaMax {
        Moments.check("AdaMax", beta1, beta2, epsilon);
    }

    /// Gives AdaMax as PyTorch has it: β = 0.9 and 0.999, ε = 10⁻⁸.
    public static AdaMax of(double learningRate) {
        return new AdaMax(new Schedule.Constant(learningRate), 0.9, 0.999, 1e-8, Decay.NONE, Convention.PYTORCH);
    }

    /// Gives AdaMax as Keras has it: ε = 10⁻⁷ beside the largest gradient.
    public static AdaMax keras(double learningRate) {
        return of(learningRate).epsilon(1e-7).convention(Convention.KERAS);
    }

    @Override
    public AdaMax schedule(Schedule schedule) {
        return new AdaMax(schedule, beta1, beta2, epsilon, decay, convention);
    }

    /// Gives this optimizer with other shares of the old means.
    public AdaMax betas(double beta1, double beta2) {
        return new AdaMax(schedule, beta1, beta2, epsilon, decay, convention);
    }

    /// Gives this optimizer with another ε.
    public AdaMax epsilon(double epsilon) {
        return new AdaMax(schedule, beta1, beta2, epsilon, decay, convention);
    }

    /// Gives this optimizer with a weight decay added to the gradient.
    public AdaMax decay(Decay decay) {
        return new AdaMax(schedule, beta1, beta2, epsilon, decay, convention);
    }

    /// Gives this optimizer in another form.
    public AdaMax convention(Convention convention) {
        return new AdaMax(schedule, beta1, beta2, epsilon, decay, convention);
    }

    @Override
    public String name() {
        return "AdaMax";
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return Rules.zeros(parameters, List.of("m", "u"));
    }

    @Override
    public Map<String, Double> scalars(long step) {
        return Rules.ordered(
                Map.of("learningRate", schedule.at(step), "momentCorrection", Rules.correction(beta1, step + 1)));
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
        Tensor gradient = cell.gradient(decay);
        Tensor mean = cell.average("m", beta1, gradient).multiply(cell.scalar("momentCorrection"));
        Tensor faded = cell.old("u").multiply(beta2);
        Tensor largest = switch (convention) {
            case PYTORCH -> cell.keep("u", faded.maximum(gradient.abs().add(epsilon)));
            case KERAS -> cell.keep("u", faded.maximum(gradient.abs())).add(epsilon);
        };
        cell.descend(mean.divide(largest), Decay.NONE);
    }
}
