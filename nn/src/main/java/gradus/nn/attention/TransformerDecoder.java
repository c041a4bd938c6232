package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;
import java.util.List;
import java.util.Optional;

/// A stack of decoder blocks, each of which attends to the same memory.
///
/// {@snippet file="SequenceSnippets.java" region="TransformerDecoder"}
///
/// @param blocks the blocks, first to last
/// @param norm the last normalisation, which blocks that normalise before their parts need
public record TransformerDecoder(List<TransformerDecoderBlock> blocks, Optional<Layer> norm) {
    /// Copies the list.
    public TransformerDecoder {
        blocks = List.copyOf(blocks);
    }

    /// Gives the output `[batch, time, width]`.
    ///
    /// @param input `[batch, time, width]`
    /// @param memory the encoder's output, `[batch, keys, width]`
    /// @param mask which places of the input see each other, usually [AttentionMask#CAUSAL]
    /// @param memoryMask which places of the memory are seen
    /// @param context whether this is training
    public Tensor forward(Tensor input, Tensor memory, AttentionMask mask, AttentionMask memoryMask, Context context) {
        Tensor x = input;
        for (int i = 0; i < blocks.size(); i++) {
            TransformerDecoderBlock block = blocks.get(i);
            Tensor before = x;
            x = Inner.during("blocks." + i, block, () -> block.forward(before, memory, mask, memoryMask, context));
        }
        Tensor output = x;
        return norm.map(last -> Inner.forward("norm", last, output, context)).orElse(output);
    }
}
