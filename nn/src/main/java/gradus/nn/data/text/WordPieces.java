package gradus.nn.data.text;

import gradus.core.type.FormatException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words cut into the longest pieces that a vocabulary has, as BERT reads texts (Schuster and Nakajima 2012, Devlin et
/// al. 2019). A piece that goes on in a word begins with `##`; a word that cannot be made of pieces is `[UNK]`.
///
/// Blanks are not kept: decoding gives words with a blank between them.
///
/// @param pieces the pieces by number, `[UNK]` among them
/// @param letters what becomes of letters before
public record WordPieces(List<String> pieces, Letters letters) implements Tokenizer {
    /// The piece of padding.
    public static final String PADDING = "[PAD]";
    /// The piece of unknown words.
    public static final String UNKNOWN = "[UNK]";
    /// The piece before a text, whose place stands for all of it.
    public static final String START = "[CLS]";
    /// The piece behind each text.
    public static final String END = "[SEP]";
    /// The piece in place of a word to be guessed.
    public static final String MASK = "[MASK]";

    private static final List<String> SPECIAL = List.of(PADDING, UNKNOWN, START, END, MASK);
    private static final Pattern SPECIALS = Pattern.compile("\\[(?:PAD|UNK|CLS|SEP|MASK)]");
    private static final Pattern WORD =
            Pattern.compile("[\\p{P}$+<=>^`|~]|\\p{IsHan}|[^\\s\\p{P}$+<=>^`|~\\p{IsHan}]+");
    private static final String INSIDE = "##";
    private static final int LONGEST_WORD = 100;

    /// What becomes of letters before words are cut.
    public enum Letters {
        /// They stay: a cased model.
        KEPT,
        /// Small letters without accents: an uncased model.
        SMALL_WITHOUT_ACCENTS
    }

    /// Checks the pieces.
    ///
    /// @throws FormatException if one comes twice or `[UNK]` is not among them
    public WordPieces {
        pieces = List.copyOf(pieces);
        if (!pieces.contains(UNKNOWN) || Set.copyOf(pieces).size() != pieces.size()) {
            throw new FormatException("word pieces: every piece must stand there once and " + UNKNOWN
                    + " among them, got " + pieces.size() + " pieces"
                    + (pieces.contains(UNKNOWN) ? ", one twice" : " without it"));
        }
    }

    @Override
    public int size() {
        return pieces.size();
    }

    /// Gives the number of a piece.
    ///
    /// @throws FormatException if there is no such piece
    public int number(String piece) {
        int number = pieces.indexOf(piece);
        if (number < 0) {
            throw new FormatException("word pieces: '" + piece + "' is needed, but the vocabulary does not have it");
        }
        return number;
    }

    @Override
    public int[] encode(String text) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            numbers.put(pieces.get(i), i);
        }
        List<Integer> tokens = new ArrayList<>();
        Matcher special = SPECIALS.matcher(text);
        int from = 0;
        while (special.find()) {
            if (!numbers.containsKey(special.group())) {
                continue; // this vocabulary has no such sign: letters as any others
            }
            words(text.substring(from, special.start())).forEach(word -> cut(word, numbers, tokens));
            tokens.add(numbers.getOrDefault(special.group(), 0));
            from = special.end();
        }
        words(text.substring(from)).forEach(word -> cut(word, numbers, tokens));
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<String> words(String text) {
        String clean = text.codePoints()
                .filter(c -> c != 0xFFFD && (c == '\t' || c == '\n' || c == '\r' || !isControl(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String prepared = switch (letters) {
            case KEPT -> clean;
            case SMALL_WITHOUT_ACCENTS ->
                Normalizer.normalize(clean.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                        .replaceAll("\\p{Mn}", "");
        };
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(prepared.replaceAll("\\p{Z}", " "));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT;
    }

    private void cut(String word, Map<String, Integer> numbers, List<Integer> tokens) {
        int unknown = number(UNKNOWN);
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            tokens.add(unknown);
            return;
        }
        List<Integer> found = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            int start = from;
            while (to > start && !numbers.containsKey(piece(word, start, to))) {
                to--;
            }
            if (to == start) {
                tokens.add(unknown);
                return;
            }
            found.add(numbers.getOrDefault(piece(word, start, to), unknown));
            from = to;
        }
        tokens.addAll(found);
    }

    private static String piece(String word, int from, int to) {
        return (from > 0 ? INSIDE : "") + word.substring(from, to);
    }

    @Override
    public String decode(int... tokens) {
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            String piece = pieces.get(check(token));
            boolean inside = piece.startsWith(INSIDE) && !text.isEmpty();
            text.append(inside || text.isEmpty() ? "" : " ").append(inside ? piece.substring(INSIDE.length()) : piece);
        }
        return text.toString();
    }

    @Override
    public List<Integer> unwritten() {
        return SPECIAL.stream().filter(pieces::contains).map(this::number).toList();
    }

    @Override
    public List<String> unseen(String text) {
        int unknown = number(UNKNOWN);
        Set<String> unseen = new LinkedHashSet<>();
        for (String word : words(SPECIALS.matcher(text).replaceAll(" "))) {
            int[] tokens = encode(word);
            if (tokens.length == 1 && tokens[0] == unknown) {
                unseen.add("'" + word + "'");
            }
        }
        return List.copyOf(unseen);
    }
}
