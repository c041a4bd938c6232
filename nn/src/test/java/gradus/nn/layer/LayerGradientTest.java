package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.init.Initializer;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.MeanOverTime;
import gradus.nn.recurrent.RecurrentLayer;
import gradus.nn.recurrent.RecurrentOptions;
import gradus.nn.recurrent.RecurrentStart;
import gradus.nn.recurrent.Rnn;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvOptions;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.DepthwiseSeparable;
import gradus.nn.spatial.Padding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Gradients of every layer, of its parameters and its input, against finite differences in float64. The probe has
/// random weights: the plain sum of a normalised row has gradient zero (G11).
class LayerGradientTest {
    private static final RecurrentOptions DEEP = RecurrentOptions.defaults()
            .withDirections(RecurrentOptions.Directions.BOTH_CONCATENATED)
            .withDropout(0.3);

    private static RecurrentLayer deep(RecurrentLayer layer) {
        return layer instanceof Lstm lstm ? lstm.withLearnedStart() : layer;
    }

    record Sample(Layer layer, Tensor input) {
        @Override
        public String toString() {
            return layer.toString().lines().findFirst().orElse("");
        }
    }

    private static Tensor random(long seed, int... sizes) {
        double[] values = new double[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Key.of(seed).normal(i);
        }
        return Tensor.of(Literal.of(values, sizes));
    }

    private static Param param(long seed, int... sizes) {
        return new Param(random(seed, sizes));
    }

    private static Stat stat(long seed, int... sizes) {
        return new Stat(random(seed, sizes).square().add(0.5));
    }

    static List<Sample> samples() {
        Key key = Key.of(5);
        Linear linear = Linear.of(3, 2, Initializer.glorotNormal(), Initializer.torchLinear(), key);
        Linear square = Linear.of(3, 3, Initializer.heNormal(), Initializer.torchLinear(), key);
        Tensor rows = random(1, 4, 3);
        Tensor table = random(2, 4, 2).concat(1, Tensor.of(new double[][] {{0, 1}, {1, 0}, {2, 1}, {2, 2}}));
        return List.of(
                new Sample(linear, rows),
                new Sample(linear, random(1, 2, 4, 3)),
                new Sample(linear, random(1, 3)),
                new Sample(Linear.withoutBias(3, 2, Initializer.lecunUniform(), key), rows),
                new Sample(new Activate(Activation.SOFTMAX), rows),
                new Sample(Prelu.of(3), rows),
                new Sample(Dropout.of(0.4), rows),
                new Sample(Residual.of(square), rows),
                new Sample(new Twice(square, square), rows),
                new Sample(new BatchNorm(param(3, 3), param(4, 3), stat(5, 3), stat(6, 3), 0.1, 1e-5), rows),
                new Sample(
                        new BatchNorm(param(3, 3), param(4, 3), stat(5, 3), stat(6, 3), 0.1, 1e-5), random(1, 2, 3, 3)),
                new Sample(new LayerNorm(param(3, 3), param(4, 3), 1e-5), rows),
                new Sample(
                        new GroupNorm(2, Optional.of(param(3, 4)), Optional.of(param(4, 4)), 1e-5),
                        random(1, 2, 3, 2, 4)),
                new Sample(GroupNorm.withoutAffine(1), random(1, 3, 4)),
                new Sample(InstanceNorm.of(3), random(1, 2, 4, 3)),
                new Sample(InstanceNorm.withoutAffine().withRunningStatistics(3), random(1, 2, 4, 3)),
                new Sample(new RmsNorm(param(3, 3), 1e-6), rows),
                new Sample(new Flatten(), random(1, 2, 3, 2)),
                new Sample(deep(Lstm.of(3, 2, 2, DEEP, RecurrentStart.TORCH, key)), random(1, 2, 3, 3)),
                new Sample(deep(Gru.of(3, 2, 2, DEEP, RecurrentStart.TORCH, key)), random(1, 2, 3, 3)),
                new Sample(Gru.of(3, 2, 2, DEEP, key).with(Gru.Reset.BEFORE).withLearnedStart(), random(1, 2, 3, 3)),
                new Sample(Rnn.of(3, 2, key).stateful(2), random(1, 2, 3, 3)),
                new Sample(Lstm.of(3, 2, key).stateful(2), random(1, 2, 3, 3)),
                new Sample(new LastStep(), random(1, 2, 3, 2)),
                new Sample(new MeanOverTime(), random(1, 2, 3, 2)),
                new Sample(new PickChannels(List.of(2, 0, 2)), random(1, 2, 2, 3)),
                new Sample(new ChannelWise(linear), random(1, 2, 3, 2)),
                new Sample(new RadialBasis(param(3, 2, 3), 0.4), rows),
                new Sample(new ExponentialBasis(param(3, 2, 3), 0.4), rows),
                new Sample(new PiecewiseLinear(List.of(0, 2), List.of(-9.0, -8.0), List.of(7.0, 9.0)), rows),
                new Sample(new Blend(List.of(square, square), List.of(0.3, 0.7), Ensemble.Join.VALUES), rows),
                new Sample(new Blend(List.of(square, square), List.of(0.3, 0.7), Ensemble.Join.PROBABILITIES), rows),
                new Sample(FromLastValue.of(new ChannelWise(linear), 2, List.of(1, 0)), random(1, 2, 3, 2)),
                new Sample(
                        Conv.of1d(2, 4, ConvOptions.of(3).withGroups(2).withTorchStart(), key)
                                .withPadding(Padding.causal()),
                        random(1, 2, 5, 2)),
                new Sample(Conv.of2d(2, 3, 3, key).withStride(2).withPadding(Padding.same()), random(1, 2, 4, 5, 2)),
                new Sample(Conv.of3d(1, 2, 2, key).withDilation(2, 1, 1), random(1, 1, 4, 3, 2, 1)),
                new Sample(
                        ConvTranspose.of2d(2, 1, 3, key).withStride(2).withPadding(Padding.of(1)),
                        random(1, 1, 3, 2, 2)),
                new Sample(DepthwiseSeparable.of(2, 3, 2, key), random(1, 1, 3, 4, 2)),
                new Sample(TabularInput.of(2, List.of(2, 3), key), table),
                new Sample(
                        Networks.mlp(4, 3)
                                .activation(Activation.TANH)
                                .normalization(Normalization.BATCH)
                                .dropout(0.2)
                                .build(Shape.of(3), 2, key),
                        rows));
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
        return output.multiply(random(7, output.shape().sizes())).sum();
    }

    private static void agree(Function<Tensor, Tensor> function, Tensor point) {
        if (point.type().count() == 0) {
            return;
        }
        // columns of categories jump, so they are nudged by less than half a category and stay where they are
        Tensor chain = Autodiff.gradient(function, point);
        Tensor nudged = Autodiff.finiteDifference(function, point);
        for (int i = 0; i < chain.type().count(); i++) {
            double expected = nudged.literal().get(i);
            assertThat(chain.literal().get(i))
                    .as("element %d", i)
                    .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
        }
    }
}
