package gradus.nn.words;

import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Prelu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The words for activations: their names, and their options in parentheses.
final class ActivationWords {
    private static final List<Word> WITH_OPTIONS = List.of(
            of("leaky-relu", call -> new Activation.LeakyRelu(call.number("slope")), number("slope", "0.01")),
            of("elu", call -> new Activation.Elu(call.number("alpha")), number("alpha", "1")),
            of("celu", call -> new Activation.Celu(call.number("alpha")), number("alpha", "1")),
            of("softplus", call -> new Activation.Softplus(call.number("beta")), number("beta", "1")),
            of(
                    "hard-sigmoid",
                    call -> new Activation.HardSigmoid(call.number("alpha"), call.number("beta")),
                    number("alpha", "0.16666666666666666"),
                    number("beta", "0.5")),
            of(
                    "hard-tanh",
                    call -> new Activation.HardTanh(call.number("low"), call.number("high")),
                    number("low", "-1"),
                    number("high", "1")),
            of(
                    "thresholded-relu",
                    call -> new Activation.ThresholdedRelu(call.number("threshold")),
                    number("threshold", "1")));

    private static final List<Word> ALL = everyWord();

    private ActivationWords() {}

    private static Word of(String name, Function<Call, Activation> activation, Parameter... parameters) {
        return Word.of(name, call -> new Activate(activation.apply(call)), parameters);
    }

    private static Parameter number(String name, String fallback) {
        return Parameter.number(name).or(fallback);
    }

    static List<Word> all() {
        return ALL;
    }

    private static List<Word> everyWord() {
        List<Word> words = new ArrayList<>();
        for (Activation.Fixed fixed : Activation.Fixed.values()) {
            words.add(Word.of(fixed.toString(), _ -> new Activate(fixed)));
        }
        words.addAll(WITH_OPTIONS);
        words.add(Word.of("prelu", call -> Prelu.of(call.features())));
        return List.copyOf(words);
    }

    /// Gives the activation that decides how the weights before a word start.
    static Optional<Activation> activation(Word word) {
        if (!ALL.contains(word)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (word.name()) {
                    case "prelu" -> Activation.named("leaky-relu");
                    case "thresholded-relu" -> Activation.RELU;
                    default -> Activation.named(word.name());
                });
    }
}
