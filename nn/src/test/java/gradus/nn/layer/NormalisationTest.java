package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.init.Initializer;
import org.junit.jupiter.api.Test;

class NormalisationTest {
    private static final Tensor BATCH = Tensor.of(new float[][] {{1, 10}, {2, 20}, {3, 60}});

    @Test
    void t_training_normalises_by_the_biased_variance_of_the_batch() {
        Tensor output = BatchNorm.of(2).forward(BATCH, Context.training(Key.of(0)));
        assertThat(output.get(0, 0)).isCloseTo(-1 / Math.sqrt(2.0 / 3 + 1e-5), within(1e-5));
        assertThat(output.get(1, 0)).isCloseTo(0, within(1e-6));
        assertThat(output.get(2, 1)).isCloseTo(30 / Math.sqrt(1400.0 / 3 + 1e-5), within(1e-5));
    }

    @Test
    void t_the_running_variance_is_bessel_corrected() {
        BatchNorm layer = BatchNorm.of(2);
        Context context = Context.training(Key.of(0));
        layer.forward(BATCH, context);
        assertThat(context.updates().get(layer.mean()).toDoubles()[0]).isCloseTo(0.2, within(1e-6));
        assertThat(context.updates().get(layer.mean()).toDoubles()[1]).isCloseTo(3, within(1e-5));
        assertThat(context.updates().get(layer.variance()).toDoubles()[0]).isCloseTo(0.9 + 0.1 * 1, within(1e-6));
        assertThat(context.updates().get(layer.variance()).toDoubles()[1]).isCloseTo(0.9 + 0.1 * 700, within(1e-4));
    }

    @Test
    void t_inference_uses_the_running_statistics_and_moves_nothing() {
        BatchNorm layer = new BatchNorm(
                new Param(Tensor.of(2f)),
                new Param(Tensor.of(1f)),
                new Stat(Tensor.of(5f)),
                new Stat(Tensor.of(4f)),
                0.1,
                1e-5);
        Context context = Context.inference();
        Tensor output = layer.forward(Tensor.of(new float[][] {{9}}), context);
        assertThat(output.item()).isCloseTo(5, within(1e-4));
        assertThat(context.updates()).isEmpty();
    }

    @Test
    void a_layer_used_twice_moves_its_statistics_twice() {
        BatchNorm layer = BatchNorm.of(1);
        Context context = Context.training(Key.of(0));
        Tensor batch = Tensor.of(new float[][] {{9}, {11}});
        layer.forward(batch, context);
        layer.forward(batch, context);
        assertThat(context.updates().get(layer.mean()).item()).isCloseTo(0.9 * 1 + 0.1 * 10, within(1e-5));
    }

    @Test
    void n9_one_value_per_feature_has_no_variance() {
        assertThatThrownBy(() -> BatchNorm.of(2).forward(Tensor.zeros(1, 2), Context.training(Key.of(0))))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("batch norm: training needs at least two values per feature to have a variance,"
                        + " got [1, 2] at ")
                .hasMessageEndingWith(
                        "use larger batches, leave the last small one out by Training.lastBatch(DROP), or predict in"
                                + " inference mode");
        assertThat(BatchNorm.of(2)
                        .forward(Tensor.zeros(1, 2), Context.inference())
                        .shape()
                        .size(0))
                .isOne();
    }

    @Test
    void g11_the_sum_of_a_normalised_row_has_gradient_zero_and_that_is_right() {
        Tensor x = Tensor.of(new double[][] {{1, 2, 4}});
        LayerNorm layer = Parameters.as(LayerNorm.of(3), DType.FLOAT64);
        Tensor gradient =
                Autodiff.gradient(p -> layer.forward(p, Context.inference()).sum(), x);
        assertThat(gradient.abs().max().item()).isLessThan(1e-12);
        Tensor probe = Tensor.of(new double[][] {{1, -2, 0.5}});
        Tensor probed = Autodiff.gradient(
                p -> layer.forward(p, Context.inference()).multiply(probe).sum(), x);
        assertThat(probed.abs().max().item()).isGreaterThan(0.1);
    }

    @Test
    void g9_the_gradient_of_a_rank_3_input_is_that_of_its_rows() {
        LayerNorm layer = Parameters.as(LayerNorm.of(5), DType.FLOAT64);
        Tensor rows =
                Initializer.normal(0, 1).create(Shape.of(6, 5), 5, 5, Key.of(3)).as(DType.FLOAT64);
        Tensor probe = Tensor.of(new double[] {1, -2, 0.5, 3, -1});
        Tensor flat = Autodiff.gradient(
                p -> layer.forward(p, Context.inference()).multiply(probe).sum(), rows);
        Tensor deep = Autodiff.gradient(
                p -> layer.forward(p, Context.inference()).multiply(probe).sum(), rows.reshape(2, 3, 5));
        assertThat(deep.reshape(6, 5).literal()).isEqualTo(flat.literal());
    }

    @Test
    void wrong_features_and_options_are_errors() {
        assertThatThrownBy(() -> LayerNorm.of(3).forward(Tensor.zeros(2, 4), Context.inference()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer norm: the input must have the shape [samples, …, 3], got [2, 4]");
        assertThatThrownBy(() -> new LayerNorm(new Param(Tensor.ones(1)), new Param(Tensor.ones(1)), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BatchNorm.of(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
