package gradus.nn.data.text;

import gradus.core.type.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Builds the tokens of one piece: characters first, then the pair that was learned first is merged wherever it
/// stands, from left to right, until no pair is left. Source: Sennrich, Haddow, Birch, "Neural machine translation of
/// rare words with subword units", ACL 2016. A piece of n characters takes n log n steps.
final class PairMerger {
    private record Rule(int rank, int token) {}

    private record Found(int rank, int at, int left, int right) implements Comparable<Found> {
        @Override
        public int compareTo(Found other) {
            return rank == other.rank ? Integer.compare(at, other.at) : Integer.compare(rank, other.rank);
        }
    }

    private final Map<String, Integer> vocabulary;
    private final Map<Long, Rule> rules = new HashMap<>();
    private final BytePairForm.Rules form;

    PairMerger(BytePairForm form) {
        this.vocabulary = form.vocabulary();
        this.form = form.rules();
        String prefix = form.rules().continuing();
        for (int rank = 0; rank < form.merges().size(); rank++) {
            BytePairForm.Merge merge = form.merges().get(rank);
            String right = merge.right();
            String bare = right.startsWith(prefix) ? right.substring(prefix.length()) : right;
            int first = number(merge.left(), rank);
            int second = number(right, rank);
            rules.putIfAbsent(pair(first, second), new Rule(rank, number(merge.left() + bare, rank)));
        }
    }

    private int number(String token, int rank) {
        Integer number = vocabulary.get(token);
        if (number == null) {
            throw new FormatException("tokenizer: every merge must be of tokens of the vocabulary and give one, but"
                    + " merge " + (rank + 1) + " needs '" + token + "', which is not in it");
        }
        return number;
    }

    private static long pair(int left, int right) {
        return (long) left << 32 | right;
    }

    /// Gives the tokens of a piece.
    int[] tokens(String piece) {
        Integer whole = form.has(BytePairForm.Rules.Option.WHOLE_PIECES) ? vocabulary.get(piece) : null;
        return whole != null ? new int[] {whole} : merged(symbols(piece));
    }

    private int[] symbols(String piece) {
        List<Integer> symbols = new ArrayList<>();
        boolean unknownBefore = false;
        for (int at = 0; at < piece.length(); ) {
            String character = Character.toString(piece.codePointAt(at));
            int end = at + character.length();
            String written =
                    (at == 0 ? "" : form.continuing()) + character + (end == piece.length() ? form.ending() : "");
            Integer token = vocabulary.get(written);
            boolean unknown = false;
            if (token != null) {
                symbols.add(token);
            } else if (!addBytes(symbols, character)) {
                unknown = true;
                if (!unknownBefore || !form.has(BytePairForm.Rules.Option.FUSE_UNKNOWN)) {
                    symbols.add(unknownToken(character));
                }
            }
            unknownBefore = unknown;
            at = end;
        }
        return symbols.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean addBytes(List<Integer> symbols, String character) {
        if (!form.has(BytePairForm.Rules.Option.BYTES)) {
            return false;
        }
        List<Integer> bytes = new ArrayList<>();
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            Integer token = vocabulary.get(String.format("<0x%02X>", b));
            if (token == null) {
                return false;
            }
            bytes.add(token);
        }
        symbols.addAll(bytes);
        return true;
    }

    private int unknownToken(String character) {
        Integer token = form.unknown().map(vocabulary::get).orElse(null);
        if (token == null) {
            throw new FormatException("encode: every character needs a token, but '" + character + "' (U+"
                    + String.format("%04X", character.codePointAt(0))
                    + ") has none and the tokenizer has no token for unknown ones; leave it out");
        }
        return token;
    }

    private int[] merged(int[] symbols) {
        int count = symbols.length;
        int[] next = new int[count];
        int[] before = new int[count];
        PriorityQueue<Found> queue = new PriorityQueue<>();
        for (int i = 0; i < count; i++) {
            next[i] = i + 1;
            before[i] = i - 1;
            offer(queue, symbols, i, next);
        }
        while (!queue.isEmpty()) {
            Found found = queue.poll();
            int at = found.at();
            int right = next[at];
            // a place that was merged away has the token -1, one that was changed another token
            if (right >= count || symbols[at] != found.left() || symbols[right] != found.right()) {
                continue;
            }
            Rule rule = rules.get(pair(found.left(), found.right()));
            symbols[at] = rule == null ? symbols[at] : rule.token();
            symbols[right] = -1;
            next[at] = next[right];
            if (next[at] < count) {
                before[next[at]] = at;
            }
            offer(queue, symbols, at, next);
            if (before[at] >= 0) {
                offer(queue, symbols, before[at], next);
            }
        }
        return Arrays.stream(symbols).filter(token -> token >= 0).toArray();
    }

    private void offer(PriorityQueue<Found> queue, int[] symbols, int at, int[] next) {
        if (next[at] < symbols.length) {
            Rule rule = rules.get(pair(symbols[at], symbols[next[at]]));
            if (rule != null) {
                queue.add(new Found(rule.rank(), at, symbols[at], symbols[next[at]]));
            }
        }
    }
}
