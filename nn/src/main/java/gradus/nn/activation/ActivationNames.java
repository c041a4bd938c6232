package gradus.nn.activation;

import java.util.LinkedHashMap;
import java.util.Map;

/// Finds activations by name and checks their options.
final class ActivationNames {
    private static final Map<String, Activation> WITH_OPTIONS = Map.of(
            "leaky-relu", new Activation.LeakyRelu(0.01),
            "elu", new Activation.Elu(1),
            "celu", new Activation.Celu(1),
            "softplus", new Activation.Softplus(1),
            "hard-sigmoid", new Activation.HardSigmoid(1.0 / 6, 0.5),
            "hard-tanh", new Activation.HardTanh(-1, 1));

    private ActivationNames() {}

    static Activation find(String name) {
        Map<String, Activation> all = new LinkedHashMap<>(WITH_OPTIONS);
        for (Activation.Fixed fixed : Activation.Fixed.values()) {
            all.put(fixed.toString(), fixed);
        }
        Activation found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("activation: the name must be one of "
                    + String.join(", ", all.keySet().stream().sorted().toList()) + "; got \"" + name + "\"");
        }
        return found;
    }

    static void requireFinite(String activation, String option, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(activation + ": the " + option + " must be finite, got " + value);
        }
    }

    static void requirePositive(String activation, String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    activation + ": the " + option + " must be a finite number above 0, got " + value);
        }
    }
}
