package gradus.cli.config;

import gradus.nn.train.NonFinite;
import gradus.nn.train.Training;
import java.util.List;
import java.util.Optional;

/// What an update does besides the rule of the optimizer.
///
/// @param average how much of the old average of weights stays; empty: no average is kept
/// @param freeze patterns of the paths of parameters that stay as they are
/// @param nonFinite what happens when an update would not be finite, default raise
public record UpdateConfig(Optional<Double> average, Optional<List<String>> freeze, Optional<NonFinite> nonFinite) {
    /// Checks the share.
    public UpdateConfig {
        Limits.atLeast("average", average, 0);
        Limits.below("average", average, 1);
    }

    <L, R> Training<L, R> over(Training<L, R> usual) {
        Training<L, R> training = usual;
        for (String pattern : freeze.orElse(List.of())) {
            training = training.freeze(pattern);
        }
        return nonFinite.isPresent() ? training.nonFinite(nonFinite.get()) : training;
    }
}
