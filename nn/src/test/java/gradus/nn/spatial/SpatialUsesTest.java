package gradus.nn.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.op.Window;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Permute;
import gradus.nn.layer.Reshape;
import gradus.nn.spatial.Pad.Edge;
import org.junit.jupiter.api.Test;

/// What layers over space do at their edges, and what they say of wrong uses.
class SpatialUsesTest {
    private static Tensor line(float... values) {
        return Tensor.of(values).reshape(1, -1, 1);
    }

    private static float[] pad(Edge edge, int amount) {
        return Pad.of(edge, amount).forward(line(1, 2, 3), Context.inference()).toFloats();
    }

    @Test
    void edges_are_filled_as_the_table_says() {
        assertThat(pad(Edge.CONSTANT, 2)).containsExactly(0, 0, 1, 2, 3, 0, 0);
        assertThat(pad(Edge.REFLECT, 2)).containsExactly(3, 2, 1, 2, 3, 2, 1);
        assertThat(pad(Edge.REPLICATE, 2)).containsExactly(1, 1, 1, 2, 3, 3, 3);
        assertThat(pad(Edge.CIRCULAR, 2)).containsExactly(2, 3, 1, 2, 3, 1, 2);
        assertThat(pad(Edge.REPLICATE, 0)).containsExactly(1, 2, 3);
        assertThat(Pad.constant(7, 1).forward(line(1), Context.inference()).toFloats())
                .containsExactly(7, 1, 7);
    }

    @Test
    void global_pools_drop_the_places() {
        Tensor volume = Tensor.normal(Key.of(1), 2, 3, 4, 5, 6);
        Tensor mean = new GlobalAvgPool().forward(volume, Context.inference());
        Tensor max = new GlobalMaxPool().forward(volume, Context.inference());
        assertThat(mean.shape()).isEqualTo(Shape.of(2, 6));
        assertThat(mean.subtract(AdaptiveAvgPool.of(1, 1, 1)
                                .forward(volume, Context.inference())
                                .reshape(2, 6))
                        .abs()
                        .max()
                        .item())
                .isLessThan(1e-6);
        assertThat(max.toFloats())
                .isEqualTo(AdaptiveMaxPool.of(1, 1, 1)
                        .forward(volume, Context.inference())
                        .toFloats());
    }

    @Test
    void whole_channels_are_dropped_and_the_mean_stays() {
        Tensor output = ChannelDropout.of(0.25).forward(Tensor.ones(50, 3, 2, 40), Context.training(Key.of(4)));
        Tensor perChannel = output.reshape(50, 6, 40);
        int dropped = 0;
        for (int sample = 0; sample < 50; sample++) {
            for (int channel = 0; channel < 40; channel++) {
                double first = perChannel.get(sample, 0, channel);
                dropped += first == 0 ? 1 : 0;
                assertThat(first).isIn(0.0, (double) (float) (1 / 0.75));
                for (int place = 1; place < 6; place++) {
                    assertThat(perChannel.get(sample, place, channel)).isEqualTo(first);
                }
            }
        }
        assertThat(dropped).isBetween(420, 580);
        Tensor images = Tensor.ones(1, 2, 2, 3);
        assertThat(ChannelDropout.of(0.5).forward(images, Context.inference())).isSameAs(images);
    }

    @Test
    void a_last_window_that_would_begin_behind_the_input_is_left_out() {
        PoolOptions options =
                PoolOptions.of(2).withStride(3).withPadding(Padding.of(1)).roundingUp();
        Window window = options.window(Shape.of(5)); // begins at −1, 2 and 5, the last behind the input
        assertThat(window.slide("test", Shape.of(5))).isEqualTo(Shape.of(2));
        assertThat(MaxPool.of(options)
                        .forward(line(1, 2, 3, 4, 5), Context.inference())
                        .toFloats())
                .containsExactly(1, 4);
    }

    @Test
    void samples_keep_their_axis_when_reshaped_and_permuted() {
        Tensor images = Tensor.range(24).reshape(2, 3, 4);
        assertThat(Reshape.of(2, -1).forward(images, Context.inference()).shape())
                .isEqualTo(Shape.of(2, 2, 6));
        assertThat(Permute.of(2, 1).forward(images, Context.inference()).shape())
                .isEqualTo(Shape.of(2, 4, 3));
    }

    @Test
    void layers_say_what_they_are() {
        assertThat(MaxPool.of(PoolOptions.of(3, 3)
                        .withStride(2)
                        .withPadding(Padding.same())
                        .roundingUp()))
                .hasToString("MaxPool 3 × 3, stride 2 × 2, same, rounding up");
        assertThat(AvgPool.of1d(2).withoutPadding()).hasToString("AvgPool 2, padding not counted");
        assertThat(Upsample.linear(2, 2)).hasToString("Upsample 2 × 2 linear");
        assertThat(Pad.of(Edge.REFLECT, 1, 2)).hasToString("Pad 1 × 2 reflecting");
        assertThat(AdaptiveAvgPool.of(7, 7)).hasToString("AdaptiveAvgPool 7 × 7");
    }

    private static void says(String message, Runnable use) {
        assertThatThrownBy(use::run).isInstanceOf(ShapeException.class).hasMessageStartingWith(message);
    }

    @Test
    void wrong_shapes_name_layer_rule_and_what_was_given() {
        Tensor rows = Tensor.zeros(2, 3);
        Tensor images = Tensor.zeros(2, 3, 4, 5);
        Context context = Context.inference();
        says(
                "max pool: the input must be [batch, height, width, channels], got [2, 3] at ",
                () -> MaxPool.of2d(2).forward(rows, context));
        says(
                "average pool: the input must be [batch, time, channels], got [2, 3, 4, 5] at ",
                () -> AvgPool.of1d(2).forward(images, context));
        says(
                "global average pool: the input must be [batch, spatial…, channels] with at least one place, got"
                        + " [2, 3] at ",
                () -> new GlobalAvgPool().forward(rows, context));
        says(
                "adaptive max pool: the input must be [batch, depth, height, width, channels], got [2, 3, 4, 5] at ",
                () -> AdaptiveMaxPool.of(1, 1, 1).forward(images, context));
        says(
                "upsample: the input must be [batch, height, width, channels], got [2, 3] at ",
                () -> Upsample.nearest(2, 2).forward(rows, context));
        says(
                "pad: the input must be [batch, spatial…, channels] with 1 spatial axes, got [2, 3, 4, 5] at ",
                () -> Pad.of(Edge.CONSTANT, 1).forward(images, context));
        says(
                "pad: the edge REFLECT gives at most 2 places on each side of an axis of size 3, got 3 and 3 on axis 1 of"
                        + " [2, 3, 4, 5] at ",
                () -> Pad.of(Edge.REFLECT, 3, 1).forward(images, context));
        says(
                "pixel shuffle: the channels must be a multiple of 4, got [2, 3, 4, 5] at ",
                () -> PixelShuffle.of(2).forward(images, context));
        says(
                "channel dropout: the input must be [batch, spatial…, channels] with at least one place, got [2, 3] at ",
                () -> ChannelDropout.of(0.5).forward(rows, context));
        says(
                "reshape: a sample must have 61 numbers for [61], got [2, 3, 4, 5] at ",
                () -> Reshape.of(61).forward(images, context));
        says(
                "permute: the input must have 3 axes, the samples and [2, 1], got [2, 3, 4, 5] at ",
                () -> Permute.of(2, 1).forward(images, context));
    }

    @Test
    void wrong_options_are_named() {
        assertThatThrownBy(() -> PoolOptions.of(2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool: the size must be at least 1, got [2, 0]");
        assertThatThrownBy(() -> PoolOptions.of(2, 2).withStride(1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool: the stride must be one number or 2, got [1, 2, 3]");
        assertThatThrownBy(() -> PoolOptions.of(1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool: the window has 1 to 3 sizes, got [1, 1, 1, 1]");
        assertThatThrownBy(() -> AdaptiveAvgPool.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("adaptive average pool: the bins must be one to three positive numbers, got [0]");
        assertThatThrownBy(() -> ChannelDropout.of(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Permute.of(1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("permute: the order must name each axis from 1 to 2 once; axis 0, the samples, stays, got"
                        + " [1, 3]");
        assertThatThrownBy(() -> Reshape.of(-1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reshape: the sizes must not be negative, but one may be -1, got [-1, -1]");
    }
}
