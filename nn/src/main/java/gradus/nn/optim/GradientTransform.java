package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// A pure rule from gradients to parameter changes with explicit state; rules compose by [#chain].
///
/// Everything is tensor mathematics, so that one planned graph holds the whole step. What changes from step to step
/// by a formula (a learning rate, a bias correction) is computed on the host in double and enters as rank-0
/// tensors, so that one graph serves all steps.
///
/// {@snippet file="OptimizerSnippets.java" region="GradientTransform"}
public interface GradientTransform {
    /// Gives the state before the first update: concrete tensors by name, such as `m/layers.0.weight`.
    ///
    /// @param parameters the parameters by path, of which only the types count
    Map<String, Tensor> init(Map<String, Tensor> parameters);

    /// Gives the numbers of update `step`, counted from 0, by name. The name of a learning rate ends in
    /// `learningRate`.
    Map<String, Double> scalars(long step);

    /// Gives the changes of the parameters and the next state.
    ///
    /// @param gradients one per parameter path
    /// @param state what [#init] or the last update gave
    /// @param parameters the parameters by path
    /// @param scalars the [#scalars] of this step as rank-0 tensors
    Update update(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars);

    /// What a rule gives: parameters become p + update.
    ///
    /// @param updates the change of each parameter by path; for a rule before the last of a chain, the changed
    /// gradients
    /// @param state the next state, with the names of the one before
    record Update(Map<String, Tensor> updates, Map<String, Tensor> state) {}

    /// Gives the rule that hands the result of each rule to the next as gradients. The names of state and scalars
    /// get the prefixes `0.`, `1.`, ….
    static GradientTransform chain(GradientTransform... rules) {
        return new Chain(List.of(rules));
    }
}
