package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import org.junit.jupiter.api.Test;

final class TensorAssertTest {
    private static final Literal MATRIX = Literal.of(new double[] {1, 2, 3, 4}, 2, 2);

    @Test
    void equal_tensors_pass_and_so_do_zeros_of_either_sign_and_not_a_number() {
        TensorAssert.assertThat(MATRIX)
                .isSameAs(MATRIX.copy())
                .hasBitsOf(MATRIX.copy())
                .isFinite();
        TensorAssert.assertThat(Literal.of(new double[] {-0.0, Double.NaN, Double.NEGATIVE_INFINITY}, 3))
                .isSameAs(Literal.of(new double[] {0, Double.NaN, Double.NEGATIVE_INFINITY}, 3));
        TensorAssert.assertThat(Tensor.of(1.0, 2.0)).hasValues(1e-3, 1.0005, 2.001);
    }

    @Test
    void the_worst_element_is_named_with_its_index_and_tolerance() {
        Literal off = Literal.of(new double[] {1.01, 2, 3.5, 4}, 2, 2);
        assertThatThrownBy(() -> TensorAssert.assertThat(off).as("weights").isCloseTo(MATRIX, 1e-3, 0))
                .isInstanceOf(AssertionError.class)
                .hasMessage("weights: worst element [1, 0] of float64[2, 2]: expected 3.0 ± 0.003, got 3.5"
                        + " (2 of 4 elements are off)");
    }

    @Test
    void types_signs_of_zero_and_infinities_are_told_apart() {
        assertThatThrownBy(() -> TensorAssert.assertThat(MATRIX).isSameAs(Literal.of(new double[4], 4)))
                .hasMessage("tensor: the type float64[4] was expected, got float64[2, 2]");
        Literal zero = Literal.of(new double[] {0}, 1);
        assertThatThrownBy(() -> TensorAssert.assertThat(zero).hasBitsOf(Literal.of(new double[] {-0.0}, 1)))
                .hasMessageContaining("bits differ although values agree");
        Literal infinite = Literal.of(new double[] {Double.POSITIVE_INFINITY}, 1);
        assertThatThrownBy(() -> TensorAssert.assertThat(infinite).isCloseTo(zero, 1, 1e300))
                .hasMessageContaining("expected 0.0");
        assertThatThrownBy(() -> TensorAssert.assertThat(infinite).isFinite())
                .hasMessageContaining("expected a finite number, got Infinity");
        assertThatThrownBy(() -> TensorAssert.assertThat(zero).hasValues(0, 1, 2))
                .hasMessageContaining("2 elements were expected");
    }
}
