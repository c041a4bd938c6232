package gradus.io.pretrained;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.nn.attention.AttentionMask;
import gradus.nn.data.text.WordPieces;
import gradus.nn.layer.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A network that gives vectors for texts, with its tokenizer.
///
/// {@snippet file="FileSnippets.java" region="TextEncoder"}
///
/// @param network the network
/// @param tokenizer what makes tokens of texts
public record TextEncoder(BertEncoder network, WordPieces tokenizer) {
    /// What a network says of texts.
    ///
    /// @param places a vector per token, `[texts, longest, width]`; behind the end of a text they mean nothing
    /// @param lengths how many tokens each text has, start and end among them
    /// @param pooled a vector per text by the pooler, `[texts, width]`, if the model has one
    public record States(Tensor places, List<Integer> lengths, Optional<Tensor> pooled) {
        /// Copies the list.
        public States {
            lengths = List.copyOf(lengths);
        }

        /// Gives the mean vector of each text's tokens, `[texts, width]`.
        public Tensor means() {
            Tensor[] rows = new Tensor[lengths.size()];
            for (int i = 0; i < rows.length; i++) {
                Tensor text = places.slice(0, i, i + 1).slice(1, 0, lengths.get(i));
                rows[i] = text.mean(1);
            }
            return rows.length == 1 ? rows[0] : rows[0].concat(0, Arrays.copyOfRange(rows, 1, rows.length));
        }
    }

    /// Gives the vectors of texts, each between `[CLS]` and `[SEP]`.
    ///
    /// @throws FormatException if there is no text, or one has more tokens than the network has places
    public States encode(List<String> texts) {
        return states(
                texts.stream().map(text -> new Pair(text, Optional.empty())).toList());
    }

    /// Gives the vectors of pairs of texts, each `[CLS]` first `[SEP]` second `[SEP]`.
    ///
    /// @param first the first texts
    /// @param second as many second texts
    /// @throws FormatException if there is no pair, or one has more tokens than the network has places
    /// @throws IllegalArgumentException if there are not as many second texts
    public States encode(List<String> first, List<String> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("text encoder: there must be a second text for each first one, got "
                    + first.size() + " and " + second.size());
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            pairs.add(new Pair(first.get(i), Optional.of(second.get(i))));
        }
        return states(pairs);
    }

    private record Pair(String first, Optional<String> second) {}

    /// The tokens of a text or of two.
    private record Tokens(List<Integer> numbers, int first) {}

    private Tokens tokens(Pair pair) {
        List<Integer> numbers = new ArrayList<>();
        numbers.add(tokenizer.number(WordPieces.START));
        Arrays.stream(tokenizer.encode(pair.first())).forEach(numbers::add);
        numbers.add(tokenizer.number(WordPieces.END));
        int first = numbers.size();
        pair.second().ifPresent(text -> {
            Arrays.stream(tokenizer.encode(text)).forEach(numbers::add);
            numbers.add(tokenizer.number(WordPieces.END));
        });
        return new Tokens(numbers, first);
    }

    private States states(List<Pair> pairs) {
        List<Tokens> texts = pairs.stream().map(this::tokens).toList();
        int longest =
                texts.stream().mapToInt(text -> text.numbers().size()).max().orElse(0);
        int places = network.positions().table().value().size(0);
        if (longest == 0 || longest > places) {
            throw new FormatException("text encoder: one text or more is needed, each of at most " + places
                    + " tokens, got "
                    + (texts.isEmpty() ? "none" : "one of " + longest + "; cut it into parts"));
        }
        long padding = tokenizer.number(WordPieces.PADDING);
        long[] tokens = new long[texts.size() * longest];
        long[] types = new long[tokens.length];
        Arrays.fill(tokens, padding);
        for (int i = 0; i < tokens.length; i++) {
            Tokens text = texts.get(i / longest);
            int place = i % longest;
            if (place < text.numbers().size()) {
                tokens[i] = text.numbers().get(place);
                types[i] = place < text.first() ? 0 : 1;
            }
        }
        List<Integer> lengths =
                texts.stream().map(text -> text.numbers().size()).toList();
        long[] sizes = lengths.stream().mapToLong(Integer::longValue).toArray();
        AttentionMask mask = AttentionMask.NONE.withLengths(Tensor.of(sizes), longest);
        Context context = Context.inference();
        Tensor states = network.forward(matrix(tokens, longest), matrix(types, longest), mask, context);
        return new States(states, lengths, network.pooler().map(_ -> network.pooled(states, context)));
    }

    private static Tensor matrix(long[] values, int columns) {
        return Tensor.of(values).reshape(-1, columns);
    }
}
