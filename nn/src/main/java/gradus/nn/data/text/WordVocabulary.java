package gradus.nn.data.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The most frequent words of the training texts, in small letters; numbers and punctuation marks are words too.
///
/// Token 0 is padding and token 1 stands for all other words; the most frequent word is token 2. Blanks are not kept,
/// so that decoding gives words with a blank between them.
///
/// {@snippet file="TableSnippets.java" region="WordVocabulary"}
///
/// @param words the words, most frequent first
public record WordVocabulary(List<String> words) implements Tokenizer {
    /// The token of padding.
    public static final int PADDING = 0;

    /// The token of words that the vocabulary does not have.
    public static final int OTHER = 1;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}']+|\\p{N}+|[^\\s\\p{L}\\p{M}\\p{N}']");

    /// Checks the words.
    ///
    /// @throws IllegalArgumentException if one comes twice
    public WordVocabulary {
        words = List.copyOf(words);
        if (words.stream().distinct().count() != words.size()) {
            throw new IllegalArgumentException("word vocabulary: every word must stand there once, got one twice");
        }
    }

    /// Gives the vocabulary of training texts.
    ///
    /// @param train the texts
    /// @param most the most words; equally frequent ones are taken in alphabetical order
    /// @throws IllegalArgumentException if `most` is negative
    public static WordVocabulary of(Iterable<String> train, int most) {
        Map<String, Integer> counts = new HashMap<>();
        for (String text : train) {
            words(text).forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        return new WordVocabulary(counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList());
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    @Override
    public List<Integer> unwritten() {
        return List.of(PADDING, OTHER);
    }

    @Override
    public List<String> unseen(String text) {
        return words(text).stream()
                .filter(word -> !words.contains(word))
                .distinct()
                .map(word -> "'" + word + "'")
                .toList();
    }

    @Override
    public int size() {
        return words.size() + 2;
    }

    @Override
    public int[] encode(String text) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            index.put(words.get(i), i + 2);
        }
        return words(text).stream()
                .mapToInt(word -> index.getOrDefault(word, OTHER))
                .toArray();
    }

    @Override
    public String decode(int... tokens) {
        List<String> shown = new ArrayList<>();
        for (int token : tokens) {
            switch (check(token)) {
                case PADDING -> shown.add("<padding>");
                case OTHER -> shown.add("<other>");
                default -> shown.add(words.get(token - 2));
            }
        }
        return String.join(" ", shown);
    }
}
