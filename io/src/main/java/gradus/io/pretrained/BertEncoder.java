package gradus.io.pretrained;

import gradus.core.tensor.Tensor;
import gradus.core.type.FormatException;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.PositionalEmbedding;
import gradus.nn.attention.TransformerEncoder;
import gradus.nn.layer.Context;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import java.util.Optional;

/// A transformer whose places see each other in both directions (Devlin et al. 2019): the sum of vectors for tokens,
/// places and types, normalised, and blocks over it.
///
/// @param tokens a vector per token
/// @param positions a vector per place
/// @param types a vector per type: first and second text
/// @param norm the normalisation of the sum
/// @param blocks the blocks
/// @param pooler the map of the first place that stands for the whole, if there is one
public record BertEncoder(
        Embedding tokens,
        PositionalEmbedding positions,
        Embedding types,
        LayerNorm norm,
        TransformerEncoder blocks,
        Optional<Linear> pooler)
        implements Layer {
    /// Gives `[batch, time, width]` for tokens `[batch, time]`, all of the first type, all of which count.
    @Override
    public Tensor forward(Tensor input, Context context) {
        return forward(input, input.multiply(0), AttentionMask.NONE, context);
    }

    /// Gives a vector per place, `[batch, time, width]`.
    ///
    /// @param input tokens `[batch, time]`
    /// @param type the type of each token, `[batch, time]`
    /// @param mask which places count
    public Tensor forward(Tensor input, Tensor type, AttentionMask mask, Context context) {
        Tensor placed = Inner.forward("positions", positions, tokens.forward(input, context), context);
        Tensor sum = placed.add(Inner.forward("types", types, type, context));
        Tensor normalised = Inner.forward("norm", norm, sum, context);
        return Inner.during("blocks", blocks, () -> blocks.forward(normalised, mask, context));
    }

    /// Gives a vector per text, `[batch, width]`: tanh of a map of the first place.
    ///
    /// @param states what [#forward] gave
    /// @throws FormatException if the model has no such map
    public Tensor pooled(Tensor states, Context context) {
        Linear map = pooler.orElseThrow(() -> new FormatException(
                "pooler: a vector for a whole text needs a pooler, which the file of this model does not have; take the"
                        + " mean over places"));
        int width = states.size(-1);
        Tensor first = states.slice(1, 0, 1).reshape(-1, width);
        return Inner.forward("pooler", map, first, context).tanh();
    }
}
