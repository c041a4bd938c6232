package gradus.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.activation.Activation;
import gradus.nn.attention.BlockStyle.Placement;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Mode;
import gradus.nn.layer.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Gradients of every layer of the package, of its parameters and its input, against finite differences in float64. The
/// probe has random weights: the plain sum of a normalised row has gradient zero (G11).
class AttentionGradientTest {
    private static final Key KEY = Key.of(5);

    record Sample(Layer layer, Tensor input) {
        @Override
        public String toString() {
            return layer.toString().lines().findFirst().orElse("") + " " + input.shape();
        }
    }

    /// Attention to a memory, with a mask of lengths and a bias.
    record Crossed(MultiHeadAttention attention, Tensor memory) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            AttentionMask mask =
                    AttentionMask.NONE.withLengths(Tensor.of(2L, 0L), 3).withBias(random(8, 2, 1, 2, 3));
            return attention.attend(input, memory, memory.multiply(0.5), mask, context);
        }
    }

    /// A decoder block beside its memory.
    record Decoded(TransformerDecoder decoder, Tensor memory) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return decoder.forward(input, memory, AttentionMask.CAUSAL, AttentionMask.NONE, context);
        }
    }

    /// Additive attention among the places of the input.
    record Added(AdditiveAttention attention) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return attention.attend(input, input, input, AttentionMask.CAUSAL);
        }
    }

    /// A model whose tokens are not its input, so that its parameters are checked.
    record Read(CausalLanguageModel model) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return model.forward(Tensor.of(0L, 2L, 1L, 2L, 2L, 0L).reshape(2, 3), context);
        }
    }

    private static Tensor random(long seed, int... sizes) {
        double[] values = new double[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Key.of(seed).normal(i);
        }
        return Tensor.of(Literal.of(values, sizes));
    }

    static List<Sample> samples() {
        Tensor x = random(1, 2, 3, 4);
        BlockPlan plan = BlockPlan.of(4, 2).withHidden(3).withStart(Initializer.normal(0, 0.5));
        RotaryPositions halves = new RotaryPositions(100, RotaryPositions.Pairing.HALF_SPLIT);
        return List.of(
                new Sample(plan.attention(KEY), x),
                new Sample(plan.withKvHeads(1).attention(KEY), x),
                new Sample(plan.withRotary(RotaryPositions.of()).attention(KEY).withDropout(0.3), x),
                new Sample(
                        plan.withRotary(halves).withBias(BlockPlan.Bias.WITHOUT).attention(KEY), x),
                new Sample(
                        new Crossed(MultiHeadAttention.cross(4, 2, 2, 2, KEY), random(3, 2, 3, 2)), random(2, 2, 2, 4)),
                new Sample(new Added(AdditiveAttention.of(4, 4, 3, KEY)), x),
                new Sample(PositionalEmbedding.of(5, 4, KEY), x),
                new Sample(SinusoidalPositions.of(), x),
                new Sample(Glu.of(), x),
                new Sample(PatchEmbedding.of(2, 1, 3, KEY), random(4, 2, 4, 2, 1)),
                new Sample(plan.withDropout(0.2).encoderBlock(KEY), x),
                new Sample(
                        plan.withNorm(BlockPlan.Norm.RMS)
                                .withFeedForward(FeedForward.Kind.GATED, Activation.SILU)
                                .encoder(1, KEY),
                        x),
                new Sample(plan.withPlacement(Placement.POST).encoderBlock(KEY), x),
                new Sample(new Decoded(plan.decoder(1, KEY), random(3, 2, 2, 4)), x),
                new Sample(new Read(CausalLanguageModel.gpt(1, 1, 2).build(3, 3, KEY)), random(1, 1)),
                new Sample(new Read(CausalLanguageModel.llama(1, 1, 2, 3).build(3, 3, KEY)), random(1, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void the_chain_rule_agrees_with_finite_differences_in_both_modes(Sample sample) {
        Layer layer = Parameters.as(sample.layer(), DType.FLOAT64);
        for (Mode mode : Mode.values()) {
            agree(
                    theta -> probe(Parameters.restore(layer, theta), sample.input(), mode),
                    Parameters.flatten(layer).as(DType.FLOAT64));
            agree(input -> probe(layer, input, mode), sample.input());
        }
    }

    private static Tensor probe(Layer layer, Tensor input, Mode mode) {
        Context context = switch (mode) {
            case TRAINING -> Context.training(Key.of(9));
            case INFERENCE -> Context.inference();
        };
        Tensor output = layer.forward(input, context);
        Tensor sum = output.multiply(random(7, output.shape().sizes())).sum();
        return sum.add(input.sum().multiply(0.25));
    }

    private static void agree(Function<Tensor, Tensor> function, Tensor point) {
        if (point.type().count() == 0) {
            return;
        }
        Tensor chain = Autodiff.gradient(function, point);
        Tensor nudged = Autodiff.finiteDifference(function, point);
        for (int i = 0; i < chain.type().count(); i++) {
            double expected = nudged.literal().get(i);
            assertThat(chain.literal().get(i))
                    .as("element %d", i)
                    .isCloseTo(expected, within(2e-6 * Math.max(1, Math.abs(expected))));
        }
    }
}
