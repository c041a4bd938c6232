package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.RmsNorm;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The plan of transformer blocks: sizes and choices, from which blocks and stacks are built.
///
/// {@snippet file="NetworkSnippets.java" region="BlockPlan"}
///
/// @param width the size of the stream
/// @param heads heads of queries
/// @param kvHeads heads of keys and values, a divisor of `heads`
/// @param hidden the size inside the feed-forward part
/// @param rotary positions by which queries and keys are turned
/// @param form the choices
/// @param start the start of weights
public record BlockPlan(
        int width, int heads, int kvHeads, int hidden, Optional<RotaryPositions> rotary, Form form, Initializer start) {
    /// Which normalisation.
    public enum Norm {
        /// [LayerNorm].
        LAYER,
        /// [RmsNorm].
        RMS
    }

    /// Whether linear maps have a bias.
    public enum Bias {
        /// Each has one.
        WITH,
        /// None has one.
        WITHOUT
    }

    /// The choices of a block.
    ///
    /// @param placement where normalisations stand
    /// @param norm which normalisation
    /// @param feedForward plain or gated
    /// @param activation the function or the gate's function
    /// @param bias whether linear maps have a bias
    /// @param dropout the share dropped behind parts, inside the feed-forward part and of attention weights
    public record Form(
            BlockStyle.Placement placement,
            Norm norm,
            FeedForward.Kind feedForward,
            Activation activation,
            Bias bias,
            double dropout) {}

    /// Checks the sizes.
    public BlockPlan {
        MultiHeadAttention.requireDivisible(width, heads);
        if (kvHeads <= 0 || heads % kvHeads != 0) {
            throw new IllegalArgumentException("transformer block: heads of keys and values must divide the heads of"
                    + " queries, got " + kvHeads + " and " + heads);
        }
        if (hidden <= 0) {
            throw new IllegalArgumentException("transformer block: the hidden size must be positive, got " + hidden);
        }
    }

    /// Gives the plan with a feed-forward part four times as wide, GELU, layer normalisation before the parts,
    /// biases, no dropout and weights by [Initializer#glorotUniform].
    public static BlockPlan of(int width, int heads) {
        Form form =
                new Form(BlockStyle.Placement.PRE, Norm.LAYER, FeedForward.Kind.PLAIN, Activation.GELU, Bias.WITH, 0);
        return new BlockPlan(width, heads, heads, 4 * width, Optional.empty(), form, Initializer.glorotUniform());
    }

    /// Gives the plan with fewer heads of keys and values.
    public BlockPlan withKvHeads(int kvHeads) {
        return new BlockPlan(width, heads, kvHeads, hidden, rotary, form, start);
    }

    /// Gives the plan with another size inside the feed-forward part.
    public BlockPlan withHidden(int hidden) {
        return new BlockPlan(width, heads, kvHeads, hidden, rotary, form, start);
    }

    /// Gives the plan with rotary positions.
    public BlockPlan withRotary(RotaryPositions positions) {
        return new BlockPlan(width, heads, kvHeads, hidden, Optional.of(positions), form, start);
    }

    /// Gives the plan with another start of weights.
    public BlockPlan withStart(Initializer start) {
        return new BlockPlan(width, heads, kvHeads, hidden, rotary, form, start);
    }

    /// Gives the plan with normalisations elsewhere.
    public BlockPlan withPlacement(BlockStyle.Placement placement) {
        return with(
                new Form(placement, form.norm(), form.feedForward(), form.activation(), form.bias(), form.dropout()));
    }

    /// Gives the plan with another normalisation.
    public BlockPlan withNorm(Norm norm) {
        return with(
                new Form(form.placement(), norm, form.feedForward(), form.activation(), form.bias(), form.dropout()));
    }

    /// Gives the plan with another feed-forward part.
    public BlockPlan withFeedForward(FeedForward.Kind kind, Activation activation) {
        return with(new Form(form.placement(), form.norm(), kind, activation, form.bias(), form.dropout()));
    }

    /// Gives the plan with or without biases.
    public BlockPlan withBias(Bias bias) {
        return with(
                new Form(form.placement(), form.norm(), form.feedForward(), form.activation(), bias, form.dropout()));
    }

    /// Gives the plan with dropout.
    public BlockPlan withDropout(double dropout) {
        return with(
                new Form(form.placement(), form.norm(), form.feedForward(), form.activation(), form.bias(), dropout));
    }

    private BlockPlan with(Form form) {
        return new BlockPlan(width, heads, kvHeads, hidden, rotary, form, start);
    }

    /// Builds self-attention.
    public MultiHeadAttention attention(Key key) {
        return attention(1, key);
    }

    private MultiHeadAttention attention(double residual, Key key) {
        int keyFeatures = width / heads * kvHeads;
        Projections joint = new Projections.Joint(joint(List.of(width, keyFeatures, keyFeatures), key));
        return attention(joint, residual, key);
    }

    private MultiHeadAttention attention(Projections projections, double residual, Key key) {
        Linear output = scaled(linear(width, width, key.fold("output")), residual);
        return new MultiHeadAttention(projections, output, heads, form.dropout(), rotary);
    }

    /// Maps side by side, each in the start that it would have alone.
    private Linear joint(List<Integer> features, Key key) {
        List<Linear> parts = IntStream.range(0, features.size())
                .mapToObj(i -> linear(width, features.get(i), key.fold(i)))
                .toList();
        return joined(parts);
    }

    private static Linear joined(List<Linear> parts) {
        Tensor[] weights =
                parts.stream().skip(1).map(part -> part.weight().value()).toArray(Tensor[]::new);
        Tensor weight = parts.getFirst().weight().value().concat(1, weights);
        Optional<Param> bias = parts.getFirst()
                .bias()
                .map(b -> new Param(Tensor.fill(b.value().type().with(Shape.of(weight.size(1))), 0)));
        return new Linear(new Param(weight), bias);
    }

    private Linear linear(int in, int out, Key key) {
        return switch (form.bias()) {
            case WITH -> Linear.of(in, out, start, Initializer.zeros(), key);
            case WITHOUT -> Linear.withoutBias(in, out, start, key);
        };
    }

    private static Linear scaled(Linear linear, double factor) {
        return factor == 1
                ? linear
                : new Linear(new Param(linear.weight().value().multiply(factor)), linear.bias());
    }

    private FeedForward feedForward(double residual, Key key) {
        Linear inner = switch (form.feedForward()) {
            case PLAIN -> linear(width, hidden, key.fold("inner"));
            case GATED -> joint(List.of(hidden, hidden), key.fold("inner"));
        };
        Linear outer = scaled(linear(hidden, width, key.fold("outer")), residual);
        return new FeedForward(inner, form.feedForward().middle(form.activation()), form.dropout(), outer);
    }

    /// Builds a normalisation of the stream.
    public Layer norm() {
        return switch (form.norm()) {
            case LAYER -> LayerNorm.of(width);
            case RMS -> RmsNorm.of(width);
        };
    }

    private BlockStyle style() {
        return new BlockStyle(form.placement(), form.dropout());
    }

    /// Builds a block of self-attention and feed-forward part.
    public TransformerEncoderBlock encoderBlock(Key key) {
        return encoderBlock(1, key);
    }

    /// Builds a block whose maps back to the stream start smaller by a factor, as GPT-2's do by `1/√(2 layers)`.
    TransformerEncoderBlock encoderBlock(double residual, Key key) {
        return new TransformerEncoderBlock(
                norm(), attention(residual, key.fold("attention")), norm(), feedForward(residual, key), style());
    }

    /// Builds a block with attention to a memory of the same width. Queries and keys of that attention have no
    /// positions.
    public TransformerDecoderBlock decoderBlock(Key key) {
        BlockPlan plain = new BlockPlan(width, heads, kvHeads, hidden, Optional.empty(), form, start);
        int keyFeatures = width / heads * kvHeads;
        Key cross = key.fold("cross");
        Projections separate = new Projections.Separate(
                linear(width, width, cross.fold(0)),
                linear(width, keyFeatures, cross.fold(1)),
                linear(width, keyFeatures, cross.fold(2)));
        return new TransformerDecoderBlock(
                norm(),
                attention(key.fold("attention")),
                norm(),
                plain.attention(separate, 1, cross),
                norm(),
                feedForward(1, key),
                style());
    }

    /// Builds a stack of encoder blocks; it ends with a normalisation if blocks normalise before their parts.
    public TransformerEncoder encoder(int layers, Key key) {
        return encoder(layers, 1, key);
    }

    TransformerEncoder encoder(int layers, double residual, Key key) {
        return new TransformerEncoder(
                IntStream.range(0, layers)
                        .mapToObj(i -> encoderBlock(residual, key.fold(i)))
                        .toList(),
                last());
    }

    /// Builds a stack of decoder blocks; it ends with a normalisation if blocks normalise before their parts.
    public TransformerDecoder decoder(int layers, Key key) {
        return new TransformerDecoder(
                IntStream.range(0, layers)
                        .mapToObj(i -> decoderBlock(key.fold(i)))
                        .toList(),
                last());
    }

    private Optional<Layer> last() {
        return form.placement() == BlockStyle.Placement.PRE ? Optional.of(norm()) : Optional.empty();
    }
}
