package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.graph.Build;
import gradus.core.graph.Cost;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Indexing;
import gradus.core.op.Ordered;
import gradus.core.op.Random;
import gradus.core.op.UnaryFn;
import gradus.core.rewrite.Widen;
import gradus.core.spi.Backend;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Numbers of 8 significant bits: what is added up is wide until it is stored.
final class Bfloat16Test {
    /// More than 256, where adding 1 has no effect in bfloat16, and a number of it.
    private static final int MANY = 300;

    static Stream<Backend> backends() {
        return Backing.backends().stream();
    }

    private static Node ones(int... sizes) {
        return Build.input("x", TensorType.of(DType.BFLOAT16, sizes));
    }

    private static Literal ofOnes(Backend backend, Node x, Node result) {
        Literal ones = Draw.filled(x.type().dtype(), x.type().shape().sizes(), _ -> 1);
        return Program.of(new Graph(List.of(x), List.of(result)), backend)
                .call(List.of(ones))
                .getFirst();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void a_sum_is_rounded_once_however_long_it_is(Backend backend) {
        Node x = ones(MANY);
        Node index = Build.fill(TensorType.of(DType.INT64, MANY), 0);
        Node row = Build.reshape(x, Shape.of(1, MANY));
        List<Node> sums = List.of(
                Build.sum(x, List.of(0)),
                Build.matmul(row, row, Operand.AS_IS, Operand.TRANSPOSED),
                Node.of(new Indexing.ScatterAdd(0, 1, 1), x, index),
                Node.of(new Indexing.ScatterAddAlong(0, 1), x, index),
                Build.sliceAxis(Node.of(new Ordered.Cumulate(Ordered.CumulateFn.SUM, 0), x), 0, MANY - 1, MANY));
        for (Node sum : sums) {
            Literal result = ofOnes(backend, x, sum);
            assertThat(result.type().dtype()).isEqualTo(DType.BFLOAT16);
            assertThat(result.get(0)).as(sum.toString()).isEqualTo(MANY);
        }
    }

    @Test
    void a_mean_divides_before_it_is_rounded() {
        Literal values = Draw.filled(DType.BFLOAT16, new int[] {259}, i -> i % 2);
        Tensor x = Tensor.of(values);
        assertThat(x.mean().dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(x.mean().item()).isEqualTo(DType.BFLOAT16.nearest(129.0 / 259));
        assertThat(x.variance(1, TensorFolds.Keep.DROP_AXES).item())
                .isEqualTo(DType.BFLOAT16.nearest(129.0 * 130 / 259 / 258));
        assertThat(x.norm().item()).isEqualTo(DType.BFLOAT16.nearest(Math.sqrt(129)));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void random_numbers_lie_below_one(Backend backend) {
        TensorType type = TensorType.of(DType.BFLOAT16, 10_000);
        Node key = Build.constant(
                Literal.wrap(TensorType.of(DType.INT64), new long[] {Key.of(3).bits()}));
        Graph graph = new Graph(List.of(), List.of(Node.of(new Random.Uniform(type, 1), key)));
        double[] drawn = Program.of(graph, backend).call(List.of()).getFirst().toDoubles();
        assertThat(Arrays.stream(drawn)).allMatch(x -> x >= 0 && x < 1 && x * 256 == Math.rint(x * 256));
        assertThat(Arrays.stream(drawn).average().orElseThrow()).isBetween(0.48, 0.52);
    }

    @Test
    void wider_numbers_take_part_in_promotion_and_scalars_do_not() {
        Tensor half = Tensor.of(1f, 2f).as(DType.BFLOAT16);
        assertThat(half.add(1.5).dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(half.add(Tensor.of(1f, 2f)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(half.multiply(Tensor.of(1L, 2L)).dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(half.divide(3).toDoubles()).containsExactly(0.333984375, 0.66796875);
    }

    @Test
    void where_a_backend_does_not_compute_it_operations_are_done_in_float32_and_rounded() {
        Node x = ones(2, 3);
        Node y = Build.unary(UnaryFn.TANH, Build.transpose(x, List.of(1, 0)));
        Graph graph = new Graph(List.of(x), List.of(y));
        assertThat(new Widen(_ -> true).apply(graph)).isSameAs(graph);
        assertThat(new Widen(_ -> false).apply(graph)).hasToString("""
                %0 = input[x]() : bfloat16[2, 3]
                %1 = transpose[[1, 0]](%0) : bfloat16[3, 2]
                %2 = cast[float32](%1) : float32[3, 2]
                %3 = tanh(%2) : float32[3, 2]
                %4 = cast[bfloat16](%3) : bfloat16[3, 2]
                return %4""");
        assertThat(Cost.of(y).bytes()).isEqualTo(2 * 6 * 2);
    }
}
