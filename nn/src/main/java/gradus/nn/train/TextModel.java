package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.data.text.TextWindows;
import gradus.nn.generation.Generation;
import gradus.nn.generation.TokenReader;
import gradus.nn.layer.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A trained network that says which token of a text comes next, with its tokenizer. Thread-safe for prediction.
///
/// {@snippet file="DataSnippets.java" region="TextModel"}
public final class TextModel implements Model {
    private final Layer network;
    private final TextInput input;
    private final Provenance provenance;
    private final Predictor predictor;
    private volatile boolean causal; // whether it is known that no place sees a later one

    /// Joins the parts.
    ///
    /// @param network the trained network: tokens `[n, context]` to logits `[n, context, tokens]`, where no place
    /// sees a later one
    /// @param input what turns texts into tokens
    /// @param provenance how it came to be
    /// @throws IllegalArgumentException if the network does not take so many tokens or has not one answer for each
    public TextModel(Layer network, TextInput input, Provenance provenance) {
        this.network = network;
        this.input = input;
        this.provenance = provenance;
        List<Integer> answer = List.of(input.context(), input.tokenizer().size());
        this.predictor = new Demand("text model", sample(), answer, "one output for each token at each place")
                .predictor(network, (Tensor logits) -> logits.logSoftmax(-1));
    }

    /// Reads a model for texts from a file; see [Model#load].
    ///
    /// @throws FormatException if it is not a whole and sound model file, or one for other data
    public static TextModel load(Path file) {
        return Model.load(file).as(TextModel.class, file);
    }

    @Override
    public Layer network() {
        return network;
    }

    /// Gives what turns texts into tokens.
    public TextInput input() {
        return input;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Shape sample() {
        return Shape.of(input.context());
    }

    /// Gives what the model writes after a prompt, the prompt left out; of a prompt longer than the context the
    /// last part counts. The token of unknown characters is never written, nor is a character whose last byte is
    /// missing.
    ///
    /// @param prompt at least one token
    /// @param length how many tokens are written
    /// @param how temperature and choice
    /// @param key the randomness; the same gives the same text
    /// @throws FormatException if the prompt has characters that the tokenizer does not know
    public String generate(String prompt, int length, Generation how, Key key) {
        List<Integer> tokens =
                Arrays.stream(input.tokenizer().encode(prompt)).boxed().toList();
        List<Integer> all = new ArrayList<>(tokens);
        TokenReader reader = new Without(reader(), input.tokenizer().unwritten());
        all.addAll(how.continued(reader, tokens, length, key));
        String given = input.tokenizer().decode(numbers(tokens));
        String text = input.tokenizer().decodeWhole(numbers(all));
        return text.startsWith(given)
                ? text.substring(given.length())
                : input.tokenizer().decodeWhole(numbers(all.subList(tokens.size(), all.size())));
    }

    private static int[] numbers(List<Integer> tokens) {
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Gives a reading of one text that begins anew.
    ///
    /// @throws IllegalArgumentException if a place of the network sees a later one
    public TokenReader reader() {
        if (network instanceof CausalLanguageModel model) {
            return model.reader();
        }
        if (!causal) {
            Causality.require(predictor, input.context(), input.tokenizer().size());
            causal = true;
        }
        return new WindowReader(predictor, input.context());
    }

    /// Measures the model on a text, in windows of the context one after the other: mean `−ln p` of the next token
    /// (nats), perplexity and the share of tokens that were the likeliest.
    ///
    /// @throws FormatException if the text is not longer than the context
    public Evaluation evaluate(String text) {
        int[] tokens = input.tokenizer().encode(text);
        int context = input.context();
        int windows = TextWindows.inOrder(tokens, context).size();
        int width = input.tokenizer().size();
        double nats = 0;
        int right = 0;
        for (int window = 0; window < windows; window++) {
            float[] features = new float[context];
            for (int i = 0; i < context; i++) {
                features[i] = tokens[window * context + i];
            }
            double[] logs = predictor.predict(features);
            for (int i = 0; i < context; i++) {
                int next = tokens[window * context + i + 1];
                nats -= logs[i * width + next];
                right += likeliest(logs, i * width, width) == next ? 1 : 0;
            }
        }
        int count = windows * context;
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("nats per token", nats / count);
        values.put("perplexity", Math.exp(nats / count));
        values.put("accuracy", (double) right / count);
        return new Evaluation(
                count,
                values,
                String.format(
                        Locale.ROOT,
                        "nats per token %.4f%nperplexity %.4f%naccuracy %.4f",
                        nats / count,
                        Math.exp(nats / count),
                        (double) right / count));
    }

    private static int likeliest(double[] logs, int from, int width) {
        int best = 0;
        for (int i = 1; i < width; i++) {
            best = logs[from + i] > logs[from + best] ? i : best;
        }
        return best;
    }
}
