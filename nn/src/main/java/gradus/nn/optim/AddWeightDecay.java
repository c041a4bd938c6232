package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.Map;

/// Adds `λw` to the gradients, which is an L2 penalty of `½λΣw²`.
///
/// {@snippet file="OptimizerSnippets.java" region="GradientTransform"}
///
/// @param decay how much and on which parameters
public record AddWeightDecay(Decay decay) implements GradientTransform {
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
        return Rules.each(gradients, state, parameters, scalars, cell -> cell.change(cell.gradient(decay)));
    }
}
