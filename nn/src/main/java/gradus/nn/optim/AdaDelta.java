package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// AdaDelta: steps in the units of the parameters, from running means of squared gradients and squared steps (Zeiler
/// 2012).
///
/// `v ← ρv + (1 − ρ)g²`, `d = g √(u + ε)/√(v + ε)`, `u ← ρu + (1 − ρ)d²`, `w ← w − ηd`; PyTorch and Keras agree.
///
/// {@snippet file="OptimizerSnippets.java" region="AdaDelta"}
///
/// @param schedule the learning rate
/// @param rho how much of the old means stays, ρ in [0, 1)
/// @param epsilon ε, above 0
/// @param decay a pull of weights towards zero, added to the gradient: λw
public record AdaDelta(Schedule schedule, double rho, double epsilon, Decay decay) implements Optimizer {
    public AdaDelta {
        Rules.requireShare("AdaDelta", "rho", rho);
        Rules.requirePositive("AdaDelta", "epsilon", epsilon);
    }

    /// Gives AdaDelta with ρ = 0.9, ε = 10⁻⁶; the rate of the paper is 1.
    public static AdaDelta of(double learningRate) {
        return new AdaDelta(new Schedule.Constant(learningRate), 0.9, 1e-6, Decay.NONE);
    }

    @Override
    public AdaDelta schedule(Schedule schedule) {
        return new AdaDelta(schedule, rho, epsilon, decay);
    }

    /// Gives this optimizer with another share of the old means.
    public AdaDelta rho(double rho) {
        return new AdaDelta(schedule, rho, epsilon, decay);
    }

    /// Gives this optimizer with another ε.
    public AdaDelta epsilon(double epsilon) {
        return new AdaDelta(schedule, rho, epsilon, decay);
    }

    /// Gives this optimizer with a weight decay added to the gradient.
    public AdaDelta decay(Decay decay) {
        return new AdaDelta(schedule, rho, epsilon, decay);
    }

    @Override
    public String name() {
        return "AdaDelta";
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return Rules.zeros(parameters, List.of("v", "u"));
    }

    @Override
    public Map<String, Double> scalars(long step) {
        return Rules.ordered(Map.of("learningRate", schedule.at(step)));
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
        Tensor square = cell.average("v", rho, gradient.square());
        Tensor unit = cell.old("u").add(epsilon).sqrt();
        Tensor direction = gradient.multiply(unit.divide(square.add(epsilon).sqrt()));
        cell.average("u", rho, direction.square());
        cell.descend(direction, Decay.NONE);
    }
}
