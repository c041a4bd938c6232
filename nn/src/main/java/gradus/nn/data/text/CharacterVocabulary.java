package gradus.nn.data.text;

import gradus.core.type.FormatException;
import java.util.Arrays;
import java.util.List;

/// Each character (code point) of the training text is a token; they are numbered in the order of their code points.
///
/// {@snippet file="DataSnippets.java" region="CharacterVocabulary"}
///
/// @param characters all characters, ascending
/// @param unknown what becomes of others
public record CharacterVocabulary(String characters, Unknown unknown) implements Tokenizer {
    /// Checks the characters.
    ///
    /// @throws IllegalArgumentException if there are none or they do not ascend
    public CharacterVocabulary {
        int[] points = characters.codePoints().toArray();
        boolean ascending = points.length > 0;
        for (int i = 1; i < points.length; i++) {
            ascending &= points[i - 1] < points[i];
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "character vocabulary: it needs characters in ascending order, each once, got \"" + characters
                            + "\"");
        }
    }

    /// Gives the vocabulary of a training text, which refuses other characters.
    ///
    /// @throws IllegalArgumentException if the text is empty
    public static CharacterVocabulary of(String train) {
        int[] points = train.codePoints().distinct().sorted().toArray();
        return new CharacterVocabulary(new String(points, 0, points.length), Unknown.REFUSE);
    }

    /// Gives this vocabulary with another answer to characters that it does not have.
    public CharacterVocabulary withUnknown(Unknown value) {
        return new CharacterVocabulary(characters, value);
    }

    @Override
    public int size() {
        return characters.codePointCount(0, characters.length()) + (unknown == Unknown.REPLACE ? 1 : 0);
    }

    @Override
    public List<Integer> unwritten() {
        return switch (unknown) {
            case REPLACE -> List.of(size() - 1);
            case REFUSE -> List.of();
        };
    }

    @Override
    public List<String> unseen(String text) {
        return text.codePoints()
                .filter(point -> characters.indexOf(point) < 0)
                .distinct()
                .mapToObj(CharacterVocabulary::words)
                .toList();
    }

    private static String words(int point) {
        return "'" + Character.toString(point) + "' (U+" + String.format("%04X", point) + ")";
    }

    @Override
    public int[] encode(String text) {
        int[] known = characters.codePoints().toArray();
        int[] tokens = new int[text.codePointCount(0, text.length())];
        int count = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int token = Arrays.binarySearch(known, point);
            if (token < 0) {
                token = replaced(point, at, known.length);
            }
            tokens[count++] = token;
            at += Character.charCount(point);
        }
        return tokens;
    }

    private int replaced(int point, int at, int token) {
        return switch (unknown) {
            case REPLACE -> token;
            case REFUSE ->
                throw new FormatException("encode: every character must be one of the " + size()
                        + " of the training text, got " + words(point) + " at position " + at
                        + "; leave it out, or let unknown characters be replaced");
        };
    }

    @Override
    public String decode(int... tokens) {
        int[] known = characters.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            text.appendCodePoint(check(token) < known.length ? known[token] : 0xFFFD);
        }
        return text.toString();
    }
}
