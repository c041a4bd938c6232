package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.nn.layer.Context;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Layer;

/// A layer in which each place sees itself and those before it, as a model of the next token must.
///
/// {@snippet file="SequenceSnippets.java" region="Causal"}
///
/// @param layer what looks
public record Causal(MaskedLayer layer) implements Layer {
    @Override
    public Tensor forward(Tensor input, Context context) {
        return Inner.during("layer", layer, () -> layer.forward(input, AttentionMask.CAUSAL, context));
    }

    @Override
    public String toString() {
        return "Causal " + layer;
    }
}
