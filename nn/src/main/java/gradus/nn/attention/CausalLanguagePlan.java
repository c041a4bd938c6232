package gradus.nn.attention;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.activation.Activation;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Linear;
import java.util.Optional;

/// The plan of a [CausalLanguageModel]: the data decide vocabulary and context.
///
/// {@snippet file="SequenceSnippets.java" region="CausalLanguagePlan"}
///
/// @param layers how many blocks
/// @param block the plan of a block
/// @param positions what is added for each place
/// @param ends whether the head is the table of token vectors
public record CausalLanguagePlan(int layers, BlockPlan block, PositionKind positions, Ends ends)
        implements Architecture {
    private static final double DEVIATION = 0.02;

    /// What is added to token vectors for their place.
    public enum PositionKind {
        /// [PositionalEmbedding].
        LEARNED,
        /// [SinusoidalPositions].
        SINUSOIDAL,
        /// Nothing, as with rotary positions.
        NONE
    }

    /// Whether input and output share a table.
    public enum Ends {
        /// One table.
        TIED,
        /// A table and a head without bias.
        SEPARATE
    }

    /// Checks the number.
    public CausalLanguagePlan {
        if (layers <= 0) {
            throw new IllegalArgumentException(
                    "causal language model: the number of blocks must be positive, got " + layers);
        }
    }

    static CausalLanguagePlan gpt(int layers, int heads, int width) {
        BlockPlan block = BlockPlan.of(width, heads).withStart(Initializer.normal(0, DEVIATION));
        return new CausalLanguagePlan(layers, block, PositionKind.LEARNED, Ends.TIED);
    }

    static CausalLanguagePlan llama(int layers, int heads, int width, int hidden) {
        BlockPlan block = BlockPlan.of(width, heads)
                .withStart(Initializer.normal(0, DEVIATION))
                .withHidden(hidden)
                .withRotary(new RotaryPositions(10_000, RotaryPositions.Pairing.HALF_SPLIT))
                .withNorm(BlockPlan.Norm.RMS)
                .withBias(BlockPlan.Bias.WITHOUT)
                .withFeedForward(FeedForward.Kind.GATED, Activation.SILU);
        return new CausalLanguagePlan(layers, block, PositionKind.NONE, Ends.SEPARATE);
    }

    /// Gives the plan with another plan of blocks.
    public CausalLanguagePlan withBlock(BlockPlan block) {
        return new CausalLanguagePlan(layers, block, positions, ends);
    }

    /// Gives the plan with other positions.
    public CausalLanguagePlan withPositions(PositionKind positions) {
        return new CausalLanguagePlan(layers, block, positions, ends);
    }

    /// Gives the plan with tied or separate ends.
    public CausalLanguagePlan withEnds(Ends ends) {
        return new CausalLanguagePlan(layers, block, positions, ends);
    }

    /// Gives the plan with dropout, also of the sum of token vectors and positions.
    public CausalLanguagePlan withDropout(double dropout) {
        return withBlock(block.withDropout(dropout));
    }

    /// Builds the model.
    ///
    /// @param vocabulary how many tokens there are
    /// @param context the longest text
    /// @param key the randomness of the start
    public CausalLanguageModel build(int vocabulary, int context, Key key) {
        Initializer start = Initializer.normal(0, DEVIATION);
        Optional<Positions> places = switch (positions) {
            case LEARNED -> Optional.of(PositionalEmbedding.of(context, block.width(), key.fold("positions")));
            case SINUSOIDAL -> Optional.of(SinusoidalPositions.of());
            case NONE -> Optional.empty();
        };
        Optional<Linear> head = switch (ends) {
            case TIED -> Optional.empty();
            case SEPARATE -> Optional.of(Linear.withoutBias(block.width(), vocabulary, start, key.fold("head")));
        };
        return new CausalLanguageModel(
                context,
                Embedding.of(vocabulary, block.width(), start, key.fold("tokens")),
                places,
                block.form().dropout(),
                block.encoder(layers, 1 / Math.sqrt(2.0 * layers), key.fold("blocks")),
                head);
    }

    /// Builds the model for texts of one length.
    ///
    /// @param sample `[context]`
    /// @param outFeatures the size of the vocabulary
    /// @param key the randomness of the start
    @Override
    public CausalLanguageModel build(Shape sample, int outFeatures, Key key) {
        if (sample.rank() != 1) {
            throw new ShapeException(
                    "causal language model: a sample must be [time], the tokens of a text, got " + sample);
        }
        return build(outFeatures, sample.size(0), key);
    }

    @Override
    public String describe() {
        return "causal transformer, " + layers + " blocks of width " + block.width() + " with " + block.heads()
                + " heads";
    }
}
