package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.nn.recurrent.Lstm;
import gradus.nn.spatial.AdaptiveAvgPool;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.Padding;
import gradus.nn.spatial.PoolOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every layer computes with bfloat16 numbers what it computes with float32 ones, to the roundings.
final class Bfloat16LayersTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("gradus.nn.layer.LayerGradientTest#samples")
    void outputs_and_gradients_are_those_of_float32(LayerGradientTest.Sample sample) {
        Bfloat16Check.check(sample.layer(), sample.input());
    }

    @Test
    void running_statistics_stay_float32() {
        BatchNorm layer = Parameters.as(BatchNorm.of(1), DType.BFLOAT16);
        assertThat(layer.scale().value().dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(layer.mean().value().dtype()).isEqualTo(DType.FLOAT32);
        Context context = Context.training(Key.of(1));
        layer.forward(Tensor.of(new float[][] {{100}, {101}}).as(DType.BFLOAT16), context);
        // 0.1 · 100.5, which bfloat16 would round to 10.0625
        assertThat(context.updates().get(layer.mean()).item()).isEqualTo((double) (0.1f * 100.5f));
    }

    @Test
    void a_recurrent_layer_takes_inputs_wider_than_its_weights() {
        Lstm layer = Parameters.as(Lstm.of(3, 2, Key.of(1)), DType.BFLOAT16);
        Tensor output = layer.forward(Tensor.ones(1, 4, 3), Context.inference());
        assertThat(output.dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void a_rate_of_dropping_is_not_rounded() {
        Tensor ones = Tensor.ones(100_000).as(DType.BFLOAT16);
        double kept = Dropout.of(0.001)
                .forward(ones, Context.training(Key.of(1)))
                .compare(CompareFn.GREATER, 0)
                .as(DType.FLOAT32)
                .mean()
                .item();
        assertThat(kept).isBetween(0.9985, 0.9995);
    }

    @Test
    void a_mean_over_very_many_is_exact_to_one_rounding() {
        Tensor row = Tensor.range(4000).as(DType.FLOAT32).reshape(1, 4000).as(DType.BFLOAT16);
        Tensor unit = Parameters.as(LayerNorm.of(4000), DType.BFLOAT16).forward(row, Context.inference());
        Tensor exact = LayerNorm.of(4000).forward(row.as(DType.FLOAT32), Context.inference());
        assertThat(unit.toDoubles()).isEqualTo(exact.as(DType.BFLOAT16).toDoubles());
    }

    @Test
    void means_of_windows_are_rounded_once() {
        Tensor pairs = Tensor.range(900).as(DType.FLOAT32).reshape(450, 2);
        Tensor turns =
                pairs.subtract(pairs.min(1).reshape(450, 1)).multiply(1.0 / 128).add(1);
        Tensor image = turns.reshape(1, 30, 30, 1).as(DType.BFLOAT16);
        double whole = image.mean().item();
        assertThat(whole).isEqualTo(1.0); // 1.00390625 lies midway, the even neighbour is 1
        Context context = Context.inference();
        PoolOptions half = PoolOptions.of(28, 28).withStride(30).withPadding(Padding.of(1));
        for (Layer pool : List.of(AvgPool.of2d(30), AvgPool.of2d(30).withoutPadding(), AdaptiveAvgPool.of(1, 1))) {
            assertThat(pool.forward(image, context).item()).as("%s", pool).isEqualTo(whole);
        }
        for (Layer pool : List.of(AvgPool.of(half), AvgPool.of(half).withoutPadding(), AdaptiveAvgPool.of(7, 7))) {
            Tensor exact = pool.forward(image.as(DType.FLOAT32), context);
            assertThat(pool.forward(image, context).toDoubles())
                    .as("%s", pool)
                    .isEqualTo(exact.as(DType.BFLOAT16).toDoubles());
        }
    }
}
