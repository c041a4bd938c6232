package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;

/// Self-attention, attention to an encoder's output, and a feed-forward part, each with a normalisation and a residual
/// connection (Vaswani et al. 2017).
///
/// {@snippet file="SequenceSnippets.java" region="TransformerDecoder"}
///
/// @param selfNorm the normalisation of the self-attention
/// @param selfAttention attention among the places of the input
/// @param crossNorm the normalisation of the attention to the memory
/// @param crossAttention attention to the memory
/// @param feedForwardNorm the normalisation of the feed-forward part
/// @param feedForward the feed-forward part
/// @param style where the normalisations stand, and dropout
public record TransformerDecoderBlock(
        Layer selfNorm,
        MultiHeadAttention selfAttention,
        Layer crossNorm,
        MultiHeadAttention crossAttention,
        Layer feedForwardNorm,
        Layer feedForward,
        BlockStyle style) {
    /// Gives the output `[batch, time, width]`.
    ///
    /// @param input `[batch, time, width]`
    /// @param memory the encoder's output, `[batch, keys, width]`
    /// @param mask which places of the input see each other, usually [AttentionMask#CAUSAL]
    /// @param memoryMask which places of the memory are seen
    /// @param context whether this is training
    public Tensor forward(Tensor input, Tensor memory, AttentionMask mask, AttentionMask memoryMask, Context context) {
        Tensor own = style.joined(
                input,
                x -> Inner.forward("selfNorm", selfNorm, x, context),
                x -> Inner.during("selfAttention", selfAttention, () -> selfAttention.forward(x, mask, context)),
                context);
        Tensor both = style.joined(
                own,
                x -> Inner.forward("crossNorm", crossNorm, x, context),
                x -> Inner.during(
                        "crossAttention",
                        crossAttention,
                        () -> crossAttention.attend(x, memory, memory, memoryMask, context)),
                context);
        return style.joined(
                both,
                x -> Inner.forward("feedForwardNorm", feedForwardNorm, x, context),
                x -> Inner.forward("feedForward", feedForward, x, context),
                context);
    }
}
