package gradus.nn.attention;

import gradus.core.type.DType;
import gradus.nn.layer.Bfloat16Check;
import gradus.nn.layer.Layer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Attention and what is built of it compute with bfloat16 numbers what they compute with float32 ones.
final class Bfloat16AttentionTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("gradus.nn.attention.AttentionGradientTest#samples")
    void outputs_and_gradients_are_those_of_float32(AttentionGradientTest.Sample sample) {
        Bfloat16Check.check(withNarrowMemory(sample.layer()), sample.input());
    }

    private static Layer withNarrowMemory(Layer layer) {
        return switch (layer) {
            case AttentionGradientTest.Crossed(var attention, var memory) ->
                new AttentionGradientTest.Crossed(attention, memory.as(DType.BFLOAT16));
            case AttentionGradientTest.Decoded(var decoder, var memory) ->
                new AttentionGradientTest.Decoded(decoder, memory.as(DType.BFLOAT16));
            default -> layer;
        };
    }
}
