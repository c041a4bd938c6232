package gradus.io.torch;

import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.attention.PositionalEmbedding;
import gradus.nn.attention.Projections;
import gradus.nn.attention.TransformerDecoder;
import gradus.nn.attention.TransformerDecoderBlock;
import gradus.nn.attention.TransformerEncoder;
import gradus.nn.attention.TransformerEncoderBlock;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Prelu;
import gradus.nn.layer.RmsNorm;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.RecurrentLayer;
import gradus.nn.recurrent.RecurrentPair;
import gradus.nn.recurrent.RecurrentWeights;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvTranspose;
import java.util.List;
import java.util.Optional;

/// The kinds of modules that are taken over, those first that hold others. Each says how PyTorch names the tensors of
/// such a module and how they lie.
enum ModuleKind {
    /// `nn.TransformerEncoder`.
    ENCODER,
    /// `nn.TransformerDecoder`.
    DECODER,
    /// `nn.TransformerEncoderLayer`.
    ENCODER_BLOCK,
    /// `nn.TransformerDecoderLayer`.
    DECODER_BLOCK,
    /// `nn.MultiheadAttention`.
    ATTENTION,
    /// `nn.RNN`, `nn.LSTM` and `nn.GRU`.
    RECURRENT,
    /// `nn.Conv1d` to `nn.ConvTranspose3d`.
    CONVOLUTION,
    /// `nn.BatchNorm1d` to `nn.BatchNorm3d`.
    BATCH_NORM,
    /// `nn.LayerNorm`, `nn.GroupNorm` and `nn.InstanceNorm2d`.
    NORM,
    /// `nn.Linear`.
    LINEAR,
    /// `nn.Embedding`.
    TABLE,
    /// `nn.RMSNorm`.
    SCALE,
    /// `nn.PReLU`.
    SLOPE;

    private static final List<String> ATTENDED = List.of("query", "key", "value");

    /// Gives the kind of a part of a network, if it is one.
    static Optional<ModuleKind> of(Object part) {
        return switch (part) {
            case TransformerEncoder _ -> Optional.of(ENCODER);
            case TransformerDecoder _ -> Optional.of(DECODER);
            case TransformerEncoderBlock _ -> Optional.of(ENCODER_BLOCK);
            case TransformerDecoderBlock _ -> Optional.of(DECODER_BLOCK);
            case MultiHeadAttention _ -> Optional.of(ATTENTION);
            case RecurrentLayer _ -> Optional.of(RECURRENT);
            case Conv _, ConvTranspose _ -> Optional.of(CONVOLUTION);
            case BatchNorm _ -> Optional.of(BATCH_NORM);
            case LayerNorm _, GroupNorm _, InstanceNorm _ -> Optional.of(NORM);
            case Linear _ -> Optional.of(LINEAR);
            case Embedding _, PositionalEmbedding _ -> Optional.of(TABLE);
            case RmsNorm _ -> Optional.of(SCALE);
            case Prelu _ -> Optional.of(SLOPE);
            default -> Optional.empty();
        };
    }

    /// Gives what a module of theirs becomes as a part of ours.
    static Pieces pieces(Object part, Pieces theirs) {
        return switch (part) {
            case TransformerEncoder encoder -> stack(encoder.blocks(), theirs, encoder.norm());
            case TransformerDecoder decoder -> stack(decoder.blocks(), theirs, decoder.norm());
            case TransformerEncoderBlock block -> encoderBlock(block, theirs);
            case TransformerDecoderBlock block -> decoderBlock(block, theirs);
            case MultiHeadAttention attention -> attention(attention, theirs);
            case RecurrentLayer layer -> recurrent(layer, theirs);
            case Conv conv -> biased(conv.bias(), theirs.kernel("weight", "weight"));
            case ConvTranspose conv -> biased(conv.bias(), theirs.kernel("weight", "weight"));
            case BatchNorm _ -> norm(theirs).plain("mean", "running_mean").plain("variance", "running_var");
            case LayerNorm _, GroupNorm _, InstanceNorm _ -> norm(theirs);
            case Linear linear -> biased(linear.bias(), theirs.transposed("weight", "weight"));
            case Embedding _, PositionalEmbedding _ -> theirs.plain("table", "weight");
            case RmsNorm _ -> theirs.plain("scale", "weight");
            case Prelu _ -> theirs.plain("slope", "weight");
            default -> theirs.refused();
        };
    }

    private static Pieces biased(Optional<Param> bias, Pieces theirs) {
        return bias.isPresent() ? theirs.plain("bias", "bias") : theirs;
    }

    private static Pieces norm(Pieces theirs) {
        return theirs.plain("scale", "weight").plain("shift", "bias");
    }

    private static Pieces stack(List<?> blocks, Pieces theirs, Optional<?> norm) {
        for (int i = 0; i < blocks.size(); i++) {
            Object block = blocks.get(i);
            theirs.inner("blocks." + i + ".", "layers." + i + ".", inner -> pieces(block, inner));
        }
        norm.ifPresent(last -> theirs.inner("norm.", "norm.", inner -> pieces(last, inner)));
        boolean more =
                theirs.has("layers." + blocks.size() + ".norm1.weight") || norm.isEmpty() && theirs.has("norm.weight");
        return more ? theirs.refused() : theirs;
    }

    private static Pieces encoderBlock(TransformerEncoderBlock block, Pieces theirs) {
        return theirs.inner("attention.", "self_attn.", inner -> attention(block.attention(), inner))
                .inner("attentionNorm.", "norm1.", inner -> pieces(block.attentionNorm(), inner))
                .inner("feedForwardNorm.", "norm2.", inner -> pieces(block.feedForwardNorm(), inner))
                .inner("feedForward.inner.", "linear1.", ModuleKind::linear)
                .inner("feedForward.outer.", "linear2.", ModuleKind::linear);
    }

    private static Pieces decoderBlock(TransformerDecoderBlock block, Pieces theirs) {
        return theirs.inner("selfAttention.", "self_attn.", inner -> attention(block.selfAttention(), inner))
                .inner("crossAttention.", "multihead_attn.", inner -> attention(block.crossAttention(), inner))
                .inner("selfNorm.", "norm1.", inner -> pieces(block.selfNorm(), inner))
                .inner("crossNorm.", "norm2.", inner -> pieces(block.crossNorm(), inner))
                .inner("feedForwardNorm.", "norm3.", inner -> pieces(block.feedForwardNorm(), inner))
                .inner("feedForward.inner.", "linear1.", ModuleKind::linear)
                .inner("feedForward.outer.", "linear2.", ModuleKind::linear);
    }

    private static Pieces linear(Pieces theirs) {
        theirs.transposed("weight", "weight");
        return theirs.has("bias") ? theirs.plain("bias", "bias") : theirs;
    }

    private static Pieces attention(MultiHeadAttention attention, Pieces theirs) {
        boolean biased = theirs.has("in_proj_bias");
        switch (attention.projections()) {
            case Projections.Joint _ -> {
                theirs.transposed("projections.all.weight", "in_proj_weight");
                if (biased) {
                    theirs.plain("projections.all.bias", "in_proj_bias");
                }
            }
            case Projections.Separate _ -> {
                for (int i = 0; i < ATTENDED.size(); i++) {
                    String ours = "projections." + ATTENDED.get(i);
                    if (theirs.has("in_proj_weight")) {
                        theirs.third(ours + ".weight", "in_proj_weight", i);
                    } else {
                        theirs.transposed(ours + ".weight", ATTENDED.get(i).charAt(0) + "_proj_weight");
                    }
                    if (biased) {
                        theirs.third(ours + ".bias", "in_proj_bias", i);
                    }
                }
            }
        }
        return theirs.inner("output.", "out_proj.", ModuleKind::linear);
    }

    private static Pieces recurrent(RecurrentLayer layer, Pieces theirs) {
        if (layer instanceof Gru gru && gru.resetGate() == Gru.Reset.BEFORE) {
            return theirs.refused(); // PyTorch resets after the product: no weights of its own say the same
        }
        for (int i = 0; i < layer.layers().size(); i++) {
            RecurrentPair pair = layer.layers().get(i);
            weights(pair.first(), "layers." + i + ".first.", "_l" + i, theirs);
            String reverse = "_l" + i + "_reverse";
            String path = "layers." + i + ".backward.";
            pair.backward().ifPresent(weights -> weights(weights, path, reverse, theirs));
        }
        return theirs;
    }

    private static void weights(RecurrentWeights ours, String path, String suffix, Pieces theirs) {
        theirs.transposed(path + "input", "weight_ih" + suffix).transposed(path + "recurrent", "weight_hh" + suffix);
        if (ours.recurrentBias().isPresent()) {
            theirs.plain(path + "bias", "bias_ih" + suffix).plain(path + "recurrentBias", "bias_hh" + suffix);
        } else if (ours.bias().isPresent()) {
            theirs.sum(path + "bias", "bias_ih" + suffix, "bias_hh" + suffix);
        }
    }
}
