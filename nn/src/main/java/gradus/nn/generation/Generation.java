package gradus.nn.generation;

import gradus.core.type.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// How the next token is drawn from a model's logits, and sequences written with it. The same key gives the same text.
///
/// Logits are divided by the temperature; of the tokens in order of their logits (of equals the lower number first) the
/// first `topK` stay, and of these the first whose probabilities together reach `topP` (Holtzman et al. 2020); one of
/// them is drawn.
///
/// {@snippet file="DataSnippets.java" region="Generation"}
///
/// @param temperature 1 leaves the model's probabilities, below 1 is bolder, 0 always takes the likeliest (greedy)
/// @param topK how many tokens may be drawn, all if empty
/// @param topP the share of probability that may be drawn, in (0, 1]
public record Generation(double temperature, OptionalInt topK, double topP) {
    /// Checks the options.
    public Generation {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("generation: the temperature must be a finite number of at least 0, got "
                    + temperature + "; 0 takes the likeliest token");
        }
        if (topK.isPresent() && topK.getAsInt() < 1) {
            throw new IllegalArgumentException("generation: top k must be at least 1, got " + topK.getAsInt());
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("generation: top p must be above 0 and at most 1, got " + topP);
        }
    }

    /// Gives the drawing by the model's own probabilities.
    public static Generation plain() {
        return new Generation(1, OptionalInt.empty(), 1);
    }

    /// Gives the one that always takes the likeliest token.
    public static Generation greedy() {
        return plain().withTemperature(0);
    }

    /// Gives this with another temperature.
    public Generation withTemperature(double temperature) {
        return new Generation(temperature, topK, topP);
    }

    /// Gives this with the number of tokens that may be drawn.
    public Generation withTopK(int topK) {
        return new Generation(temperature, OptionalInt.of(topK), topP);
    }

    /// Gives this with the share of probability that may be drawn.
    public Generation withTopP(double topP) {
        return new Generation(temperature, topK, topP);
    }

    /// Gives what a model writes after a prompt, the prompt left out.
    ///
    /// @param reader the model's reading, which begins anew
    /// @param prompt at least one token
    /// @param count how many tokens are written
    /// @param key the randomness
    public List<Integer> continued(TokenReader reader, List<Integer> prompt, int count, Key key) {
        List<Integer> written = new ArrayList<>();
        write(reader, prompt, count, key, written::add);
        return written;
    }

    /// Writes after a prompt and hands over each token as it is drawn.
    ///
    /// @param reader the model's reading, which begins anew
    /// @param prompt at least one token
    /// @param most how many tokens are written at most
    /// @param key the randomness
    /// @param next takes a token and says whether to go on
    public void write(TokenReader reader, List<Integer> prompt, int most, Key key, IntPredicate next) {
        if (prompt.isEmpty()) {
            throw new IllegalArgumentException(
                    "generation: a prompt of at least one token is needed, got none; begin with a line break or a"
                            + " token that starts texts");
        }
        reader.reset();
        float[] logits = {};
        for (int token : prompt) {
            logits = reader.read(token);
        }
        for (int i = 0; i < most; i++) {
            int token = drawn(logits, key.fold(i).uniform(0));
            if (!next.test(token) || i == most - 1) {
                return;
            }
            logits = reader.read(token);
        }
    }

    /// Gives the token drawn from logits.
    ///
    /// @param logits one per token
    /// @param chance a number in [0, 1) that decides
    /// @throws IllegalStateException if a logit is NaN or none is above −∞
    public int drawn(float[] logits, double chance) {
        int[] order = IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        if (order.length == 0 || Float.isNaN(logits[order[0]]) || logits[order[0]] == Float.NEGATIVE_INFINITY) {
            throw new IllegalStateException("generation: the model must give numbers for its logits, got "
                    + (order.length == 0 ? "none" : logits[order[0]]) + "; has its training diverged?");
        }
        if (temperature == 0) {
            return order[0];
        }
        double[] weights = weights(logits, order);
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = chance * total;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return order[i];
            }
        }
        return order[weights.length - 1];
    }

    /// Gives `e^((logit − largest)/temperature)` of the tokens that may be drawn, in order.
    private double[] weights(float[] logits, int[] order) {
        int kept = Math.min(topK.orElse(order.length), order.length);
        double[] weights = new double[kept];
        double total = 0;
        for (int i = 0; i < kept; i++) {
            weights[i] =
                    order[i] == order[0] ? 1 : Math.exp(((double) logits[order[i]] - logits[order[0]]) / temperature);
            total += weights[i];
        }
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += weights[i];
            if (sum >= topP * total) {
                return Arrays.copyOf(weights, i + 1);
            }
        }
        return weights;
    }
}
