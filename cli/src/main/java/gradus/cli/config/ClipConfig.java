package gradus.cli.config;

import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.ClipNorm;
import gradus.nn.optim.ClipValue;
import gradus.nn.optim.Optimizer;
import java.util.Optional;

/// How gradients that are too large are cut: first all together, then each by itself, then their elements.
///
/// @param norm shortens all gradients together to this norm
/// @param eachNorm shortens the gradient of each parameter to this norm
/// @param value moves each element into ± this value
public record ClipConfig(Optional<Double> norm, Optional<Double> eachNorm, Optional<Double> value) {
    /// Checks the numbers.
    public ClipConfig {
        Limits.above("norm", norm, 0);
        Limits.above("eachNorm", eachNorm, 0);
        Limits.above("value", value, 0);
    }

    /// Gives an optimizer behind the rules; the one that was put before it last sees the gradients first.
    Optimizer before(Optimizer optimizer) {
        Optimizer behind = optimizer;
        if (value.isPresent()) {
            behind = behind.after(new ClipValue(value.get()));
        }
        if (eachNorm.isPresent()) {
            behind = behind.after(new ClipNorm(eachNorm.get()));
        }
        return norm.isPresent() ? behind.after(ClipGlobalNorm.of(norm.get())) : behind;
    }
}
