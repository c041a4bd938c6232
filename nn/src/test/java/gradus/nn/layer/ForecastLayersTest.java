package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.network.Networks;
import gradus.nn.network.PerChannel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Layers between a window of a series and its forecast, against loops.
class ForecastLayersTest {
    private static final Context PLAIN = Context.inference();

    private static Tensor window(int... sizes) {
        double[] values = new double[Shape.of(sizes).count()];
        Arrays.setAll(values, i -> (i * 7 % 11) - 3.5);
        return Tensor.of(Literal.of(values, sizes));
    }

    @Test
    void picked_channels_come_in_the_order_that_is_said() {
        Tensor picked = new PickChannels(List.of(2, 0)).forward(window(2, 3, 3), PLAIN);
        assertThat(picked.shape()).isEqualTo(Shape.of(2, 3, 2));
        assertThat(picked.at(2, 0).toDoubles())
                .containsExactly(window(2, 3, 3).at(2, 2).toDoubles());
        assertThatThrownBy(() -> new PickChannels(List.of(3)).forward(window(2, 3, 3), PLAIN))
                .hasMessageContaining("pick channels: the input must be [batch, …, channels] with more than 3 channels,"
                        + " got [2, 3, 3]");
        assertThatThrownBy(() -> new PickChannels(List.of())).hasMessageContaining("at least one place");
    }

    @Test
    void a_channel_wise_network_treats_every_channel_as_a_sample() {
        Layer linear = Parameters.as(Linear.of(4, 2, Key.of(1)), DType.FLOAT64);
        Tensor input = window(3, 4, 5);
        Tensor output = new ChannelWise(linear).forward(input, PLAIN);
        assertThat(output.shape()).isEqualTo(Shape.of(3, 2, 5));
        for (int c = 0; c < 5; c++) {
            double[] alone = linear.forward(input.at(2, c), PLAIN).toDoubles();
            assertThat(output.at(2, c).toDoubles())
                    .containsExactly(alone, org.assertj.core.api.Assertions.within(1e-12));
        }
        assertThatThrownBy(() -> new ChannelWise(linear).forward(window(3, 4), PLAIN))
                .hasMessageContaining("the input must be [batch, steps, channels], got [3, 4]");
        assertThatThrownBy(() -> new PerChannel(Networks.linear()).build(Shape.of(4, 3), 7, Key.of(0)))
                .hasMessageContaining("each channel gets equally many outputs, got [4, 3] and 7 outputs");
    }

    @Test
    void a_network_of_zeros_gives_the_naive_forecast() {
        Layer zero = Parameters.restore(Linear.of(12, 4, Key.of(1)), Tensor.of(Literal.zeros(TensorType.float32(52))));
        Layer layer = FromLastValue.of(Sequential.of(new Flatten(), zero), 2, List.of(1, 2));
        Tensor input = window(2, 4, 3).as(DType.FLOAT32);
        Tensor output = layer.forward(input, PLAIN);
        assertThat(output.shape()).isEqualTo(Shape.of(2, 2, 2));
        for (int t = 0; t < 2; t++) {
            assertThat(output.at(1, t).toDoubles())
                    .containsExactly(input.at(1, 3).slice(1, 1, 3).toDoubles());
        }
        assertThatThrownBy(() -> FromLastValue.of(new Flatten(), 2, List.of(0)).forward(input, PLAIN))
                .hasMessageContaining("the network must give 2 × 1 = 2 numbers for each window, got [2, 12]");
        assertThatThrownBy(() -> FromLastValue.of(new Flatten(), 0, List.of(0)))
                .hasMessageContaining("the horizon must be at least 1 step, got 0");
    }
}
