package gradus.nn.words;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.NearestName;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A word in its place: what it was told and what it finds.
final class Call {
    private final WordBuilder builder;
    private final Term.Use use;
    private final WordBuilder.Places places;

    Call(WordBuilder builder, Term.Use use, WordBuilder.Places places) {
        this.builder = builder;
        this.use = use;
        this.places = places;
    }

    /// Gives the shape that comes in, without the axis of samples.
    Shape input() {
        return places.input();
    }

    /// Gives the last size of what comes in.
    int features() {
        if (input().rank() == 0) {
            throw new IllegalArgumentException("samples must have at least one axis, got single numbers");
        }
        return input().size(-1);
    }

    /// Checks that what comes in is a sequence.
    void requireSequence() {
        if (input().rank() != 2) {
            throw new IllegalArgumentException("samples must be sequences [steps, channels], got " + input()
                    + "; embedding(64) makes vectors of tokens, reshape(28x28) makes steps");
        }
    }

    /// Gives how many axes stand before the channels.
    int axes() {
        return input().rank() - 1;
    }

    /// Gives the randomness of this word.
    Key key() {
        return key(0);
    }

    /// Gives the randomness of one of the layers that this word becomes, from 0.
    Key key(int layer) {
        return places.turn().sequence().fold(places.turn().index() + layer);
    }

    /// Gives the start of weights by the activation behind them.
    Initializer start() {
        return Initializer.before(places.next().orElse(Activation.IDENTITY));
    }

    /// Says whether something was said.
    boolean says(String name) {
        return use.arguments().stream()
                .anyMatch(argument -> argument.parameter().name().equals(name));
    }

    String text(String name) {
        Optional<String> said = use.arguments().stream()
                .filter(argument -> argument.parameter().name().equals(name))
                .map(Term.Argument::value)
                .findFirst();
        return said.orElseGet(() -> use.word().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .flatMap(Parameter::fallback)
                .orElseThrow());
    }

    int whole(String name) {
        String text = text(name);
        return switch (text) {
            case "classes", "outputs" -> places.outFeatures();
            case "inputs" -> places.sample().count();
            case "channels" -> places.sample().size(-1);
            default -> Integer.parseInt(text);
        };
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    boolean isOn(String name) {
        return List.of("yes", "true").contains(text(name));
    }

    /// Gives one size for each of the axes; one number holds for all.
    int[] sizes(String name, int axes) {
        String[] parts = text(name).split("x");
        if (parts.length != 1 && parts.length != axes) {
            throw new IllegalArgumentException(
                    name + " must be one size or one for each of " + axes + " axes, got " + text(name));
        }
        int[] sizes = new int[axes];
        Arrays.setAll(sizes, i -> Integer.parseInt(parts[parts.length == 1 ? 0 : i]));
        return sizes;
    }

    /// Gives all sizes as they were said.
    int[] sizes(String name) {
        return Arrays.stream(text(name).split("x")).mapToInt(Integer::parseInt).toArray();
    }

    /// Gives one of several constants by its name in lower case with hyphens.
    <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        String wanted = text(name).toLowerCase(Locale.ROOT).replace('-', '_');
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " must be one of " + String.join(", ", names)
                        + ", got " + text(name) + NearestName.suggestion(text(name), names)));
    }

    /// Gives the layers of the words inside this one.
    Sequential body() {
        return builder.sequence(use.body(), input(), key());
    }
}
