package gradus.nn.data.text;

import java.util.List;

/// Turns text into token numbers and back. It is immutable, safe to use from many threads, and kept with a model.
///
/// {@snippet file="TableSnippets.java" region="Tokenizer"}
public sealed interface Tokenizer permits CharacterVocabulary, WordVocabulary, WordPieces, BytePairs {
    /// Gives how many token numbers there are: they are 0 … size − 1.
    int size();

    /// Gives the tokens of a text.
    ///
    /// @throws gradus.core.type.FormatException if the text holds what has no token
    int[] encode(String text);

    /// Gives the text of tokens.
    ///
    /// @throws IllegalArgumentException if there is no token of a number
    String decode(int... tokens);

    /// As [#decode], but without the last bytes that begin a character and do not end it: what can be shown of a
    /// text that is still being written. Default: the text, for tokens that are whole characters.
    ///
    /// @throws IllegalArgumentException if there is no token of a number
    default String decodeWhole(int... tokens) {
        return decode(tokens);
    }

    /// Gives the numbers that no text is written with, such as that of unknown characters. Default: none.
    default List<Integer> unwritten() {
        return List.of();
    }

    /// Gives what of a text has no token of its own and is read as something unknown, each once, in words such as
    /// `'☃' (U+2603)`. Default: nothing, for tokens that every text is made of.
    default List<String> unseen(String text) {
        return List.of();
    }

    /// Makes the error for a number without a token.
    private static IllegalArgumentException unknown(int token, int size) {
        return new IllegalArgumentException("decode: token numbers must lie in 0 … " + (size - 1) + ", got " + token);
    }

    /// Checks a token number and gives it back.
    ///
    /// @throws IllegalArgumentException if there is no such token
    default int check(int token) {
        if (token < 0 || token >= size()) {
            throw unknown(token, size());
        }
        return token;
    }
}
