package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An optimizer behind a rule; made by [Optimizer#after].
///
/// @param rule the rule that sees the gradients first
/// @param optimizer the optimizer that takes what the rule gives
record Behind(GradientTransform rule, Optimizer optimizer) implements Optimizer {
    private Chain chain() {
        return new Chain(List.of(rule, optimizer));
    }

    @Override
    public String name() {
        return optimizer.name();
    }

    @Override
    public Schedule schedule() {
        return optimizer.schedule();
    }

    @Override
    public Behind schedule(Schedule schedule) {
        return new Behind(rule, optimizer.schedule(schedule));
    }

    @Override
    public Behind slowed(double factor) {
        return new Behind(rule, optimizer.slowed(factor));
    }

    @Override
    public Optimizer bare() {
        return optimizer.bare();
    }

    @Override
    public Optional<String> averages() {
        return optimizer.averages().map(slot -> "1." + slot);
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return chain().init(parameters);
    }

    @Override
    public Map<String, Double> scalars(long step) {
        return chain().scalars(step);
    }

    @Override
    public Update update(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars) {
        return chain().update(gradients, state, parameters, scalars);
    }
}
