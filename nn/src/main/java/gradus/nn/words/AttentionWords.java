package gradus.nn.words;

import gradus.nn.activation.Activation;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.BlockStyle;
import gradus.nn.attention.Causal;
import gradus.nn.attention.FeedForward;
import gradus.nn.attention.MaskedLayer;
import gradus.nn.attention.PatchEmbedding;
import gradus.nn.attention.PositionalEmbedding;
import gradus.nn.attention.RotaryPositions;
import gradus.nn.attention.SinusoidalPositions;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The words for sequences whose places look at each other. The width is that of what comes in.
final class AttentionWords {
    private static final Parameter LAYERS = Parameter.whole("layers");
    private static final Parameter HEADS = Parameter.whole("heads");

    /// What attention may be told, by itself or in blocks.
    private static final List<Parameter> ATTENTION = List.of(
            Parameter.number("dropout").or("0"),
            Parameter.whole("kvheads").or("heads"),
            Parameter.no("rotary"),
            Parameter.yes("bias"),
            Parameter.no("causal"));

    private enum Kind {
        LEARNED,
        SINUSOIDAL
    }

    private AttentionWords() {}

    static List<Word> all() {
        return List.of(
                Word.of(
                        "patches",
                        call -> PatchEmbedding.of(call.whole("side"), call.features(), call.whole("width"), call.key()),
                        Parameter.whole("side"),
                        Parameter.whole("width")),
                Word.of(
                        "positions",
                        AttentionWords::positions,
                        Parameter.name("kind").or("learned")),
                Word.of("attention", call -> seeing(call, plan(call).attention(call.key())), with(ATTENTION, HEADS)),
                Word.of(
                        "transformer",
                        call -> seeing(call, blocks(call).encoder(call.whole("layers"), call.key())),
                        with(
                                ATTENTION,
                                LAYERS,
                                HEADS,
                                Parameter.whole("hidden").or("4·width"),
                                Parameter.name("activation").or("gelu"),
                                Parameter.no("gated"),
                                Parameter.name("norm").or("layer"),
                                Parameter.name("placement").or("pre"))));
    }

    private static Parameter[] with(List<Parameter> last, Parameter... first) {
        List<Parameter> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(last);
        return all.toArray(Parameter[]::new);
    }

    /// Learned vectors start as large as those of the word `embedding`, so that the first blocks notice both.
    private static Layer positions(Call call) {
        call.requireSequence();
        int steps = call.input().size(0);
        return switch (call.oneOf("kind", Kind.class)) {
            case LEARNED -> PositionalEmbedding.of(steps, call.features(), Initializer.normal(0, 1), call.key());
            case SINUSOIDAL -> SinusoidalPositions.of();
        };
    }

    private static Layer seeing(Call call, MaskedLayer layer) {
        return call.isOn("causal") ? new Causal(layer) : layer;
    }

    private static BlockPlan plan(Call call) {
        call.requireSequence();
        int heads = call.whole("heads");
        BlockPlan plan = BlockPlan.of(call.features(), heads)
                .withKvHeads(call.says("kvheads") ? call.whole("kvheads") : heads)
                .withDropout(call.number("dropout"))
                .withBias(call.isOn("bias") ? BlockPlan.Bias.WITH : BlockPlan.Bias.WITHOUT);
        return call.isOn("rotary") ? plan.withRotary(RotaryPositions.of()) : plan;
    }

    private static BlockPlan blocks(Call call) {
        BlockPlan plan = plan(call)
                .withFeedForward(
                        call.isOn("gated") ? FeedForward.Kind.GATED : FeedForward.Kind.PLAIN,
                        Activation.named(call.text("activation")))
                .withNorm(call.oneOf("norm", BlockPlan.Norm.class))
                .withPlacement(call.oneOf("placement", BlockStyle.Placement.class));
        return call.says("hidden") ? plan.withHidden(call.whole("hidden")) : plan;
    }
}
