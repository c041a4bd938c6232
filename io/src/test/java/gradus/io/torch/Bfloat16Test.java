package gradus.io.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Bfloat16;
import gradus.core.type.DType;
import gradus.nn.layer.Context;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Param;
import org.junit.jupiter.api.Test;

/// Numbers of bfloat16 are rounded as PyTorch rounds them, and functions of them agree to one unit in the last place.
final class Bfloat16Test {
    private static final TorchCase CASE =
            TorchCase.ofKind("bfloat16").getFirst().getPayload();

    @Test
    void casts_of_awkward_numbers_are_those_of_py_torch_bit_for_bit() {
        Tensor numbers = CASE.tensor("cast.in");
        Tensor expected = CASE.tensor("cast.out");
        assertThat(expected.dtype()).isEqualTo(DType.BFLOAT16);
        short[] want = expected.literal().shorts();
        short[] got = numbers.as(DType.BFLOAT16).literal().shorts();
        int[] nans = new int[1];
        for (int i = 0; i < want.length; i++) {
            double number = numbers.literal().get(i);
            if (Double.isNaN(number)) { // which NaN it becomes is not said; it must be a quiet one
                assertThat(Bfloat16.value(got[i])).isNaN();
                assertThat(got[i] & 0x40).isNotZero();
                nans[0]++;
            } else {
                assertThat(got[i]).as("%s", number).isEqualTo(want[i]);
            }
        }
        assertThat(want).hasSizeGreaterThan(2000);
        assertThat(nans[0]).isBetween(5, 100);
    }

    @Test
    void matrix_products_agree() {
        agree(CASE.tensor("matmul.a").matmul(CASE.tensor("matmul.b")), "matmul.out");
    }

    @Test
    void softmax_agrees() {
        agree(CASE.tensor("softmax.in").softmax(-1), "softmax.out");
    }

    @Test
    void layer_normalisation_agrees() {
        Param weight = new Param(CASE.tensor("layer_norm.weight"));
        Param bias = new Param(CASE.tensor("layer_norm.bias"));
        Tensor x = CASE.tensor("layer_norm.in");
        agree(new LayerNorm(weight, bias, 1e-5).forward(x, Context.inference()), "layer_norm.out");
    }

    @Test
    void gelu_agrees() {
        agree(CASE.tensor("gelu.in").gelu(), "gelu.out");
    }

    /// Both are rounded once, from float32 numbers that differ in their last bits: one unit, 2⁻⁷ of the number.
    private static void agree(Tensor actual, String name) {
        Tensor expected = CASE.tensor(name);
        assertThat(actual.type()).isEqualTo(expected.type());
        double[] got = actual.toDoubles();
        double[] want = expected.toDoubles();
        for (int i = 0; i < want.length; i++) {
            assertThat(got[i]).as("element %d", i).isCloseTo(want[i], within(0x1p-7 * Math.abs(want[i]) + 1e-6));
        }
    }
}
