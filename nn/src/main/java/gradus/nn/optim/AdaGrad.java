package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// AdaGrad: each step is divided by the root of the sum of all squares so far (Duchi et al. 2011).
///
/// `s ← s + g²`, step `g/(√s + ε)`. [Convention#KERAS] puts ε inside the root. The `lr_decay` of PyTorch is the
/// schedule [Schedule.InverseTime].
///
/// {@snippet file="OptimizerSnippets.java" region="AdaGrad"}
///
/// @param schedule the learning rate
/// @param initialSum what s starts with, at least 0
/// @param epsilon ε, above 0
/// @param decay a pull of weights towards zero, added to the gradient: λw
/// @param convention whose form
public record AdaGrad(Schedule schedule, double initialSum, double epsilon, Decay decay, Convention convention)
        implements Optimizer {
    public AdaGrad {
        Rules.requireNotNegative("AdaGrad", "initialSum", initialSum);
        Rules.requirePositive("AdaGrad", "epsilon", epsilon);
    }

    /// Gives AdaGrad as PyTorch has it: sum from 0, ε = 10⁻¹⁰.
    public static AdaGrad of(double learningRate) {
        return new AdaGrad(new Schedule.Constant(learningRate), 0, 1e-10, Decay.NONE, Convention.PYTORCH);
    }

    /// Gives AdaGrad as Keras has it: sum from 0.1, ε = 10⁻⁷ inside the root.
    public static AdaGrad keras(double learningRate) {
        return new AdaGrad(new Schedule.Constant(learningRate), 0.1, 1e-7, Decay.NONE, Convention.KERAS);
    }

    @Override
    public AdaGrad schedule(Schedule schedule) {
        return new AdaGrad(schedule, initialSum, epsilon, decay, convention);
    }

    /// Gives this optimizer with another start of the sum.
    public AdaGrad initialSum(double initialSum) {
        return new AdaGrad(schedule, initialSum, epsilon, decay, convention);
    }

    /// Gives this optimizer with another ε.
    public AdaGrad epsilon(double epsilon) {
        return new AdaGrad(schedule, initialSum, epsilon, decay, convention);
    }

    /// Gives this optimizer with a weight decay added to the gradient.
    public AdaGrad decay(Decay decay) {
        return new AdaGrad(schedule, initialSum, epsilon, decay, convention);
    }

    /// Gives this optimizer in another form.
    public AdaGrad convention(Convention convention) {
        return new AdaGrad(schedule, initialSum, epsilon, decay, convention);
    }

    @Override
    public String name() {
        return "AdaGrad";
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return Rules.filled(parameters, List.of("sum"), initialSum);
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
        Tensor sum = cell.keep("sum", cell.old("sum").add(gradient.square()));
        Tensor root = switch (convention) {
            case PYTORCH -> sum.sqrt().add(epsilon);
            case KERAS -> sum.add(epsilon).sqrt();
        };
        cell.descend(gradient.divide(root), Decay.NONE);
    }
}
