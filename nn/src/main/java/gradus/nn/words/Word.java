package gradus.nn.words;

import gradus.nn.layer.Layer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A word of the language of networks: what it may be told and which layers it becomes.
///
/// @param name the word
/// @param parameters what it may be told, in the order of places
/// @param inside whether a network stands in its parentheses
/// @param maker makes its layers
record Word(String name, List<Parameter> parameters, Inside inside, Maker maker) {
    /// What stands in the parentheses of a word.
    enum Inside {
        /// Values.
        VALUES,
        /// Other words.
        NETWORK
    }

    /// Makes layers of a word in its place.
    @FunctionalInterface
    interface Maker {
        /// Gives the layers, one after another.
        List<Layer> layers(Call call);
    }

    /// Copies the list.
    Word {
        parameters = List.copyOf(parameters);
    }

    /// Gives a word that becomes one layer.
    static Word of(String name, Function<Call, Layer> maker, Parameter... parameters) {
        return new Word(name, List.of(parameters), Inside.VALUES, call -> List.of(maker.apply(call)));
    }

    /// Gives how it is used: `conv(filters,kernel,stride=1)`.
    String usage() {
        return inside == Inside.NETWORK
                ? name + "( … )"
                : name
                        + (parameters.isEmpty()
                                ? ""
                                : parameters.stream()
                                        .map(Parameter::toString)
                                        .collect(Collectors.joining(", ", "(", ")")));
    }

    @Override
    public String toString() {
        return name;
    }
}
