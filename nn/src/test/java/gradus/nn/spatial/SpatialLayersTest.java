package gradus.nn.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.spi.Backends;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Permute;
import gradus.nn.layer.Reshape;
import gradus.nn.spatial.Pad.Edge;
import gradus.nn.spatial.Upsample.Interpolation;
import gradus.testkit.GradientCheck;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pooling, padding and enlarging layers against PyTorch: the shape of the result, and weighted sums of all its
/// numbers and of all numbers of the gradient; and against finite differences to the second order.
class SpatialLayersTest {
    /// What PyTorch gives for `x[i] = sin(1.3 i) + 0.1 (7 i mod 5)`: sums weighted by `cos(0.37 i)` of the
    /// result, and of the gradient of `Σ y[i] cos(0.9 i)`.
    record Sample(Layer layer, Shape input, Shape result, double output, double gradient) {
        @Override
        public String toString() {
            return layer + " of " + input;
        }
    }

    private static Sample sample(Layer layer, Shape input, Shape result, double output, double gradient) {
        return new Sample(layer, input, result, output, gradient);
    }

    private static PoolOptions partial() {
        return PoolOptions.of(3, 2).withStride(2, 3).withPadding(Padding.of(1)).roundingUp();
    }

    static Stream<Sample> samples() {
        return Stream.concat(pools(), shapes());
    }

    private static Stream<Sample> pools() {
        Shape volume = Shape.of(1, 3, 5, 4, 2);
        Shape bins = Shape.of(1, 2, 3, 2, 2);
        return Stream.of(
                sample(
                        MaxPool.of(partial().withDilation(1, 2)),
                        Shape.of(2, 7, 8, 3),
                        Shape.of(2, 4, 3, 3),
                        0.6289199499,
                        3.1385639094),
                sample(
                        MaxPool.of(PoolOptions.of(2, 2, 3).withStride(1, 2, 2).withPadding(Padding.of(1, 0, 1))),
                        Shape.of(2, 3, 5, 6, 2),
                        Shape.of(2, 4, 2, 3, 2),
                        -0.9313941219,
                        -0.9233933159),
                sample(AvgPool.of(partial()), Shape.of(2, 7, 9, 3), Shape.of(2, 4, 4, 3), -0.1025539579, 0.0788030026),
                sample(
                        AvgPool.of(partial()).withoutPadding(),
                        Shape.of(2, 7, 9, 3),
                        Shape.of(2, 4, 4, 3),
                        -0.1359956334,
                        1.0764685374),
                sample(
                        AvgPool.of(PoolOptions.of(3)
                                .withStride(2)
                                .withPadding(Padding.of(1))
                                .roundingUp()),
                        Shape.of(2, 8, 3),
                        Shape.of(2, 5, 3),
                        -2.0214232007,
                        2.4168789440),
                sample(
                        AvgPool.of(PoolOptions.of(2, 3, 2).withStride(2, 1, 2).withPadding(Padding.of(1, 1, 0)))
                                .withoutPadding(),
                        Shape.of(1, 4, 5, 6, 2),
                        Shape.of(1, 3, 5, 3, 2),
                        0.8614412893,
                        -2.4828482351),
                sample(
                        AdaptiveMaxPool.of(3, 4),
                        Shape.of(2, 7, 6, 3),
                        Shape.of(2, 3, 4, 3),
                        3.6653619011,
                        0.1963550234),
                sample(AdaptiveMaxPool.of(3), Shape.of(2, 7, 3), Shape.of(2, 3, 3), 1.5798243437, 5.0052848243),
                sample(AdaptiveAvgPool.of(2, 3, 2), volume, bins, 0.4517513062, 0.0993740313),
                sample(AdaptiveMaxPool.of(2, 3, 2), volume, bins, 2.7668008266, -0.3318757358));
    }

    private static Stream<Sample> shapes() {
        Shape image = Shape.of(2, 3, 4, 2);
        Shape large = Shape.of(2, 6, 12, 2);
        return Stream.of(
                sample(Upsample.nearest(2, 3), image, large, -0.5543751497, -0.1887073642),
                sample(Upsample.linear(2, 3), image, large, 0.2540936502, -1.3079609254),
                sample(
                        new Upsample(List.of(2, 3), Interpolation.LINEAR_ALIGNED),
                        image,
                        large,
                        0.6053121709,
                        -1.0348175587),
                sample(Upsample.linear(4), Shape.of(2, 3, 2), Shape.of(2, 12, 2), -9.4739828985, 1.7548750981),
                sample(
                        Upsample.linear(2, 2, 2),
                        Shape.of(1, 2, 3, 2, 2),
                        Shape.of(1, 4, 6, 4, 2),
                        3.3867878628,
                        -1.1601407525),
                sample(
                        new Upsample(List.of(3), Interpolation.LINEAR_ALIGNED),
                        Shape.of(2, 1, 2),
                        Shape.of(2, 3, 2),
                        0.4812847243,
                        -0.3978155490),
                sample(
                        new Pad(List.of(1, 2), List.of(2, 1), Edge.REFLECT, 0),
                        image,
                        Shape.of(2, 6, 7, 2),
                        -1.7114453227,
                        -0.0290518107),
                sample(
                        new Pad(List.of(1, 2), List.of(0, 5), Edge.REPLICATE, 0),
                        image,
                        Shape.of(2, 4, 11, 2),
                        0.5338976573,
                        -0.2569724259),
                sample(
                        new Pad(List.of(1, 2), List.of(3, 4), Edge.CIRCULAR, 0),
                        image,
                        Shape.of(2, 7, 10, 2),
                        1.2375395830,
                        1.0893981759),
                sample(
                        new Pad(List.of(1, 2), List.of(3, 4), Edge.CONSTANT, 0.5),
                        image,
                        Shape.of(2, 7, 10, 2),
                        -2.2995379588,
                        -0.7489467590),
                sample(
                        new Pad(List.of(3), List.of(2), Edge.REFLECT, 0),
                        Shape.of(2, 4, 2),
                        Shape.of(2, 9, 2),
                        1.1620488599,
                        -2.1310321514),
                sample(
                        new Pad(List.of(2, 0, 1), List.of(0, 1, 2), Edge.REPLICATE, 0),
                        Shape.of(1, 2, 3, 2, 2),
                        Shape.of(1, 4, 4, 5, 2),
                        -0.1881447950,
                        0.8895327315),
                sample(PixelShuffle.of(2), Shape.of(2, 2, 3, 8), Shape.of(2, 4, 6, 2), 3.0635856728, 12.2831603178));
    }

    private static Tensor waves(double step, Shape shape) {
        return filled(i -> Math.cos(step * i), shape);
    }

    private static Tensor input(Shape shape) {
        return filled(i -> Math.sin(1.3 * i) + 0.1 * ((i * 7) % 5), shape);
    }

    private static Tensor filled(IntToDoubleFunction element, Shape shape) {
        double[] values = IntStream.range(0, shape.count()).mapToDouble(element).toArray();
        return Tensor.of(Literal.of(values, shape.sizes()));
    }

    private static double weighted(Tensor values) {
        return values.multiply(waves(0.37, values.shape())).sum().item();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void values_and_gradients_are_those_of_pytorch(Sample sample) {
        Tensor x = input(sample.input());
        Tensor y = sample.layer().forward(x, Context.training(Key.of(1)));
        assertThat(y.shape()).isEqualTo(sample.result());
        assertThat(weighted(y)).isCloseTo(sample.output(), within(1e-9));
        Tensor gradient = Autodiff.gradient(
                p -> sample.layer()
                        .forward(p, Context.inference())
                        .multiply(waves(0.9, y.shape()))
                        .sum(),
                x);
        assertThat(weighted(gradient)).isCloseTo(sample.gradient(), within(1e-9));
        Tensor single = sample.layer().forward(x.as(DType.FLOAT32), Context.inference());
        assertThat(single.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(single.subtract(y.as(DType.FLOAT32)).abs().max().item()).isLessThan(1e-6);
    }

    static Stream<Sample> all() {
        Shape image = Shape.of(2, 3, 4, 2);
        return Stream.concat(
                samples(),
                Stream.of(
                        sample(new GlobalAvgPool(), image, image, 0, 0),
                        sample(new GlobalMaxPool(), image, image, 0, 0),
                        sample(ChannelDropout.of(0.4), image, image, 0, 0),
                        sample(Reshape.of(2, -1), image, image, 0, 0),
                        sample(Permute.of(3, 1, 2), image, image, 0, 0),
                        sample(
                                MaxPool.of(PoolOptions.of(3, 3).withStride(2).withPadding(Padding.same())),
                                image,
                                image,
                                0,
                                0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void first_and_second_derivatives_are_those_of_finite_differences(Sample sample) {
        new GradientCheck(Backends.standard())
                .check(
                        nodes -> {
                            // its square, so that a layer that is linear has a second derivative too
                            Tensor x = Tensor.of(nodes.getFirst());
                            return sample.layer()
                                    .forward(x, Context.training(Key.of(2)))
                                    .square()
                                    .node();
                        },
                        List.of(input(sample.input()).literal()));
    }
}
