package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;

/// A layer of sequences `[batch, time, width]` whose places look at each other, as far as a mask lets them.
///
/// {@snippet file="SequenceSnippets.java" region="Causal"}
public sealed interface MaskedLayer extends Layer
        permits MultiHeadAttention, TransformerEncoderBlock, TransformerEncoder {
    /// Gives the output for a batch.
    ///
    /// @param input `[batch, time, width]`
    /// @param mask which places see each other
    /// @param context whether this is training
    Tensor forward(Tensor input, AttentionMask mask, Context context);

    /// Gives the output for a batch in which every place sees every other.
    @Override
    default Tensor forward(Tensor input, Context context) {
        return forward(input, AttentionMask.NONE, context);
    }
}
