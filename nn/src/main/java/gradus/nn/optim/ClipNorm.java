package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// Shortens each gradient whose Euclidean norm is above the limit to that norm, each parameter by itself.
///
/// {@snippet file="OptimizerSnippets.java" region="GradientTransform"}
///
/// @param limit the largest norm, above 0
public record ClipNorm(double limit) implements GradientTransform {
    public ClipNorm {
        Rules.requirePositive("clip by norm", "the limit", limit);
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
        gradients.forEach(
                (path, gradient) -> clipped.put(path, gradient.multiply(Rules.shrink(Rules.norm(gradient), limit))));
        return new Update(clipped, state);
    }
}
