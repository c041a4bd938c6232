package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.graph.Build;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction.Operand;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds.Keep;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The user's handle: what each method gives.
final class TensorTest {
    private static final Tensor MATRIX = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

    @Test
    void the_largest_of_whole_numbers_beyond_float64_is_found_exactly() {
        long large = 1L << 53;
        Tensor x = Tensor.of(Literal.of(new long[] {large, large + 1, large}, 3));
        assertThat(x.argMax(0).toDoubles()).containsExactly(1);
        Tensor y = Tensor.of(Literal.of(new long[] {large + 1, large, large + 1}, 3));
        assertThat(y.argMin(0).toDoubles()).containsExactly(1);
    }

    @Test
    void tensors_are_made_of_numbers_and_print_them() {
        assertThat(Tensor.of(0.5f, -0.2f)).hasToString("float32[2] [0.500000, -0.200000]");
        assertThat(Tensor.of(new float[] {1, 2}, new float[] {3, 4}).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(Tensor.scalar(3).item()).isEqualTo(3);
        assertThat(Tensor.zeros(2).toFloats()).containsExactly(0, 0);
        assertThat(Tensor.ones(0, 3).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(Tensor.range(4).literal().longs()).containsExactly(0, 1, 2, 3);
        assertThat(Tensor.identity(2).toDoubles()).containsExactly(1, 0, 0, 1);
        assertThat(Tensor.fill(TensorType.of(DType.INT32, 2), 7).toDoubles()).containsExactly(7, 7);
        assertThat(MATRIX.get(1, 2)).isEqualTo(6);
        assertThatThrownBy(() -> MATRIX.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_tensor_keeps_no_hold_of_the_array_it_was_made_of() {
        double[] values = {1, 2};
        Tensor tensor = Tensor.of(values);
        values[0] = 9;
        assertThat(tensor.toDoubles()).containsExactly(1, 2);
        tensor.toDoubles()[0] = 9;
        assertThat(tensor.toDoubles()).containsExactly(1, 2);
    }

    @Test
    void operands_broadcast_and_promote() {
        assertThat(MATRIX.add(Tensor.of(10.0, 20, 30)).toDoubles()).containsExactly(11, 22, 33, 14, 25, 36);
        assertThat(MATRIX.multiply(Tensor.of(new double[][] {{1}, {-1}})).toDoubles())
                .containsExactly(1, 2, 3, -4, -5, -6);
        assertThat(Tensor.of(1L, 2).add(Tensor.of(0.5f, 0.5f)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.of(1L, 2).multiply(3).dtype()).isEqualTo(DType.INT64);
        assertThat(Tensor.of(1L, 2).multiply(0.5).toDoubles()).containsExactly(0.5, 1);
        assertThat(Tensor.of(1L, 2).divide(2).toDoubles()).containsExactly(0.5, 1);
        assertThat(Tensor.of(4f).multiply(0.1).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void integers_are_compared_with_fractions_as_numbers() {
        Tensor numbers = Tensor.of(0L, 1, 2);
        assertThat(numbers.compare(CompareFn.LESS, 0.5).toDoubles()).containsExactly(1, 0, 0);
        assertThat(numbers.compare(CompareFn.GREATER, 1.5).toDoubles()).containsExactly(0, 0, 1);
        assertThat(numbers.compare(CompareFn.EQUAL, 1).toDoubles()).containsExactly(0, 1, 0);
    }

    @Test
    void products_take_vectors_matrices_and_batches() {
        Tensor v = Tensor.of(1.0, 0, -1);
        assertThat(MATRIX.matmul(v).toDoubles()).containsExactly(-2, -2);
        assertThat(v.matmul(v).shape()).isEqualTo(Shape.SCALAR);
        assertThat(v.matmul(v).item()).isEqualTo(2);
        assertThat(Tensor.of(1.0, 1).matmul(MATRIX).toDoubles()).containsExactly(5, 7, 9);
        assertThat(MATRIX.matmul(MATRIX, Operand.AS_IS, Operand.TRANSPOSED).toDoubles())
                .containsExactly(14, 32, 32, 77);
        Tensor batch = TensorMoves.stack(0, List.of(MATRIX, MATRIX.negate()));
        assertThat(batch.matmul(MATRIX.transpose()).shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(batch.matmul(v).toDoubles()).containsExactly(-2, -2, 2, 2);
    }

    @Test
    void folds_drop_or_keep_their_axes() {
        assertThat(MATRIX.sum().item()).isEqualTo(21);
        assertThat(MATRIX.sum(0).toDoubles()).containsExactly(5, 7, 9);
        assertThat(MATRIX.mean(-1).toDoubles()).containsExactly(2, 5);
        assertThat(MATRIX.mean(Keep.KEEP_AXES, 1).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(MATRIX.max(0).toDoubles()).containsExactly(4, 5, 6);
        assertThat(MATRIX.min().item()).isEqualTo(1);
        assertThat(MATRIX.variance(0, Keep.DROP_AXES, 1).toDoubles()).containsExactly(2 / 3.0, 2 / 3.0);
        assertThat(MATRIX.variance(1, Keep.DROP_AXES, 1).toDoubles()).containsExactly(1, 1);
        assertThat(MATRIX.argMax(1).literal().longs()).containsExactly(2, 2);
        assertThat(MATRIX.argMin(0).literal().longs()).containsExactly(0, 0, 0);
        assertThat(Tensor.of(3.0, 4).norm().item()).isEqualTo(5);
    }

    @Test
    void truth_values_answer_any_and_all_also_of_nothing() {
        Tensor large = MATRIX.compare(CompareFn.GREATER, 5);
        assertThat(large.any().item()).isEqualTo(1);
        assertThat(large.all().item()).isZero();
        assertThat(MATRIX.compare(CompareFn.GREATER, 0).all().item()).isEqualTo(1);
        Tensor none = Tensor.zeros(0).compare(CompareFn.GREATER, 0);
        assertThat(none.any().item()).isZero();
        assertThat(none.all().item()).isEqualTo(1);
        assertThat(Tensor.of(1, Double.NaN, Double.POSITIVE_INFINITY).isFinite().toDoubles())
                .containsExactly(1, 0, 0);
    }

    @Test
    void movements_place_elements_elsewhere() {
        assertThat(MATRIX.transpose().toDoubles()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(MATRIX.reshape(3, -1).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Tensor.ones(2, 3, 4).flattenRows().shape()).isEqualTo(Shape.of(2, 12));
        assertThat(MATRIX.expand(-1).shape()).isEqualTo(Shape.of(2, 3, 1));
        assertThat(MATRIX.expand(0).squeeze(0).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(MATRIX.at(0, 1).toDoubles()).containsExactly(4, 5, 6);
        assertThat(MATRIX.slice(1, 0, 3, 2).toDoubles()).containsExactly(1, 3, 4, 6);
        assertThat(MATRIX.pad(1, 1, 0, -1).toDoubles()).containsExactly(-1, 1, 2, 3, -1, 4, 5, 6);
        assertThat(MATRIX.concat(0, MATRIX).shape()).isEqualTo(Shape.of(4, 3));
        assertThat(TensorMoves.stack(1, List.of(MATRIX, MATRIX)).shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(MATRIX.gather(Tensor.of(2L, 0), 1).toDoubles()).containsExactly(3, 1, 6, 4);
        assertThat(Tensor.of(1L, 0).oneHot(3).toDoubles()).containsExactly(0, 1, 0, 1, 0, 0);
        assertThat(Tensor.of(1.0).broadcastTo(Shape.of(2, 2)).toDoubles()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void a_softmax_runs_along_any_axis() {
        TensorAssert.assertThat(MATRIX.softmax(0).sum(0)).hasValues(1e-15, 1, 1, 1);
        TensorAssert.assertThat(MATRIX.softmax(0).log())
                .isCloseTo(MATRIX.logSoftmax(0).literal(), 1e-12, 1e-12);
        TensorAssert.assertThat(MATRIX.softmax(1))
                .isCloseTo(MATRIX.transpose().softmax(0).transpose().literal(), 0, 0);
    }

    @Test
    void random_numbers_are_functions_of_their_key() {
        Tensor uniform = Tensor.uniform(Key.of(1), 1000);
        assertThat(uniform.toFloats()).isEqualTo(Tensor.uniform(Key.of(1), 1000).toFloats());
        assertThat(uniform.toFloats())
                .isNotEqualTo(Tensor.uniform(Key.of(2), 1000).toFloats());
        assertThat(uniform.min().item()).isNotNegative();
        assertThat(uniform.max().item()).isLessThan(1);
        assertThat(Math.abs(Tensor.normal(Key.of(1), 10_000).mean().item())).isLessThan(0.04);
    }

    @Test
    void a_symbol_has_a_type_and_no_values() {
        Tensor x = Tensor.of(Build.input("x", TensorType.float32(2)));
        assertThat(x.isSymbolic()).isTrue();
        assertThat(x.add(1).isSymbolic()).isTrue();
        assertThat(x.add(1).toString()).startsWith("symbolic add : float32[2] at TensorTest.");
        assertThatThrownBy(x::literal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a symbolic tensor has no values yet");
    }
}
