package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;

/// Holds a layer of bfloat16 numbers against the same layer, with the very same numbers, in float32.
public final class Bfloat16Check {
    /// Eight units of rounding, as a share of the largest element: layers here have fewer roundings in a row.
    private static final double OUTPUT = 8 * 0x1p-8;
    /// Gradients are rounded on the way forward and on the way back.
    private static final double GRADIENT = 16 * 0x1p-8;

    private Bfloat16Check() {}

    /// Compares outputs and gradients in both modes; the outputs must be bfloat16 themselves.
    public static void check(Layer layer, Tensor input) {
        Layer narrow = Parameters.as(layer, DType.BFLOAT16);
        Layer wide = Parameters.as(narrow, DType.FLOAT32);
        Tensor x = input.as(DType.BFLOAT16);
        for (Mode mode : Mode.values()) {
            Tensor output = narrow.forward(x, context(mode));
            assertThat(output.dtype()).isEqualTo(DType.BFLOAT16);
            near("output", output, wide.forward(x.as(DType.FLOAT32), context(mode)), OUTPUT);
            Tensor theta = Parameters.flatten(narrow).as(DType.BFLOAT16);
            if (theta.type().count() > 0) {
                Tensor expected = Autodiff.gradient(
                        t -> probe(Parameters.restore(wide, t), x.as(DType.FLOAT32), mode), theta.as(DType.FLOAT32));
                Tensor found = Autodiff.gradient(t -> probe(Parameters.restore(narrow, t), x, mode), theta);
                assertThat(found.dtype()).isEqualTo(DType.BFLOAT16);
                near("gradient", found, expected, GRADIENT);
            }
        }
    }

    private static Context context(Mode mode) {
        return switch (mode) {
            case TRAINING -> Context.training(Key.of(9));
            case INFERENCE -> Context.inference();
        };
    }

    private static Tensor probe(Layer layer, Tensor input, Mode mode) {
        Tensor output = layer.forward(input, context(mode));
        Literal weights = Literal.zeros(output.type().with(DType.FLOAT32));
        for (int i = 0; i < weights.count(); i++) {
            weights.set(i, DType.BFLOAT16.nearest(Key.of(7).normal(i)));
        }
        return output.multiply(Tensor.of(weights)).sum();
    }

    private static void near(String what, Tensor found, Tensor expected, double share) {
        double[] want = expected.toDoubles();
        double[] got = found.toDoubles();
        double largest = 0;
        for (double value : want) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(got).as(what).hasSameSizeAs(want);
        for (int i = 0; i < want.length; i++) {
            assertThat(got[i]).as("%s, element %d", what, i).isCloseTo(want[i], within(share * largest));
        }
    }
}
