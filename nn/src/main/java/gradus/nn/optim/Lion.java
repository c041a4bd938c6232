package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// Lion: steps of one size along the sign of a mean of gradients (Chen et al. 2023).
///
/// Step `sign(β₁m + (1 − β₁)g)`, then `m ← β₂m + (1 − β₂)g`. Rates are some ten times smaller than Adam's.
///
/// {@snippet file="OptimizerSnippets.java" region="Lion"}
///
/// @param schedule the learning rate
/// @param beta1 how much of the mean goes into the sign, in [0, 1)
/// @param beta2 how much of the old mean stays, in [0, 1)
/// @param decay a pull of weights towards zero, apart from the gradient: each step takes off rate · λw
public record Lion(Schedule schedule, double beta1, double beta2, Decay decay) implements Optimizer {
    public Lion {
        Rules.requireShare("Lion", "beta1", beta1);
        Rules.requireShare("Lion", "beta2", beta2);
    }

    /// Gives Lion with β = 0.9 and 0.99, no decay.
    public static Lion of(double learningRate) {
        return new Lion(new Schedule.Constant(learningRate), 0.9, 0.99, Decay.NONE);
    }

    @Override
    public Lion schedule(Schedule schedule) {
        return new Lion(schedule, beta1, beta2, decay);
    }

    /// Gives this optimizer with other shares of the old means.
    public Lion betas(double beta1, double beta2) {
        return new Lion(schedule, beta1, beta2, decay);
    }

    /// Gives this optimizer with a weight decay.
    public Lion decay(Decay decay) {
        return new Lion(schedule, beta1, beta2, decay);
    }

    @Override
    public String name() {
        return "Lion";
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return Rules.zeros(parameters, List.of("m"));
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
        Tensor gradient = cell.gradient(Decay.NONE);
        Tensor direction =
                cell.old("m").multiply(beta1).add(gradient.multiply(1 - beta1)).sign();
        cell.average("m", beta2, gradient);
        cell.descend(direction, decay);
    }
}
