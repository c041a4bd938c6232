package gradus.nn.data.text;

import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Byte-pair encoding: text is cut into pieces, and within each the pairs that were learned first are merged first.
///
/// Added tokens are found in the text as it stands, the longest where several fit. No tokens are put before or after
/// a text.
public final class BytePairs implements Tokenizer {
    private final BytePairForm form;
    private final List<UnaryOperator<List<String>>> cutters;
    private final PairMerger merger;
    private final String[] texts;
    private final Map<String, Integer> added = new HashMap<>();
    private final List<BytePairForm.Added> found; // the longest first, as the groups of the pattern
    private final Pattern pattern;

    private BytePairs(BytePairForm form) {
        this.form = form;
        this.cutters = form.cuts().stream().map(TextCut::cutter).toList();
        this.merger = new PairMerger(form);
        this.texts = texts(form);
        form.added().forEach(token -> added.put(token.text(), token.number()));
        this.found = form.added().stream()
                .sorted(Comparator.comparingInt(token -> -token.text().length()))
                .toList();
        this.pattern = Pattern.compile(found.stream().map(BytePairs::pattern).collect(Collectors.joining("|")));
    }

    /// Gives the tokenizer of this form.
    ///
    /// @throws FormatException if numbers or merges do not fit together
    public static BytePairs of(BytePairForm form) {
        return new BytePairs(form);
    }

    private static String[] texts(BytePairForm form) {
        int most = 2 * (form.vocabulary().size() + form.added().size()) + 1024;
        Map<Integer, String> byNumber = new HashMap<>();
        form.vocabulary().forEach((text, number) -> put(byNumber, number, text, most));
        form.added().forEach(token -> put(byNumber, token.number(), token.text(), most));
        int size = byNumber.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        if (size == 0) {
            throw new FormatException("tokenizer: the vocabulary needs at least one token, got none");
        }
        return IntStream.range(0, size)
                .mapToObj(i -> byNumber.getOrDefault(i, ""))
                .toArray(String[]::new);
    }

    private static void put(Map<Integer, String> byNumber, int number, String text, int most) {
        if (number < 0 || number > most) {
            throw new FormatException("tokenizer: the tokens must be numbered from 0 without great gaps, got number "
                    + number + " for '" + text + "'");
        }
        String other = byNumber.putIfAbsent(number, text);
        if (other != null && !other.equals(text)) {
            throw new FormatException("tokenizer: every token must have a number of its own, but '" + other + "' and '"
                    + text + "' both have " + number);
        }
    }

    private static String pattern(BytePairForm.Added token) {
        String quoted = "(" + Pattern.quote(token.text()) + ")";
        return switch (token.trim()) {
            case NONE -> quoted;
            case LEFT -> "\\s*" + quoted;
            case RIGHT -> quoted + "\\s*";
            case BOTH -> "\\s*" + quoted + "\\s*";
        };
    }

    /// Gives all that this tokenizer is, as plain data.
    public BytePairForm form() {
        return form;
    }

    /// Gives the number of a token by its text in the vocabulary, such as `<|endoftext|>`.
    ///
    /// @throws IllegalArgumentException if there is none
    public int token(String text) {
        Integer number = added.getOrDefault(text, form.vocabulary().get(text));
        if (number == null) {
            throw new IllegalArgumentException("tokenizer: there is no token '" + text + "'");
        }
        return number;
    }

    @Override
    public int size() {
        return texts.length;
    }

    /// The token of unknown characters, and the numbers between others that no token has.
    @Override
    public List<Integer> unwritten() {
        String unknown = form.rules().unknown().orElse("");
        return IntStream.range(0, texts.length)
                .filter(i -> texts[i].isEmpty() || texts[i].equals(unknown))
                .boxed()
                .toList();
    }

    @Override
    public int[] encode(String text) {
        List<Integer> tokens = new ArrayList<>();
        Map<String, int[]> known = new HashMap<>();
        int end = 0;
        Matcher matcher = pattern.matcher(text);
        while (!found.isEmpty() && matcher.find()) {
            encode(text.substring(end, matcher.start()), known, tokens);
            tokens.add(found.get(group(matcher)).number());
            end = matcher.end();
        }
        encode(text.substring(end), known, tokens);
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int group(Matcher matcher) {
        int group = 1;
        while (matcher.start(group) < 0) {
            group++;
        }
        return group - 1;
    }

    private void encode(String text, Map<String, int[]> known, List<Integer> tokens) {
        if (text.isEmpty()) {
            return;
        }
        String changed = text;
        for (TextChange change : form.changes()) {
            changed = change.apply(changed);
        }
        List<String> pieces = List.of(changed);
        for (UnaryOperator<List<String>> cutter : cutters) {
            pieces = cutter.apply(pieces);
        }
        for (String piece : pieces) {
            for (int token : known.computeIfAbsent(piece, merger::tokens)) {
                tokens.add(token);
            }
        }
    }

    @Override
    public String decode(int... tokens) {
        return joined(tokens, TokenJoin::apply);
    }

    @Override
    public String decodeWhole(int... tokens) {
        return joined(tokens, (join, texts) -> join.apply(join.whole(texts)));
    }

    private String joined(int[] tokens, BiFunction<TokenJoin, List<String>, List<String>> step) {
        List<String> shown = new ArrayList<>();
        for (int token : tokens) {
            shown.add(texts[check(token)]);
        }
        for (TokenJoin join : form.joins()) {
            shown = step.apply(join, shown);
        }
        return String.join("", shown);
    }

    @Override
    public String toString() {
        return "BytePairs[" + size() + " tokens, " + form.merges().size() + " merges]";
    }
}
