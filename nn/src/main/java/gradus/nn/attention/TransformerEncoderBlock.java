package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;

/// Self-attention and a feed-forward part, each with a normalisation and a residual connection (Vaswani et al. 2017).
/// With a causal mask it is the block of a decoder-only language model.
///
/// {@snippet file="NetworkSnippets.java" region="BlockPlan"}
///
/// @param attentionNorm the normalisation of the attention
/// @param attention the attention
/// @param feedForwardNorm the normalisation of the feed-forward part
/// @param feedForward the feed-forward part
/// @param style where the normalisations stand, and dropout
public record TransformerEncoderBlock(
        Layer attentionNorm, MultiHeadAttention attention, Layer feedForwardNorm, Layer feedForward, BlockStyle style)
        implements MaskedLayer {
    /// One token's output and the memory after it.
    ///
    /// @param output `[batch, 1, width]`
    /// @param memory keys and values so far
    record Step(Tensor output, AttentionMemory memory) {}

    @Override
    public Tensor forward(Tensor input, AttentionMask mask, Context context) {
        Tensor attended = style.joined(
                input,
                x -> Inner.forward("attentionNorm", attentionNorm, x, context),
                x -> Inner.during("attention", attention, () -> attention.forward(x, mask, context)),
                context);
        return fed(attended, context);
    }

    private Tensor fed(Tensor input, Context context) {
        return style.joined(
                input,
                x -> Inner.forward("feedForwardNorm", feedForwardNorm, x, context),
                x -> Inner.forward("feedForward", feedForward, x, context),
                context);
    }

    /// Gives the output for one more token, which sees itself and the tokens before it.
    Step step(Tensor token, AttentionMemory memory, Tensor position) {
        Context context = Context.inference();
        boolean before = style.placement() == BlockStyle.Placement.PRE;
        Tensor seen = before ? attentionNorm.forward(token, context) : token;
        MultiHeadAttention.Step step = attention.step(seen, memory, position);
        Tensor sum = token.add(step.output());
        Tensor attended = before ? sum : attentionNorm.forward(sum, context);
        return new Step(fed(attended, context), step.memory());
    }

    @Override
    public String toString() {
        return "TransformerEncoderBlock\n  " + attention + "\n  " + feedForward;
    }
}
