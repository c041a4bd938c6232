package gradus.cli.config;

import gradus.nn.layer.Normalization;
import java.util.List;
import java.util.Optional;

/// The network.
///
/// @param hidden sizes of hidden layers, none for a linear model
/// @param activation the function of hidden layers
/// @param dropout the share of hidden values that are dropped in each step
/// @param normalization what stands before the activation
public record NetworkConfig(
        Optional<List<Integer>> hidden,
        Optional<String> activation,
        Optional<Double> dropout,
        Optional<Normalization> normalization) {
    /// Says whether nothing is said.
    public boolean isDefault() {
        return hidden.isEmpty() && activation.isEmpty() && dropout.isEmpty() && normalization.isEmpty();
    }
}
