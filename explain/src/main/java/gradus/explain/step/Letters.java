package gradus.explain.step;

import gradus.nn.layer.Activate;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Prelu;
import gradus.nn.layer.Residual;
import gradus.nn.layer.RmsNorm;
import gradus.nn.recurrent.RecurrentLayer;
import gradus.nn.spatial.AdaptiveAvgPool;
import gradus.nn.spatial.AdaptiveMaxPool;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.ChannelDropout;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.GlobalAvgPool;
import gradus.nn.spatial.GlobalMaxPool;
import gradus.nn.spatial.MaxPool;
import java.util.Map;

/// The letters that books use, and what they stand for.
final class Letters {
    private static final Map<String, String> PARAMETERS = Map.of(
            "weight", "W",
            "bias", "b",
            "scale", "γ",
            "shift", "β",
            "input", "W",
            "recurrent", "U",
            "recurrentBias", "d",
            "slope", "α",
            "mean", "μ̄",
            "variance", "v̄");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("z", "Weighted inputs"),
            Map.entry("a", "Activations"),
            Map.entry("n", "Normalised values"),
            Map.entry("p", "Pooled values"),
            Map.entry("d", "Values after dropout"),
            Map.entry("e", "Embedded values"),
            Map.entry("h", "Hidden state"),
            Map.entry("r", "Sum of both paths"),
            Map.entry("v", "Values"),
            Map.entry("i", "Input gate"),
            Map.entry("f", "Forget gate"),
            Map.entry("g", "Candidate"),
            Map.entry("o", "Output gate"),
            Map.entry("c", "Cell state"),
            Map.entry("u", "Update gate"),
            Map.entry("Q", "Queries"),
            Map.entry("K", "Keys"),
            Map.entry("V", "Values of attention"),
            Map.entry("s", "Attention scores"),
            Map.entry("μ", "Mean"),
            Map.entry("σ²", "Variance"),
            Map.entry("x̂", "Standardised values"),
            Map.entry("ξ", "Random draws"));

    /// What a name given inside attention or a recurrent layer means where the same letter means another thing
    /// elsewhere.
    private static final Map<String, String> INNER =
            Map.of("p", "Attention weights", "r", "Reset gate", "n", "New state");

    private static final Map<String, String> NUMBERS =
            Map.of("learningRate", "η", "momentCorrection", "c₁", "squareCorrection", "c₂");

    private Letters() {}

    /// Gives the letter of a parameter or statistic by the last part of its path.
    static String parameter(String component) {
        return PARAMETERS.getOrDefault(component, component);
    }

    /// Gives the letter of one of the optimizer's numbers; rules of a chain have their place in front.
    static String number(String name) {
        String bare = name.substring(name.lastIndexOf('.') + 1);
        return NUMBERS.getOrDefault(bare, bare);
    }

    /// Gives what a letter stands for.
    static String words(String letter) {
        return WORDS.getOrDefault(letter, "Values");
    }

    /// Gives what a letter stands for that was given to a node inside a layer.
    static String innerWords(String letter) {
        return INNER.getOrDefault(letter, WORDS.getOrDefault(letter, "Values"));
    }

    /// Gives the letter of what a layer gives.
    static String output(Object layer) {
        return switch (layer) {
            case Linear _, Conv _, ConvTranspose _ -> "z";
            case Activate _, Prelu _ -> "a";
            case BatchNorm _, LayerNorm _, GroupNorm _, InstanceNorm _, RmsNorm _ -> "n";
            case MaxPool _, AvgPool _, AdaptiveAvgPool _, AdaptiveMaxPool _, GlobalAvgPool _, GlobalMaxPool _ -> "p";
            case Dropout _, ChannelDropout _ -> "d";
            case Embedding _ -> "e";
            case RecurrentLayer _ -> "h";
            case Residual _ -> "r";
            default -> "v";
        };
    }
}
