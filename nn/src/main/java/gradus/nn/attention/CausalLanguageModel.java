package gradus.nn.attention;

import gradus.core.op.Contraction.Operand;
import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.generation.TokenReader;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A transformer that says, at each place of a text, which token comes next: token vectors, positions, blocks with a
/// causal mask, and a map to one logit per token (Radford et al. 2018, 2019).
///
/// Without a head the logits are products with the token vectors, so that one table serves both ends (tied weights,
/// Press and Wolf 2017): the parameter exists once, under `tokens.table`.
///
/// {@snippet file="NetworkSnippets.java" region="CausalLanguageModel"}
///
/// @param context the longest text it reads
/// @param tokens a vector per token
/// @param positions what is added for each place, unless blocks turn queries and keys
/// @param dropout the share that training drops of the sum of both
/// @param blocks the blocks
/// @param head the map to logits, or empty for tied weights
public record CausalLanguageModel(
        int context,
        Embedding tokens,
        Optional<Positions> positions,
        double dropout,
        TransformerEncoder blocks,
        Optional<Linear> head)
        implements Layer {
    /// Logits and memory after one more token.
    ///
    /// @param logits `[batch, vocabulary]`
    /// @param memory one per block
    public record Step(Tensor logits, List<AttentionMemory> memory) {
        /// Copies the list.
        public Step {
            memory = List.copyOf(memory);
        }
    }

    /// Checks that the parts fit.
    public CausalLanguageModel {
        OptionalInt longest = positions.map(Positions::longest).orElse(OptionalInt.empty());
        if (context <= 0 || longest.isPresent() && longest.getAsInt() < context) {
            throw new IllegalArgumentException("causal language model: the context must be positive and have a position"
                    + " for each place, got context " + context
                    + (longest.isPresent() ? " and " + longest.getAsInt() + " positions" : ""));
        }
        dropout = new Dropout(dropout).rate();
    }

    /// Gives the plan of a model as GPT-2 is: learned positions, layer normalisation before the parts, GELU,
    /// biases, tied weights, normal weights of deviation 0.02, those that lead back to the stream divided by
    /// `√(2 layers)`.
    ///
    /// @param layers how many blocks
    /// @param heads heads of each
    /// @param width the size of the stream
    public static CausalLanguagePlan gpt(int layers, int heads, int width) {
        return CausalLanguagePlan.gpt(layers, heads, width);
    }

    /// Gives the plan of a model as Llama is: rotary positions of half-split pairs, root mean square normalisation
    /// before the parts, SwiGLU, no biases, a head of its own; in the start of [#gpt].
    ///
    /// @param layers how many blocks
    /// @param heads heads of each
    /// @param width the size of the stream
    /// @param hidden the size inside the feed-forward part, usually 8/3 of the width
    public static CausalLanguagePlan llama(int layers, int heads, int width, int hidden) {
        return CausalLanguagePlan.llama(layers, heads, width, hidden);
    }

    /// Gives the number of tokens.
    public int vocabulary() {
        return tokens.categories();
    }

    /// Gives logits `[batch, time, vocabulary]` for texts `[batch, time]` of token numbers: place t says what
    /// follows token t.
    ///
    /// @throws ShapeException if the texts are longer than the context
    /// @throws IndexOutOfBoundsException when it runs, if a number is not below the vocabulary
    @Override
    public Tensor forward(Tensor input, Context context) {
        if (input.rank() != 2) {
            throw new ShapeException("causal language model: the input must be [batch, time] of token numbers, got "
                    + input.shape() + Origin.here().at());
        }
        if (input.size(1) > this.context) {
            throw new ShapeException("causal language model: a text may have at most " + this.context
                    + " tokens, its context, got " + input.shape()
                    + Origin.here().at()
                    + "; cut it, or make the model with a longer context");
        }
        Tensor vectors = Inner.forward("tokens", tokens, input, context);
        Tensor placed = positions
                .map(p -> Inner.forward("positions", p, vectors, context))
                .orElse(vectors);
        Tensor dropped = new Dropout(dropout).forward(placed, context);
        Tensor hidden = Inner.during("blocks", blocks, () -> blocks.forward(dropped, AttentionMask.CAUSAL, context));
        return logits(hidden, context);
    }

    private Tensor logits(Tensor hidden, Context context) {
        if (head.isPresent()) {
            return Inner.forward("head", head.get(), hidden, context);
        }
        Tensor rows = hidden.reshape(-1, tokens.width());
        Tensor products = rows.matmul(tokens.table().value(), Operand.AS_IS, Operand.TRANSPOSED);
        return products.reshape(hidden.shape().with(-1, vocabulary()));
    }

    /// Gives the empty memory that the first step takes, with room for `capacity` tokens of each text.
    public List<AttentionMemory> memory(int batch, int capacity) {
        return blocks.blocks().stream()
                .map(block -> block.attention().memory(batch, capacity))
                .toList();
    }

    /// Gives the logits after one more token of each text: the last place of [#forward], for the work of one place.
    /// Shapes do not depend on how much was read, so that a plan of it is compiled once.
    ///
    /// @param token the token, integer `[batch, 1]`
    /// @param memory keys and values of the tokens before; first [#memory]
    /// @param position how many tokens came before, an int64 scalar below the memory's capacity
    /// @throws ShapeException if there is not a memory for each block, or the token is not `[batch, 1]`
    public Step step(Tensor token, List<AttentionMemory> memory, Tensor position) {
        if (memory.size() != blocks.blocks().size() || token.rank() != 2 || token.size(1) != 1) {
            throw new ShapeException("causal language model: a step takes tokens [batch, 1] and a memory for each of "
                    + blocks.blocks().size() + " blocks, got " + token.shape() + " and " + memory.size()
                    + Origin.here().at());
        }
        Context context = Context.inference();
        Tensor vectors = tokens.forward(token, context);
        Tensor x = positions
                .map(p -> vectors.add(p.vectors(position.reshape(1), vectors)))
                .orElse(vectors);
        List<AttentionMemory> longer = new ArrayList<>();
        for (int i = 0; i < memory.size(); i++) {
            TransformerEncoderBlock.Step step = blocks.blocks().get(i).step(x, memory.get(i), position);
            longer.add(step.memory());
            x = step.output();
        }
        Tensor logits = logits(blocks.finished(x, context), context);
        return new Step(logits.reshape(token.size(0), vocabulary()), longer);
    }

    /// Gives a reading of one text, by a plan for one token that is compiled now. When the context is full, the
    /// reading begins anew with the last half of it.
    public TokenReader reader() {
        return CachedReader.of(this);
    }

    @Override
    public String toString() {
        return "CausalLanguageModel " + vocabulary() + " tokens, context " + context
                + (head.isPresent() ? "" : ", tied weights") + "\n  "
                + blocks.toString().replace("\n", "\n  ");
    }
}
