package gradus.io.pretrained;

import gradus.io.json.Fields;
import gradus.nn.activation.Activation;
import tools.jackson.databind.JsonNode;

/// Values of a configuration.
final class ConfigWords {
    private ConfigWords() {}

    /// Gives the activation of a name.
    static Activation activation(Fields config, String key, String otherwise) {
        String name = config.text(key).orElse(otherwise);
        return switch (name) {
            case "gelu" -> Activation.GELU;
            case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" -> Activation.GELU_TANH;
            case "relu" -> Activation.RELU;
            case "silu", "swish" -> Activation.SILU;
            case "tanh" -> Activation.TANH;
            default ->
                throw config.wrong("'" + key + "' must be gelu, gelu_new, relu, silu or tanh, got '" + name + "'");
        };
    }

    static double number(Fields config, String key, double otherwise) {
        if (config.isAbsent(key)) {
            return otherwise;
        }
        JsonNode number = config.json().path(key);
        if (!number.isNumber()) {
            throw config.wrong("'" + key + "' must be a number, got " + number);
        }
        return number.doubleValue();
    }

    /// Refuses a switch that is set as these layers cannot do it.
    static void require(Fields config, String key, boolean wanted) {
        if (config.isTrue(key, String.valueOf(wanted)) != wanted) {
            throw config.wrong("'" + key + "' must be " + wanted + "; the other form is not supported");
        }
    }
}
