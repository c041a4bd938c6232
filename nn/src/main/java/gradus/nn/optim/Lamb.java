package gradus.nn.optim;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import java.util.Map;

/// LAMB: the direction of [AdamW] scaled per parameter by `‖w‖/‖direction‖`, for very large batches (You et al.
/// 2020). Where either norm is 0 the factor is 1.
///
/// {@snippet file="OptimizerSnippets.java" region="Lamb"}
///
/// @param schedule the learning rate
/// @param beta1 how much of the old mean of gradients stays, in [0, 1)
/// @param beta2 how much of the old mean of squares stays, in [0, 1)
/// @param epsilon ε, above 0
/// @param decay a pull of weights towards zero, apart from the gradient: each step takes off rate · λw
public record Lamb(Schedule schedule, double beta1, double beta2, double epsilon, Decay decay) implements Optimizer {
    public Lamb {
        Moments.check("LAMB", beta1, beta2, epsilon);
    }

    /// Gives LAMB with β = 0.9 and 0.999, ε = 10⁻⁶, no decay.
    public static Lamb of(double learningRate) {
        return new Lamb(new Schedule.Constant(learningRate), 0.9, 0.999, 1e-6, Decay.NONE);
    }

    @Override
    public Lamb schedule(Schedule schedule) {
        return new Lamb(schedule, beta1, beta2, epsilon, decay);
    }

    /// Gives this optimizer with other shares of the old means.
    public Lamb betas(double beta1, double beta2) {
        return new Lamb(schedule, beta1, beta2, epsilon, decay);
    }

    /// Gives this optimizer with another ε.
    public Lamb epsilon(double epsilon) {
        return new Lamb(schedule, beta1, beta2, epsilon, decay);
    }

    /// Gives this optimizer with a weight decay.
    public Lamb decay(Decay decay) {
        return new Lamb(schedule, beta1, beta2, epsilon, decay);
    }

    @Override
    public String name() {
        return "LAMB";
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
        Tensor adam = moments().direction(cell, cell.gradient(Decay.NONE));
        Tensor direction = cell.decayed(decay).map(adam::add).orElse(adam);
        Tensor size = Rules.norm(cell.parameter());
        Tensor length = Rules.norm(direction);
        Tensor one = Tensor.fill(size.type(), 1);
        Tensor both = size.minimum(length).compare(CompareFn.GREATER, 0);
        Tensor trust = both.where(size.divide(both.where(length, one)), one);
        cell.descend(direction.multiply(trust), Decay.NONE);
    }

    private Moments moments() {
        return new Moments(beta1, beta2, epsilon, Convention.PYTORCH, Adam.Variant.PLAIN);
    }
}
