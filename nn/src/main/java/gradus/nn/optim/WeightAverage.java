package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An optimizer that keeps an exponential moving average of the weights beside them (Polyak and Juditsky 1992):
/// `a ← da + (1 − d)w` after each update, with `d = min(decay, (1 + t)/(10 + t))` for update t, so that the start is
/// soon forgotten.
///
/// Training goes on with the weights themselves; validation, the best epoch and the result use the averages. Running
/// statistics, such as those of batch normalisation, are not averaged. The averages are a part of the optimizer's
/// state, `average/<path>`, so a checkpoint has them.
///
/// {@snippet file="OptimizerSnippets.java" region="WeightAverage"}
///
/// @param optimizer the optimizer that moves the weights
/// @param decay how much of the old average stays, in [0, 1); common are 0.99 to 0.9999
public record WeightAverage(Optimizer optimizer, double decay) implements Optimizer {
    private static final String SLOT = "average/";
    private static final String SHARE = "averageShare";

    /// Checks the decay.
    public WeightAverage {
        Rules.requireShare("average of weights", "decay", decay);
        if (optimizer.averages().isPresent()) {
            throw new IllegalArgumentException("average of weights: the optimizer keeps one already, got " + optimizer);
        }
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
    public WeightAverage schedule(Schedule schedule) {
        return new WeightAverage(optimizer.schedule(schedule), decay);
    }

    @Override
    public WeightAverage slowed(double factor) {
        return new WeightAverage(optimizer.slowed(factor), decay);
    }

    @Override
    public Optional<String> averages() {
        return Optional.of(SLOT);
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        Chain.addPrefixed("of", optimizer.init(parameters), state);
        parameters.forEach((path, value) ->
                state.put(SLOT + path, Tensor.of(value.literal().copy())));
        return state;
    }

    @Override
    public Map<String, Double> scalars(long step) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        Chain.addPrefixed("of", optimizer.scalars(step), scalars);
        scalars.put(SHARE, Math.min(decay, (1.0 + step) / (10.0 + step)));
        return scalars;
    }

    @Override
    public Update update(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars) {
        Update inner = optimizer.update(gradients, Chain.part("of", state), parameters, Chain.part("of", scalars));
        Map<String, Tensor> next = new LinkedHashMap<>();
        Chain.addPrefixed("of", inner.state(), next);
        Map<String, Tensor> averages = Rules.each(inner.updates(), state, parameters, scalars, cell -> {
                    Tensor moved = cell.parameter().add(cell.gradient(Decay.NONE));
                    Tensor old = cell.old("average");
                    // the old average moves towards the weight, so that equal ones stay equal
                    Tensor way = moved.subtract(old)
                            .multiply(cell.scalar(SHARE).negate().add(1));
                    cell.keep("average", old.add(way));
                    cell.change(moved);
                })
                .state();
        averages.forEach((name, value) -> {
            if (name.startsWith(SLOT)) {
                next.put(name, value);
            }
        });
        return new Update(inner.updates(), next);
    }
}
