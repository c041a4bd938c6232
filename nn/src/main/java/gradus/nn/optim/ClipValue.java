package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// Moves each element of each gradient into [−limit, limit].
///
/// {@snippet file="OptimizerSnippets.java" region="GradientTransform"}
///
/// @param limit the largest absolute value, above 0
public record ClipValue(double limit) implements GradientTransform {
    public ClipValue {
        Rules.requirePositive("clip by value", "the limit", limit);
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        return Map.of();
    }

    @Override
    public Map<String, Double> scalars(long step) {
        return Map.of();
    }

    @Override
    public Update update(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars) {
        Map<String, Tensor> clipped = new LinkedHashMap<>();
        gradients.forEach((path, gradient) -> clipped.put(path, gradient.clamp(-limit, limit)));
        return new Update(clipped, state);
    }
}
