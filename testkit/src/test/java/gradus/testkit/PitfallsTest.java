package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Decompose;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.CompareFn;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Op;
import gradus.core.op.UnaryFn;
import gradus.core.spi.Backend;
import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bugs that other systems shipped, each as a test of ours; the codes are those of the list of pitfalls.
final class PitfallsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double[] gradient(Function<Tensor, Tensor> function, double... point) {
        return unsigned(Autodiff.gradient(x -> function.apply(x).sum(), Tensor.of(point)));
    }

    /// The elements, zeros without their sign.
    private static double[] unsigned(Tensor tensor) {
        return DoubleStream.of(tensor.toDoubles()).map(x -> x + 0.0).toArray();
    }

    @Test
    void G1_every_floating_operand_of_every_operation_gets_a_gradient() {
        List<String> flat = List.of("sign", "floor", "ceil", "round", "stop_gradient");
        List<String> cut = new ArrayList<>();
        Backing.byOperation(EveryOp.samples(DType.FLOAT64)).forEach((name, samples) -> {
            List<Sample> checked = samples.stream()
                    .filter(sample -> sample.isDifferentiable()
                            && sample.graph().outputs().getFirst().type().count() > 0)
                    .toList();
            if (!checked.isEmpty()
                    && !flat.contains(name)
                    && checked.stream().noneMatch(sample -> reachesAll(name, sample))) {
                cut.add(name);
            }
        });
        assertThat(cut).as("operations through which no gradient flows").isEmpty();
    }

    private static boolean reachesAll(String name, Sample sample) {
        Graph graph = sample.graph();
        List<Node> wrt = floats(graph);
        if (name.equals("window_max_gradient")) { // where the maximum lies changes in steps
            wrt = wrt.subList(1, wrt.size());
        }
        Node y = Build.cast(graph.outputs().getFirst(), DType.FLOAT64);
        return Program.of(new Graph(graph.inputs(), Gradients.of(weighted(y), wrt)), Backing.REFERENCE)
                .call(sample.inputs())
                .stream()
                .allMatch(gradient -> DoubleStream.of(gradient.toDoubles()).anyMatch(g -> g != 0));
    }

    private static List<Node> floats(Graph graph) {
        return graph.inputs().stream()
                .filter(input -> input.type().dtype().isFloating())
                .toList();
    }

    @Test
    void G2_the_branch_not_taken_has_zero_gradient_even_where_it_is_not_finite() {
        assertThat(gradient(x -> x.compare(CompareFn.GREATER, 0).where(x.sqrt(), x.multiply(2)), 4, 0, -1))
                .containsExactly(0.25, 2, 2);
        assertThat(gradient(x -> x.compare(CompareFn.GREATER, 0).where(x.log(), x), 2, 0, -1))
                .containsExactly(0.5, 1, 1);
        assertThat(gradient(x -> x.compare(CompareFn.NOT_EQUAL, 0).where(x.reciprocal(), x), 2, 0))
                .containsExactly(-0.25, 1);
        assertThat(gradient(x -> x.compare(CompareFn.NOT_EQUAL, 0).where(x.sin().divide(x), x), 0))
                .containsExactly(1);
        assertThat(gradient(x -> x.compare(CompareFn.LESS, 10).where(x.exp(), x), 0, 1000))
                .containsExactly(1, 1);
        assertThat(gradient(x -> x.compare(CompareFn.GREATER, 0).where(x.power(0.5), x), 4, 0))
                .containsExactly(0.25, 1);
    }

    @Test
    void G2_a_clamped_infinity_has_zero_gradient() {
        assertThat(gradient(x -> x.clamp(-1, 1), INFINITY, -INFINITY, 0.5)).containsExactly(0, 0, 1);
    }

    @Test
    void G3_abs_and_norm_have_zero_gradient_at_zero_and_sqrt_an_infinite_one() {
        assertThat(gradient(Tensor::abs, 0, -0.0, 2, -2)).containsExactly(0, 0, 1, -1);
        assertThat(gradient(x -> x.norm(), 0, 0)).containsExactly(0, 0);
        assertThat(gradient(x -> x.norm(), 3, 4)).containsExactly(new double[] {0.6, 0.8}, within(1e-15));
        assertThat(gradient(Tensor::sqrt, 0)).containsExactly(INFINITY);
    }

    @Test
    void G4_the_gradient_of_a_repeated_operand_is_summed_to_its_shape() {
        Tensor row = Tensor.of(1.0, 2, 3);
        Tensor matrix = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(Autodiff.gradient(r -> matrix.multiply(r).sum(), row).toDoubles())
                .containsExactly(5, 7, 9);
        assertThat(Autodiff.gradient(c -> matrix.multiply(c).sum(), Tensor.of(new double[][] {{1}, {2}}))
                        .toDoubles())
                .containsExactly(6, 15);
        assertThat(Autodiff.gradient(s -> matrix.multiply(s.reshape()).sum(), Tensor.of(2.0))
                        .toDoubles())
                .containsExactly(21);
    }

    @Test
    void G5_a_value_used_many_times_gets_the_sum_of_all_its_gradients() {
        assertThat(gradient(x -> x.add(x), 3)).containsExactly(2);
        assertThat(gradient(x -> x.multiply(x).multiply(x), 2)).containsExactly(12);
        Function<Tensor, Tensor> seven = x -> {
            Tensor y = x.multiply(2);
            return y.add(y).add(y.multiply(y)).add(y.sin().subtract(y)).add(y.divide(y));
        };
        assertThat(gradient(seven, 0.5)[0]).isCloseTo(2 * (1 + 2 + Math.cos(1)), within(1e-12));
    }

    @Test
    void G6_reduceMaxTieGoesToTheFirst() {
        assertThat(gradient(x -> x.max(), 1, 5, 5, 2)).containsExactly(0, 1, 0, 0);
        assertThat(gradient(x -> x.min(), 1, 5, 1, 2)).containsExactly(1, 0, 0, 0);
        assertThat(Autodiff.gradient(x -> x.max(0).sum(), Tensor.of(new double[][] {{1, 2}, {1, 3}}))
                        .toDoubles())
                .containsExactly(1, 0, 0, 1);
        assertThat(Tensor.of(2.0, 7, 7).argMax(0).item()).isEqualTo(1);
        assertThat(Tensor.of(2.0, 1, 1).argMin(0).item()).isEqualTo(1);
    }

    @Test
    void G6_reluIsFlatAtZeroAndMaximumGivesATieToTheFirst() {
        assertThat(gradient(Tensor::relu, -1, 0, -0.0, 1)).containsExactly(0, 0, 0, 1);
        assertThat(gradient(x -> x.maximum(0), -1, 0, 1)).containsExactly(0, 1, 1);
        assertThat(gradient(x -> x.minimum(0), -1, 0, 1)).containsExactly(1, 1, 0);
        Tensor other = Tensor.of(5.0);
        assertThat(
                        Autodiff.valueAndGradients(
                                        xs -> xs.get(0).maximum(xs.get(1)).sum(), List.of(other, other))
                                .gradients()
                                .stream()
                                .map(Tensor::item))
                .containsExactly(1.0, 0.0);
    }

    static Stream<Backend> backends() {
        return Backing.backends().stream();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void G7_an_index_outside_the_axis_is_an_error_that_names_index_and_limit(Backend backend) {
        Interpreter interpreter = new Interpreter(backend);
        Literal x = Literal.of(new float[] {1, 2, 3}, 3);
        for (long wrong : new long[] {3, -1, Long.MAX_VALUE, 1L << 32}) {
            Literal index = Literal.of(new long[] {0, wrong}, 2);
            Literal rows = Literal.of(new float[] {1, 2}, 2);
            List<Op> readers = List.of(new Indexing.Gather(0), new Indexing.GatherAlong(0));
            List<Op> writers = List.of(new Indexing.ScatterAdd(0, 3, 1), new Indexing.ScatterAddAlong(0, 3));
            readers.forEach(op -> assertThatThrownBy(() -> interpreter.apply(op, List.of(x, index)))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageStartingWith(op.name() + ": ")
                    .hasMessageContaining(Long.toString(wrong))
                    .hasMessageContaining("3)"));
            writers.forEach(op -> assertThatThrownBy(() -> interpreter.apply(op, List.of(rows, index)))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining(Long.toString(wrong))
                    .hasMessageContaining("3)"));
            Literal logits = Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertThatThrownBy(() -> interpreter.apply(new Fused.CrossEntropy(), List.of(logits, index)))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining(Long.toString(wrong));
        }
    }

    @Test
    void G7_gradients_of_an_element_gathered_twice_add_up() {
        Tensor index = Tensor.of(1L, 1, 0, 1);
        assertThat(gradient(x -> x.gather(index, 0).multiply(Tensor.of(1.0, 2, 4, 8)), 1, 2, 3))
                .containsExactly(4, 11, 0);
        assertThat(gradient(x -> x.gatherAlong(index, 0).multiply(Tensor.of(1.0, 2, 4, 8)), 1, 2, 3))
                .containsExactly(4, 11, 0);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void G8_gradients_of_fused_operations_equal_those_of_their_decomposition(Backend backend) {
        List<Sample> fused = EveryOp.samples(DType.FLOAT64).stream()
                .filter(sample -> sample.op() instanceof Fused
                        && sample.graph().outputs().getFirst().type().count() > 0
                        && sample.graph().outputs().getFirst().type().dtype().isFloating())
                .toList();
        Backing.each(fused, sample -> {
            Graph graph = sample.graph();
            Node direct = graph.outputs().getFirst();
            Node plain = Decompose.expand((Fused) sample.op(), graph.inputs());
            List<Node> wrt = floats(graph);
            List<Literal> expected = Program.of(new Graph(graph.inputs(), Gradients.of(weighted(plain), wrt)), backend)
                    .call(sample.inputs());
            List<Literal> actual = Program.of(new Graph(graph.inputs(), Gradients.of(weighted(direct), wrt)), backend)
                    .call(sample.inputs());
            for (int i = 0; i < expected.size(); i++) {
                TensorAssert.assertThat(actual.get(i)).isCloseTo(expected.get(i), 1e-12, 1e-13);
            }
        });
    }

    private static Node weighted(Node y) {
        Key key = Key.of(5);
        Literal weights = Draw.filled(y.type().dtype(), y.type().shape().sizes(), i -> key.uniform(i) - 0.5);
        List<Integer> axes = IntStream.range(0, y.type().shape().rank()).boxed().toList();
        return Build.sum(Build.multiply(y, Build.constant(weights)), axes);
    }

    @Test
    void G10_one_hot_keeps_the_gradient_of_what_it_is_multiplied_with_and_stop_gradient_cuts_only_its_own_path() {
        Tensor oneHot = Tensor.of(2L, 0).oneHot(3).as(DType.FLOAT64);
        Tensor point = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(Autodiff.gradient(x -> x.multiply(oneHot).sum(), point).toDoubles())
                .containsExactly(0, 0, 1, 1, 0, 0);
        assertThat(gradient(x -> x.stopGradient().multiply(x), 3)).containsExactly(3);
        assertThat(gradient(x -> x.stopGradient().square(), 3)).containsExactly(0);
    }

    @Test
    void G11_the_plain_sum_of_a_softmax_has_no_gradient_and_a_weighted_one_has() {
        double[] plain = gradient(x -> x.softmax(0), 1, 2, 3);
        double[] weighted = gradient(x -> x.softmax(0).multiply(Tensor.of(1.0, 0, -2)), 1, 2, 3);
        assertThat(DoubleStream.of(plain).map(Math::abs).max().orElseThrow()).isLessThan(1e-15);
        assertThat(DoubleStream.of(weighted).map(Math::abs).min().orElseThrow()).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void G12_a_loss_that_is_not_a_number_is_read_as_such(Backend backend) {
        Node logits = Build.input("logits", TensorType.float32(2, 3));
        Node target = Build.input("target", TensorType.of(DType.INT64, 2));
        Node loss = Build.sum(Node.of(new Fused.CrossEntropy(), logits, target), List.of(0));
        Program program = Program.of(new Graph(List.of(logits, target), List.of(loss)), backend);
        Literal broken = Literal.of(new float[] {1, Float.NaN, 2, 1, 2, 3}, 2, 3);
        assertThat(program.call(List.of(broken, Literal.of(new long[] {0, 1}, 2)))
                        .getFirst()
                        .get(0))
                .isNaN();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void N1_a_fully_masked_row_gives_zeros_and_zero_gradient_and_leaves_the_others_alone(Backend backend) {
        Node x = Build.input("x", TensorType.of(DType.FLOAT64, 2, 3));
        Node y = Build.softmax(x);
        Graph graph = new Graph(
                List.of(x), List.of(y, Gradients.of(weighted(y), List.of(x)).getFirst()));
        double[] masked = {-INFINITY, -INFINITY, -INFINITY, 1, -INFINITY, 1};
        List<Literal> results = Program.of(graph, backend).call(List.of(Literal.of(masked, 2, 3)));
        assertThat(results.get(0).toDoubles()).containsExactly(0, 0, 0, 0.5, 0, 0.5);
        TensorAssert.assertThat(results.get(1)).as("gradient").isFinite();
        assertThat(unsigned(Tensor.of(results.get(1)))).startsWith(0, 0, 0);
        assertThat(results.get(1).get(3)).isNotZero();
    }

    @Test
    void N2_not_a_number_in_a_masked_input_does_not_leak() {
        Tensor mask = Tensor.of(1.0, 0, 1).compare(CompareFn.GREATER, 0.5);
        Function<Tensor, Tensor> masked =
                x -> mask.where(x, x.multiply(0).stopGradient()).multiply(3);
        Function<Tensor, Tensor> filled = x -> mask.where(x, Tensor.of(0.0)).square();
        assertThat(gradient(filled, 1, Double.NaN, 2)).containsExactly(2, 0, 4);
        assertThat(filled.apply(Tensor.of(1, Double.NaN, 2)).toDoubles()).containsExactly(1, 0, 4);
        assertThat(gradient(masked, 1, 5, 2)).containsExactly(3, 0, 3);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void N3_cross_entropy_is_finite_for_extreme_logits_and_infinite_for_an_impossible_target(Backend backend) {
        Node x = Build.input("x", TensorType.float32(4, 3));
        Node target = Build.constant(Literal.of(new long[] {1, 0, 2, 0}, 4));
        Node y = Node.of(new Fused.CrossEntropy(), x, target);
        Node gradient = Gradients.of(Build.sum(y, List.of(0)), List.of(x)).getFirst();
        float low = Float.NEGATIVE_INFINITY;
        Literal logits = Literal.of(new float[] {1e4f, -1e4f, 0, -1e4f, -1e4f, -1e4f, 1, low, 2, low, 1, 1}, 4, 3);
        List<Literal> results =
                Program.of(new Graph(List.of(x), List.of(y, gradient)), backend).call(List.of(logits));
        TensorAssert.assertThat(results.get(0)).hasValues(1e-6, 2e4, Math.log(3), Math.log1p(Math.exp(-1)), INFINITY);
        TensorAssert.assertThat(results.get(1)).as("gradient").isFinite();
        TensorAssert.assertThat(results.get(1))
                .hasValues(1e-6, 1, -1, 0, -2.0 / 3, 1.0 / 3, 1.0 / 3, 0.26894142, 0, -0.26894142, -1, 0.5, 0.5);
    }

    @Test
    void N3_log_sigmoid_and_softplus_do_not_overflow() {
        Tensor extremes = Tensor.of(1e4, -1e4, 0, INFINITY, -INFINITY);
        assertThat(unsigned(extremes.logSigmoid())).containsExactly(0, -1e4, -Math.log(2), 0, -INFINITY);
        assertThat(extremes.softplus().toDoubles()).containsExactly(1e4, 0, Math.log(2), INFINITY, 0);
        assertThat(gradient(Tensor::logSigmoid, 1e4, -1e4, 0)).containsExactly(0, 1, 0.5);
    }

    @Test
    void J_a_program_kept_for_later_takes_new_values_and_keeps_no_stale_constants() {
        Tensor first = Tensor.of(1.0, 2).multiply(3).exp();
        Tensor second = Tensor.of(3.0, 4).multiply(3).exp();
        assertThat(first.toDoubles()).containsExactly(Math.exp(3), Math.exp(6));
        assertThat(second.toDoubles()).containsExactly(Math.exp(9), Math.exp(12));
        for (double factor : new double[] {1, 2, 3}) {
            assertThat(Tensor.of(1.0).multiply(factor).item()).isEqualTo(factor);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void J_a_result_is_not_changed_by_the_next_call_and_an_input_may_be_an_output(Backend backend) {
        Node x = Build.input("x", TensorType.float32(2));
        Graph graph = new Graph(List.of(x), List.of(x, x, Build.unary(UnaryFn.IDENTITY, x), Build.negate(x)));
        Program program = Program.of(graph, backend);
        List<Literal> first = program.call(List.of(Literal.of(new float[] {1, 2}, 2)));
        program.call(List.of(Literal.of(new float[] {3, 4}, 2)));
        assertThat(first.get(0).toDoubles()).containsExactly(1, 2);
        assertThat(first.get(1).toDoubles()).containsExactly(1, 2);
        assertThat(first.get(2).toDoubles()).containsExactly(1, 2);
        assertThat(first.get(3).toDoubles()).containsExactly(-1, -2);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void J_two_inputs_that_change_places_in_memory_both_arrive(Backend backend) {
        Node a = Build.input("a", TensorType.float32(2));
        Node b = Build.input("b", TensorType.float32(2));
        Program program = Program.of(new Graph(List.of(a, b), List.of(b, a)), backend, Map.of(0, 0, 1, 1));
        List<Literal> swapped =
                program.call(List.of(Literal.of(new float[] {1, 2}, 2), Literal.of(new float[] {3, 4}, 2)));
        assertThat(swapped.get(0).toDoubles()).containsExactly(3, 4);
        assertThat(swapped.get(1).toDoubles()).containsExactly(1, 2);
    }
}
