package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Group, instance and root mean square normalisation, and masks; expected numbers are PyTorch's.
class NormLayersTest {
    private static final Tensor SCALE = Tensor.of(0.5, 1.0, 1.5, 2.0);
    private static final Tensor SHIFT = Tensor.of(0.1, 0.2, 0.3, 0.4);
    private static final Tensor IMAGES = filled(i -> Math.sin(1.3 * i) + 0.1 * ((i * 7) % 5), 2, 3, 2, 4);
    private static final Tensor PROBE = filled(i -> Math.cos(0.9 * i), 2, 3, 2, 4);

    private static Tensor filled(IntToDoubleFunction element, int... sizes) {
        Literal values = Literal.zeros(TensorType.of(DType.FLOAT64, sizes));
        for (int i = 0; i < values.count(); i++) {
            values.set(i, element.applyAsDouble(i));
        }
        return Tensor.of(values);
    }

    private static void starts(Tensor actual, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.literal().get(i)).as("element %d", i).isCloseTo(expected[i], within(2e-8));
        }
    }

    private static void agrees(Layer layer, double[] output, double[] gradient) {
        starts(layer.forward(IMAGES, Context.training(Key.of(1))), output);
        starts(
                Autodiff.gradient(
                        x -> layer.forward(x, Context.inference())
                                .multiply(PROBE)
                                .sum(),
                        IMAGES),
                gradient);
    }

    @Test
    void groups_of_channels_are_normalised_as_elsewhere() {
        agrees(
                new GroupNorm(1, Optional.of(new Param(SCALE)), Optional.of(new Param(SHIFT)), 1e-5),
                new double[] {-0.04060927, 1.54725271, 1.80012292, -1.80766685, -0.44889961, 0.21985512},
                new double[] {0.76532102, 0.43998316, -0.80133025, -2.21474984, -0.31351117, -0.32109715});
        agrees(
                new GroupNorm(2, Optional.of(new Param(SCALE)), Optional.of(new Param(SHIFT)), 1e-5),
                new double[] {-0.0481217, 1.56222137, 1.78832224, -1.75033171, -0.46393202, 0.21037549},
                new double[] {0.59323412, 0.53449073, -0.80407576, -1.88182423, -0.64215408, -0.4627978});
    }

    @Test
    void as_many_groups_as_channels_are_instances() {
        double[] output = {-0.03302297, 1.49024335, 1.73914835, -1.58544106, -0.46110351, 0.17326011};
        double[] gradient = {0.62269616, 0.32327291, -0.86158717, -1.58603195, -0.76501797, -0.49309758};
        agrees(new GroupNorm(4, Optional.of(new Param(SCALE)), Optional.of(new Param(SHIFT)), 1e-5), output, gradient);
        agrees(
                new InstanceNorm(
                        Optional.of(new Param(SCALE)),
                        Optional.of(new Param(SHIFT)),
                        Optional.empty(),
                        Optional.empty(),
                        0.1,
                        1e-5),
                output,
                gradient);
    }

    @Test
    void the_root_mean_square_is_taken_of_the_last_axis() {
        agrees(
                new RmsNorm(new Param(SCALE), 1e-6),
                new double[] {0.0, 1.4608865491608998, 1.7241642789261835, -1.4759204769737582},
                new double[] {0.6277668652372119, -0.06818563526927501, -1.0956082126932103, -1.8415005291160162});
    }

    @Test
    void t_running_statistics_of_instances_are_means_over_the_batch_and_bessel_corrected() {
        InstanceNorm layer = Parameters.as(InstanceNorm.withoutAffine().withRunningStatistics(4), DType.FLOAT64);
        Context context = Context.training(Key.of(0));
        layer.forward(IMAGES, context);
        Tensor mean = context.latest(layer.mean().orElseThrow());
        Tensor variance = context.latest(layer.variance().orElseThrow());
        starts(mean, 0.02027477800129563, 0.021791618614525415, 0.02240872985557471, 0.01777205011973787);
        starts(variance, 0.9538400231406461, 0.954928032799891, 0.9544062697066227, 0.9571174841997196);
        InstanceNorm moved = new InstanceNorm(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Stat(mean)),
                Optional.of(new Stat(variance)),
                0.1,
                1e-5);
        starts(
                moved.forward(IMAGES, Context.inference()),
                -0.020759460380558155,
                1.1683950989447167,
                0.9141713244154084,
                -0.6189515552884133);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void batch_norm_takes_any_rank_and_the_last_axis_as_features(int rank) {
        int[] sizes = new int[] {2, 3, 2, 2, 3};
        sizes[rank - 1] = 3;
        int[] taken = Arrays.copyOf(sizes, rank);
        Tensor input = Tensor.normal(Key.of(3), taken);
        Tensor output = BatchNorm.of(3).forward(input, Context.training(Key.of(1)));
        Tensor rows = BatchNorm.of(3).forward(input.reshape(-1, 3), Context.training(Key.of(1)));
        assertThat(output.shape()).isEqualTo(input.shape());
        assertThat(output.toDoubles()).isEqualTo(rows.toDoubles());
    }

    @Test
    void t_masked_places_enter_neither_the_moments_nor_the_running_statistics() {
        Tensor input = Tensor.of(new float[][] {{1, 10}, {2, 20}, {3, 60}, {Float.NaN, 1e9f}});
        Tensor mask = Tensor.of(1f, 1f, 1f, 0f).as(DType.BOOL);
        BatchNorm layer = BatchNorm.of(2);
        Context masked = Context.training(Key.of(0));
        Tensor output = layer.forward(input, mask, masked).slice(0, 0, 3);
        Context plain = Context.training(Key.of(0));
        Tensor expected = layer.forward(input.slice(0, 0, 3), plain);
        assertThat(output.subtract(expected).abs().max().item()).isLessThan(1e-6);
        for (Stat stat : List.of(layer.mean(), layer.variance())) {
            assertThat(masked.latest(stat)
                            .subtract(plain.latest(stat))
                            .abs()
                            .max()
                            .item())
                    .isLessThan(1e-4);
        }
        Tensor gradient = Autodiff.gradient(
                x -> layer.forward(x, mask, Context.training(Key.of(0)))
                        .slice(0, 0, 3)
                        .multiply(Tensor.of(new float[][] {{1, 2}, {-1, 3}, {2, 1}}))
                        .sum(),
                input);
        assertThat(gradient.slice(0, 3, 4).toDoubles()).containsOnly(0);
        assertThat(gradient.isFinite().all().item()).isEqualTo(1);
        assertThatThrownBy(() -> layer.forward(input, Tensor.ones(4), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("batch norm: the mask must be bool[4], the input's shape without its last"
                        + " axis, got float32[4] at ");
    }

    @Test
    void n9_one_place_per_channel_has_no_variance() {
        assertThatThrownBy(() -> InstanceNorm.of(2).forward(Tensor.zeros(3, 1, 1, 2), Context.training(Key.of(0))))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("instance norm: training needs at least two places per channel to have a"
                        + " variance, got [3, 1, 1, 2] at ")
                .hasMessageEndingWith("; use larger inputs or batch norm");
        assertThatThrownBy(() -> BatchNorm.of(2).forward(Tensor.zeros(1, 1, 1, 2), Context.training(Key.of(0))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("got [1, 1, 1, 2] at ");
    }

    @Test
    void wrong_channels_and_options_are_errors() {
        assertThatThrownBy(() -> GroupNorm.of(2, 4).forward(Tensor.zeros(2, 3, 3, 6), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "group norm: the input must have the shape [samples, …, 4], got [2, 3, 3, 6]" + " at ");
        assertThatThrownBy(() -> GroupNorm.withoutAffine(4).forward(Tensor.zeros(2, 3, 6), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "group norm: the number of groups must divide the channels, got 4 groups of 6 channels at ");
        assertThatThrownBy(() -> GroupNorm.of(4, 6)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> InstanceNorm.of(4).forward(Tensor.zeros(2, 4), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("instance norm: the input must have the shape [samples, …, 4], got [2, 4] at");
        assertThatThrownBy(() -> InstanceNorm.withoutAffine()
                        .withRunningStatistics(3)
                        .forward(Tensor.zeros(2, 5, 4), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("instance norm: the input's last size must be 3, got [2, 5, 4] at ");
        assertThatThrownBy(() -> new InstanceNorm(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Stat(Tensor.ones(1))),
                        Optional.empty(),
                        0.1,
                        1e-5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("instance norm: running mean and variance must be both there or neither, got only the"
                        + " mean");
        assertThatThrownBy(() -> GroupNorm.withoutAffine(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("group norm: at least one group is needed, got 0");
        assertThatThrownBy(() -> RmsNorm.of(4).forward(Tensor.zeros(2, 5), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("rms norm: the input must have the shape [samples, …, 4], got [2, 5] at ");
    }
}
