package gradus.nn.data.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a byte-pair tokenizer is, as plain data: what its file holds.
///
/// @param vocabulary the number of each token
/// @param merges the pairs that are merged, the first one first
/// @param rules what is done with what has no token, and how parts of words are written
/// @param added tokens that are found in the text before anything else
/// @param changes the changes of the text, in order
/// @param cuts the steps that cut it into pieces, in order
/// @param joins the steps from tokens back to text, in order
public record BytePairForm(
        Map<String, Integer> vocabulary,
        List<Merge> merges,
        Rules rules,
        List<Added> added,
        List<TextChange> changes,
        List<TextCut> cuts,
        List<TokenJoin> joins) {
    /// A pair of tokens that becomes one.
    ///
    /// @param left the first
    /// @param right the second
    public record Merge(String left, String right) {}

    /// A token that is found in the text as it stands.
    ///
    /// @param number its number
    /// @param text its text
    /// @param trim which blanks around it belong to it
    public record Added(int number, String text, Trim trim) {
        /// Which blanks belong to a token.
        public enum Trim {
            /// None.
            NONE,
            /// Those before it.
            LEFT,
            /// Those after it.
            RIGHT,
            /// Those before and after it.
            BOTH
        }
    }

    /// What is done with what has no token, and how parts of words are written.
    ///
    /// @param unknown the token of what has none
    /// @param options what else is done
    /// @param continuing what stands before tokens that do not begin a word; usually nothing
    /// @param ending what stands after tokens that end a word; usually nothing
    public record Rules(Optional<String> unknown, List<Option> options, String continuing, String ending) {
        /// What else is done.
        public enum Option {
            /// A character without a token becomes its bytes, `<0x00>` … `<0xFF>`.
            BYTES,
            /// Unknown characters side by side become one token.
            FUSE_UNKNOWN,
            /// A piece that is a token as a whole is not built by merges.
            WHOLE_PIECES
        }

        /// Copies the list.
        public Rules {
            options = List.copyOf(options);
        }

        /// Gives the rules of byte-level vocabularies, where everything has a token.
        public static Rules defaults() {
            return new Rules(Optional.empty(), List.of(), "", "");
        }

        boolean has(Option option) {
            return options.contains(option);
        }
    }

    /// Copies the lists.
    public BytePairForm {
        vocabulary = Map.copyOf(vocabulary);
        merges = List.copyOf(merges);
        added = List.copyOf(added);
        changes = List.copyOf(changes);
        cuts = List.copyOf(cuts);
        joins = List.copyOf(joins);
    }
}
