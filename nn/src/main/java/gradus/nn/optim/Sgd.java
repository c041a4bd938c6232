package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// Stochastic gradient descent, with momentum if wanted: `b ← μb + (1 − τ)g`, `w ← w − ηb`; Nesterov steps by
/// `g + μb`. The first update takes the whole gradient, without dampening.
///
/// [Convention#KERAS] keeps the rate in the velocity, `v ← μv − ηg`, `w ← w + v`, which differs where the rate
/// changes.
///
/// {@snippet file="TrainingSnippets.java" region="Sgd"}
///
/// @param schedule the learning rate
/// @param momentum how much of the last step stays, μ in [0, 1)
/// @param dampening how much of the gradient is left out, τ in [0, 1); only with heavy-ball momentum of PyTorch
/// @param style heavy ball or Nesterov
/// @param decay a pull of weights towards zero, added to the gradient: λw
/// @param convention whose form
public record Sgd(Schedule schedule, double momentum, double dampening, Style style, Decay decay, Convention convention)
        implements Optimizer {
    /// Where momentum takes the gradient into account.
    public enum Style {
        /// The step is the running sum (Polyak 1964).
        HEAVY_BALL,
        /// The step looks one momentum ahead (Nesterov 1983, as simplified by Sutskever et al. 2013).
        NESTEROV
    }

    public Sgd {
        Rules.requireShare("SGD", "momentum", momentum);
        Rules.requireShare("SGD", "dampening", dampening);
        if (dampening > 0 && (style == Style.NESTEROV || convention == Convention.KERAS)) {
            throw new IllegalArgumentException(
                    "SGD: dampening goes with heavy-ball momentum in PyTorch's form only, got " + dampening + " with "
                            + style + " and " + convention);
        }
    }

    /// Gives plain gradient descent with a constant rate.
    public static Sgd of(double learningRate) {
        return new Sgd(new Schedule.Constant(learningRate), 0, 0, Style.HEAVY_BALL, Decay.NONE, Convention.PYTORCH);
    }

    @Override
    public Sgd schedule(Schedule schedule) {
        return new Sgd(schedule, momentum, dampening, style, decay, convention);
    }

    /// Gives this optimizer with heavy-ball momentum.
    public Sgd momentum(double momentum) {
        return new Sgd(schedule, momentum, dampening, style, decay, convention);
    }

    /// Gives this optimizer with part of the gradient left out of the momentum.
    public Sgd dampening(double dampening) {
        return new Sgd(schedule, momentum, dampening, style, decay, convention);
    }

    /// Gives this optimizer with momentum that looks ahead.
    public Sgd nesterov(double momentum) {
        return new Sgd(schedule, momentum, dampening, Style.NESTEROV, decay, convention);
    }

    /// Gives this optimizer with a weight decay added to the gradient.
    public Sgd decay(Decay decay) {
        return new Sgd(schedule, momentum, dampening, style, decay, convention);
    }

    /// Gives this optimizer in another form.
    public Sgd convention(Convention convention) {
        return new Sgd(schedule, momentum, dampening, style, decay, convention);
    }

    @Override
    public String name() {
        return "SGD";
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return Rules.zeros(parameters, momentum == 0 ? List.of() : List.of("velocity"));
    }

    @Override
    public Map<String, Double> scalars(long step) {
        return Rules.ordered(Map.of("learningRate", schedule.at(step), "gradientShare", step == 0 ? 1 : 1 - dampening));
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
        if (momentum == 0) {
            cell.descend(gradient, Decay.NONE);
            return;
        }
        switch (convention) {
            case PYTORCH -> {
                Tensor fresh = dampening == 0 ? gradient : gradient.multiply(cell.scalar("gradientShare"));
                Tensor buffer = cell.keep(
                        "velocity", cell.old("velocity").multiply(momentum).add(fresh));
                cell.descend(style == Style.NESTEROV ? gradient.add(buffer.multiply(momentum)) : buffer, Decay.NONE);
            }
            case KERAS -> {
                Tensor step = gradient.multiply(cell.scalar("learningRate"));
                Tensor velocity = cell.keep(
                        "velocity", cell.old("velocity").multiply(momentum).subtract(step));
                cell.change(
                        style == Style.NESTEROV ? velocity.multiply(momentum).subtract(step) : velocity);
            }
        }
    }
}
