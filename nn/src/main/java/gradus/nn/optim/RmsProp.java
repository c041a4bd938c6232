package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// RMSProp: each step is divided by the root of a running mean of squares (Tieleman and Hinton 2012).
///
/// `v ← ρv + (1 − ρ)g²`, step `g/(√v + ε)`; centred subtracts the square of the running mean from v. With momentum
/// the steps are summed as in [Sgd]. [Convention#KERAS] puts ε inside the root and keeps the rate in the momentum.
///
/// {@snippet file="OptimizerSnippets.java" region="RmsProp"}
///
/// @param schedule the learning rate
/// @param rho how much of the old mean stays, ρ in [0, 1): α of PyTorch (0.99), ρ of Keras (0.9)
/// @param epsilon ε, above 0
/// @param momentum μ in [0, 1)
/// @param centring whether the mean is subtracted
/// @param decay a pull of weights towards zero, added to the gradient: λw
/// @param convention whose form
public record RmsProp(
        Schedule schedule,
        double rho,
        double epsilon,
        double momentum,
        Centring centring,
        Decay decay,
        Convention convention)
        implements Optimizer {
    /// Whether the running mean is subtracted.
    public enum Centring {
        /// The mean of squares is used as it is.
        PLAIN,
        /// The square of the running mean is subtracted, which leaves the variance (Graves 2013).
        CENTRED
    }

    public RmsProp {
        Rules.requireShare("RMSProp", "rho", rho);
        Rules.requirePositive("RMSProp", "epsilon", epsilon);
        Rules.requireShare("RMSProp", "momentum", momentum);
    }

    /// Gives RMSProp as PyTorch has it: ρ = 0.99, ε = 10⁻⁸.
    public static RmsProp of(double learningRate) {
        return new RmsProp(
                new Schedule.Constant(learningRate), 0.99, 1e-8, 0, Centring.PLAIN, Decay.NONE, Convention.PYTORCH);
    }

    /// Gives RMSProp as Keras has it: ρ = 0.9, ε = 10⁻⁷ inside the root.
    public static RmsProp keras(double learningRate) {
        return of(learningRate).rho(0.9).epsilon(1e-7).convention(Convention.KERAS);
    }

    @Override
    public RmsProp schedule(Schedule schedule) {
        return new RmsProp(schedule, rho, epsilon, momentum, centring, decay, convention);
    }

    /// Gives this optimizer with another share of the old mean.
    public RmsProp rho(double rho) {
        return new RmsProp(schedule, rho, epsilon, momentum, centring, decay, convention);
    }

    /// Gives this optimizer with another ε.
    public RmsProp epsilon(double epsilon) {
        return new RmsProp(schedule, rho, epsilon, momentum, centring, decay, convention);
    }

    /// Gives this optimizer with momentum.
    public RmsProp momentum(double momentum) {
        return new RmsProp(schedule, rho, epsilon, momentum, centring, decay, convention);
    }

    /// Gives this optimizer with the mean subtracted.
    public RmsProp centred() {
        return new RmsProp(schedule, rho, epsilon, momentum, Centring.CENTRED, decay, convention);
    }

    /// Gives this optimizer with a weight decay added to the gradient.
    public RmsProp decay(Decay decay) {
        return new RmsProp(schedule, rho, epsilon, momentum, centring, decay, convention);
    }

    /// Gives this optimizer in another form.
    public RmsProp convention(Convention convention) {
        return new RmsProp(schedule, rho, epsilon, momentum, centring, decay, convention);
    }

    @Override
    public String name() {
        return "RMSProp";
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return Rules.zeros(parameters, slots());
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
        if (centring == Centring.CENTRED) {
            // rounding may leave a difference below 0
            square = square.subtract(cell.average("m", rho, gradient).square()).maximum(0);
        }
        Tensor direction = gradient.divide(root(square));
        if (momentum == 0) {
            cell.descend(direction, Decay.NONE);
            return;
        }
        switch (convention) {
            case PYTORCH ->
                cell.descend(
                        cell.keep(
                                "velocity",
                                cell.old("velocity").multiply(momentum).add(direction)),
                        Decay.NONE);
            case KERAS -> {
                Tensor step = direction.multiply(cell.scalar("learningRate"));
                cell.change(cell.keep(
                                "velocity",
                                cell.old("velocity").multiply(momentum).add(step))
                        .negate());
            }
        }
    }

    private Tensor root(Tensor square) {
        return switch (convention) {
            case PYTORCH -> square.sqrt().add(epsilon);
            case KERAS -> square.add(epsilon).sqrt();
        };
    }

    private List<String> slots() {
        List<String> slots = new ArrayList<>(List.of("v"));
        if (centring == Centring.CENTRED) {
            slots.add("m");
        }
        if (momentum > 0) {
            slots.add("velocity");
        }
        return slots;
    }
}
