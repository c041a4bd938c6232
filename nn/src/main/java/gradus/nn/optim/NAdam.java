package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// NAdam: [Adam] with Nesterov momentum (Dozat 2016).
///
/// `μₜ = β₁(1 − ½ · 0.96^(ψt))`, step `(μₜ₊₁m/(1 − Πμ₁…μₜ₊₁) + (1 − μₜ)g/(1 − Πμ₁…μₜ))/(√v̂ + ε)`. PyTorch has ψ =
/// 0.004, Keras ψ = 1.
///
/// {@snippet file="OptimizerSnippets.java" region="NAdam"}
///
/// @param schedule the learning rate
/// @param beta1 how much of the old mean of gradients stays, in [0, 1)
/// @param beta2 how much of the old mean of squares stays, in [0, 1)
/// @param epsilon ε, above 0
/// @param momentumDecay how fast the warm-up of the momentum ends, ψ at least 0
/// @param decay a pull of weights towards zero, added to the gradient: λw
public record NAdam(Schedule schedule, double beta1, double beta2, double epsilon, double momentumDecay, Decay decay)
        implements Optimizer {
    private static final double NOTHING = 1e-20;

    public NAdam {
        Moments.check("NAdam", beta1, beta2, epsilon);
        Rules.requireNotNegative("NAdam", "momentumDecay", momentumDecay);
    }

    /// Gives NAdam as PyTorch has it: β = 0.9 and 0.999, ε = 10⁻⁸, ψ = 0.004.
    public static NAdam of(double learningRate) {
        return new NAdam(new Schedule.Constant(learningRate), 0.9, 0.999, 1e-8, 0.004, Decay.NONE);
    }

    /// Gives NAdam as Keras has it: ε = 10⁻⁷, ψ = 1.
    public static NAdam keras(double learningRate) {
        return of(learningRate).epsilon(1e-7).momentumDecay(1);
    }

    @Override
    public NAdam schedule(Schedule schedule) {
        return new NAdam(schedule, beta1, beta2, epsilon, momentumDecay, decay);
    }

    /// Gives this optimizer with other shares of the old means.
    public NAdam betas(double beta1, double beta2) {
        return new NAdam(schedule, beta1, beta2, epsilon, momentumDecay, decay);
    }

    /// Gives this optimizer with another ε.
    public NAdam epsilon(double epsilon) {
        return new NAdam(schedule, beta1, beta2, epsilon, momentumDecay, decay);
    }

    /// Gives this optimizer with another warm-up of the momentum.
    public NAdam momentumDecay(double momentumDecay) {
        return new NAdam(schedule, beta1, beta2, epsilon, momentumDecay, decay);
    }

    /// Gives this optimizer with a weight decay added to the gradient.
    public NAdam decay(Decay decay) {
        return new NAdam(schedule, beta1, beta2, epsilon, momentumDecay, decay);
    }

    @Override
    public String name() {
        return "NAdam";
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return Rules.zeros(parameters, List.of("m", "v"));
    }

    @Override
    public Map<String, Double> scalars(long step) {
        long t = step + 1;
        double product = product(t);
        double next = momentum(t + 1);
        return Rules.ordered(Map.of(
                "learningRate",
                schedule.at(step),
                "momentCorrection",
                next / (1 - product * next),
                "gradientCorrection",
                (1 - momentum(t)) / (1 - product),
                "squareCorrection",
                Rules.correction(beta2, t)));
    }

    private double momentum(long t) {
        return beta1 * (1 - 0.5 * StrictMath.pow(0.96, t * momentumDecay));
    }

    /// The product of the momenta so far; it stops where nothing of it is left.
    private double product(long t) {
        double product = 1;
        for (long i = 1; i <= t && product > NOTHING; i++) {
            product *= momentum(i);
        }
        return product;
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
        Tensor mean = cell.average("m", beta1, gradient);
        Tensor square = cell.average("v", beta2, gradient.square());
        Tensor root = square.multiply(cell.scalar("squareCorrection")).sqrt().add(epsilon);
        Tensor ahead = mean.multiply(cell.scalar("momentCorrection"))
                .add(gradient.multiply(cell.scalar("gradientCorrection")));
        cell.descend(ahead.divide(root), Decay.NONE);
    }
}
