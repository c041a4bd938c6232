package gradus.nn.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import gradus.nn.init.Initializer;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Param;
import gradus.nn.layer.Parameters;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvolutionLayersTest {
    private static final Key KEY = Key.of(3);

    private static Tensor forward(Layer layer, Tensor x) {
        return layer.forward(x, Context.inference());
    }

    private static Tensor counting(int... sizes) {
        int count = 1;
        for (int size : sizes) {
            count *= size;
        }
        return Tensor.range(count).as(DType.FLOAT32).reshape(sizes);
    }

    private static Param ones(int... sizes) {
        return new Param(Tensor.ones(sizes));
    }

    @Test
    void C_same_padding_at_stride_2_puts_the_odd_place_after_the_input_as_TensorFlow_does() {
        Conv layer = new Conv(
                new Param(Tensor.of(Literal.of(new float[] {100, 10, 1}, 3, 1, 1))),
                Optional.empty(),
                List.of(2),
                Padding.same(),
                List.of(1),
                1);
        assertThat(forward(layer, counting(1, 6, 1)).toDoubles()).containsExactly(12, 234, 450);
        assertThat(forward(layer, counting(1, 5, 1)).toDoubles()).containsExactly(1, 123, 340);
        assertThat(forward(layer.withPadding(Padding.of(1)), counting(1, 6, 1)).toDoubles())
                .as("PyTorch's padding=1 reads other places")
                .containsExactly(1, 123, 345);
    }

    @Test
    void C_a_transposed_convolution_is_not_shifted() {
        Param kernel = new Param(Tensor.of(Literal.of(new float[] {100, 10, 1}, 3, 1, 1)));
        Tensor x = Tensor.of(Literal.of(new float[] {1, 2, 3}, 1, 3, 1));
        ConvTranspose layer =
                new ConvTranspose(kernel, Optional.empty(), List.of(2), Padding.valid(), List.of(0), List.of(1), 1);
        assertThat(forward(layer, x).toDoubles()).containsExactly(100, 10, 201, 20, 302, 30, 3);
        assertThat(forward(layer.withPadding(Padding.same()), x).toDoubles())
                .as("TensorFlow's same: twice the size, cut at the end")
                .containsExactly(100, 10, 201, 20, 302, 30);
        assertThat(forward(layer.withPadding(Padding.of(1)), x).toDoubles()).containsExactly(10, 201, 20, 302, 30);
        assertThat(forward(layer.withPadding(Padding.of(1)).withOutputPadding(1), x)
                        .toDoubles())
                .containsExactly(10, 201, 20, 302, 30, 3);
    }

    @Test
    void same_padding_fills_what_a_short_kernel_does_not_reach() {
        ConvTranspose layer = new ConvTranspose(
                ones(1, 1, 1), Optional.empty(), List.of(3), Padding.same(), List.of(0), List.of(1), 1);
        assertThat(forward(layer, Tensor.ones(1, 2, 1)).toDoubles()).containsExactly(1, 0, 0, 1, 0, 0);
    }

    @Test
    void causal_padding_sees_no_later_place() {
        Conv layer = new Conv(ones(2, 1, 1), Optional.empty(), List.of(1), Padding.causal(), List.of(2), 1);
        assertThat(forward(layer, counting(1, 5, 1)).toDoubles()).containsExactly(0, 1, 2, 4, 6);
    }

    @Test
    void same_padding_keeps_the_size_for_every_kernel_and_dilation() {
        for (int size = 1; size < 6; size++) {
            for (int dilation = 1; dilation < 4; dilation++) {
                Conv layer =
                        Conv.of2d(2, 3, size, KEY).withPadding(Padding.same()).withDilation(dilation);
                assertThat(forward(layer, Tensor.ones(1, 5, 4, 2)).shape().sizes())
                        .containsExactly(1, 5, 4, 3);
            }
        }
    }

    @Test
    void the_default_start_is_He_with_kernel_positions_times_channels_per_group_as_fan() {
        assertThat(deviation(Conv.of2d(16, 64, 3, KEY).weight())).isCloseTo(Math.sqrt(2.0 / (9 * 16)), within(4e-3));
        ConvOptions grouped = ConvOptions.of(3).withGroups(8);
        assertThat(deviation(Conv.of2d(64, 128, grouped, KEY).weight()))
                .isCloseTo(Math.sqrt(2.0 / (9 * 8)), within(4e-3));
        ConvOptions glorot = ConvOptions.of(3).withWeights(Initializer.glorotUniform());
        assertThat(deviation(Conv.of2d(16, 64, glorot, KEY).weight()))
                .isCloseTo(Math.sqrt(2.0 / (9 * 16 + 9 * 64)), within(2e-3));
        ConvOptions torch = ConvOptions.of(5).withTorchStart();
        Conv line = Conv.of1d(8, 64, torch, KEY);
        assertThat(largest(line.weight().value())).isBetween(0.95 / Math.sqrt(40), 1 / Math.sqrt(40));
        assertThat(largest(line.bias().orElseThrow().value())).isBetween(0.8 / Math.sqrt(40), 1 / Math.sqrt(40));
    }

    @Test
    void the_fan_of_a_transposed_convolution_counts_what_meets_in_one_element() {
        ConvOptions options = ConvOptions.of(4).withStride(2);
        assertThat(deviation(ConvTranspose.of2d(32, 16, options, KEY).weight()))
                .isCloseTo(Math.sqrt(2.0 / (4 * 32)), within(4e-3));
    }

    @Test
    void the_start_of_PyTorch_counts_the_fan_of_a_transposed_convolution_as_PyTorch_does() {
        // PyTorch's weight is [in, out / groups, kernel…] and its fan the size but for the first axis
        ConvOptions plane = ConvOptions.of(3).withStride(2).withGroups(2).withTorchStart();
        requireBound(ConvTranspose.of2d(64, 32, plane, KEY), 1 / Math.sqrt(32 / 2 * 9));
        ConvOptions line = ConvOptions.of(5).withStride(3).withTorchStart();
        requireBound(ConvTranspose.of1d(4, 64, line, KEY), 1 / Math.sqrt(64 * 5));
    }

    private static void requireBound(ConvTranspose layer, double bound) {
        assertThat(largest(layer.weight().value())).isBetween(0.95 * bound, bound);
        assertThat(largest(layer.bias().orElseThrow().value())).isBetween(0.8 * bound, bound);
    }

    private static double deviation(Param param) {
        return Math.sqrt(param.value().square().mean().item());
    }

    private static double largest(Tensor x) {
        return x.abs().max().item();
    }

    @Test
    void a_depthwise_separable_layer_has_few_weights_and_the_size_of_a_full_one() {
        DepthwiseSeparable layer =
                DepthwiseSeparable.of(8, 16, ConvOptions.of(3).withStride(2), KEY);
        assertThat(Parameters.count(layer)).isEqualTo(9 * 8 + 8 * 16 + 16);
        assertThat(forward(layer, Tensor.ones(2, 7, 9, 8)).shape().sizes()).containsExactly(2, 3, 4, 16);
        assertThatThrownBy(() -> DepthwiseSeparable.of(4, 4, ConvOptions.of(3).withGroups(2), KEY))
                .hasMessage("depthwise separable: its groups are the channels, leave them at 1, got 2");
    }

    @Test
    void layers_print_what_they_are() {
        assertThat(Conv.of2d(3, 32, 3, KEY)).hasToString("Conv2d 3 → 32, kernel 3 × 3");
        ConvOptions options = ConvOptions.of(3, 5)
                .withStride(2)
                .withPadding(Padding.same())
                .withGroups(3)
                .withoutBias();
        assertThat(Conv.of2d(3, 6, options, KEY))
                .hasToString("Conv2d 3 → 6, kernel 3 × 5, stride 2 × 2, same, 3 groups, without bias");
        assertThat(ConvTranspose.of1d(4, 2, 3, KEY)
                        .withStride(2)
                        .withPadding(Padding.of(1))
                        .withOutputPadding(1))
                .hasToString("ConvTranspose1d 4 → 2, kernel 3, stride 2, padding 1, output padding 1");
        assertThat(Padding.of(new int[] {1}, new int[] {2})).hasToString("padding 1 before and 2 after");
        assertThat(DepthwiseSeparable.of(8, 16, 3, KEY)).hasToString("DepthwiseSeparable 8 → 16");
    }

    @Test
    void errors_name_the_layer_what_it_needs_what_it_got_and_the_line() {
        Layer conv = Conv.of2d(3, 8, 3, KEY);
        assertThatThrownBy(() -> forward(conv, Tensor.ones(8, 28, 28, 1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("conv2d: the input must be [batch, height, width, 3], got [8, 28, 28, 1]")
                .hasMessageEndingWith("; the last axis holds the channels");
        assertThatThrownBy(() -> forward(conv, Tensor.ones(8, 3, 28, 28)))
                .hasMessageEndingWith("; channels come last here, did you mean transpose(List.of(0, 2, 3, 1))?");
        assertThatThrownBy(() -> forward(Conv.of3d(2, 8, 3, KEY), Tensor.ones(8, 28, 28, 2)))
                .hasMessageStartingWith(
                        "conv3d: the input must be [batch, depth, height, width, 2], got [8, 28, 28, 2]");
        assertThatThrownBy(() -> forward(Conv.of1d(2, 8, 3, KEY).withDilation(4), Tensor.ones(8, 7, 2)))
                .hasMessageStartingWith("conv1d: the window must fit into the padded input, got a window of 3 reaching"
                        + " over 9 on 7 + 0 of padding at spatial axis 0")
                .hasMessageEndingWith("; pad more, or take a smaller window or a larger input");
        assertThatThrownBy(() -> forward(ConvTranspose.of2d(2, 1, 3, KEY), Tensor.ones(8, 7, 7, 3)))
                .hasMessageStartingWith("conv transpose2d: the input must be [batch, height, width, 2], got");
        assertThatThrownBy(() ->
                        forward(ConvTranspose.of1d(2, 1, 3, KEY).withPadding(Padding.of(4)), Tensor.ones(1, 2, 2)))
                .hasMessageStartingWith("conv transpose1d: the padding cuts off the whole result, got -4 at spatial"
                        + " axis 0 for an input of [1, 2, 2]");
    }

    @Test
    void parts_that_do_not_fit_are_refused_with_a_reason() {
        assertThatThrownBy(() -> Conv.of2d(3, 8, ConvOptions.of(3).withGroups(2), KEY))
                .hasMessage("conv2d: the groups must divide the channels, got 2 groups for 3 channels in and 8 out");
        assertThatThrownBy(() -> Conv.of2d(3, 0, 3, KEY))
                .hasMessage("conv2d: there must be channels, got 3 in and 0 out");
        assertThatThrownBy(() -> Conv.of2d(3, 8, ConvOptions.of(3, 3, 3), KEY))
                .hasMessage("conv2d: the kernel must be one number or 2, got [3, 3, 3]");
        assertThatThrownBy(() -> Conv.of2d(3, 8, 3, KEY).withStride(0))
                .hasMessage("conv2d: the stride must be at least 1, got [0]");
        assertThatThrownBy(() -> Conv.of2d(3, 8, 3, KEY).withPadding(Padding.causal()))
                .hasMessageStartingWith("conv2d: causal padding is for sequences, [batch, time, channels]");
        assertThatThrownBy(() -> Conv.of2d(3, 8, 3, KEY).withPadding(Padding.of(1, 2, 3)))
                .hasMessage("conv2d: the padding must be one number or one per axis, 2, got 3");
        assertThatThrownBy(() -> ConvTranspose.of1d(3, 8, 3, KEY).withPadding(Padding.causal()))
                .hasMessage("conv transpose1d: causal padding is for convolutions, not for transposed ones");
        assertThatThrownBy(() -> ConvTranspose.of1d(3, 8, 3, KEY)
                        .withPadding(Padding.same())
                        .withOutputPadding(1))
                .hasMessageStartingWith("conv transpose1d: the padding `same` fixes the size to input · stride");
        assertThatThrownBy(() -> ConvTranspose.of1d(3, 8, 3, KEY).withOutputPadding(-1))
                .hasMessage("conv transpose1d: the output padding must be one number or 1, none negative, got [-1]");
        assertThatThrownBy(() -> Padding.of(-1)).hasMessageStartingWith("padding: must not be negative, got [-1]");
        assertThatThrownBy(() -> Padding.of(new int[] {1}, new int[] {1, 2}))
                .hasMessageStartingWith("padding: needs one number for all axes or one per axis");
        assertThatThrownBy(() -> new Conv(ones(3, 2), Optional.empty(), List.of(1), Padding.valid(), List.of(1), 1))
                .hasMessage("conv: the weight must be [1 to 3 sizes of the kernel, in / groups, out], got [3, 2]");
        assertThatThrownBy(
                        () -> new Conv(ones(3, 2, 4), Optional.of(ones(3)), List.of(1), Padding.valid(), List.of(1), 1))
                .hasMessage("conv1d: the bias must have one number per channel of the result, 4, got [3]");
    }
}
