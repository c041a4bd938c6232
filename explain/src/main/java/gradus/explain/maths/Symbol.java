package gradus.explain.maths;

import java.util.List;

/// The name of one number in the notation of the field, such as `z²` with the index 1 or `∂C/∂w`.
public sealed interface Symbol {
    /// A letter with a layer and indices.
    ///
    /// @param letter the letter or word, such as `z`, `W`, `m̂`
    /// @param layer the superscript, such as the number of the layer; empty for none
    /// @param indices the subscripts, counted from 1; empty for a number that stands alone
    record Name(String letter, String layer, List<Integer> indices) implements Symbol {
        public Name {
            indices = List.copyOf(indices);
        }
    }

    /// A partial derivative.
    ///
    /// @param of what changes
    /// @param by with what
    record Derivative(Symbol of, Symbol by) implements Symbol {}

    /// A number that belongs to another, such as the momentum of a weight.
    ///
    /// @param letter the letter or word, such as `m`
    /// @param to what it belongs to
    record Of(String letter, Symbol to) implements Symbol {}

    /// The same number after the update, such as the new weight.
    ///
    /// @param of the number before
    record Next(Symbol of) implements Symbol {}

    /// Gives a letter without layer.
    static Symbol of(String letter, Integer... indices) {
        return new Name(letter, "", List.of(indices));
    }

    /// Gives `∂this/∂by`.
    default Symbol by(Symbol by) {
        return new Derivative(this, by);
    }
}
