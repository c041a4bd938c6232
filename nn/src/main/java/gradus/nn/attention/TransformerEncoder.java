package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A stack of encoder blocks, at least one.
///
/// {@snippet file="NetworkSnippets.java" region="BlockPlan"}
///
/// @param blocks the blocks, first to last
/// @param norm the last normalisation, which blocks that normalise before their parts need
public record TransformerEncoder(List<TransformerEncoderBlock> blocks, Optional<Layer> norm) implements MaskedLayer {
    /// Copies and checks the list.
    public TransformerEncoder {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("transformer: there must be at least one block, got 0");
        }
    }

    @Override
    public Tensor forward(Tensor input, AttentionMask mask, Context context) {
        Tensor x = input;
        for (int i = 0; i < blocks.size(); i++) {
            TransformerEncoderBlock block = blocks.get(i);
            Tensor before = x;
            x = Inner.during("blocks." + i, block, () -> block.forward(before, mask, context));
        }
        return finished(x, context);
    }

    /// Gives the stack's result after the last block.
    Tensor finished(Tensor output, Context context) {
        return norm.map(last -> Inner.forward("norm", last, output, context)).orElse(output);
    }

    @Override
    public String toString() {
        MultiHeadAttention first = blocks.getFirst().attention();
        return "TransformerEncoder of " + blocks.size() + (blocks.size() == 1 ? " block" : " blocks") + ", width "
                + first.output().outFeatures() + ", " + first.heads() + " heads"
                + blocks.stream()
                        .map(block -> "\n  " + block.toString().replace("\n", "\n  "))
                        .collect(Collectors.joining());
    }
}
