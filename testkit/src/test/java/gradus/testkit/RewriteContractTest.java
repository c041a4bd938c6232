package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.autodiff.Gradients;
import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.CompareFn;
import gradus.core.op.Contraction;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Movement;
import gradus.core.op.UnaryFn;
import gradus.core.rewrite.Expand;
import gradus.core.rewrite.Fold;
import gradus.core.rewrite.Fuse;
import gradus.core.rewrite.Prune;
import gradus.core.rewrite.Rewrite;
import gradus.core.rewrite.Share;
import gradus.core.rewrite.Verifier;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A rewrite keeps what a graph computes, bit for bit on the reference but for the sign of zero.
final class RewriteContractTest {
    private static final int GRAPHS = 300;
    private static final Interpreter REFERENCE = new Interpreter(Backing.REFERENCE);

    static Stream<Arguments> rewrites() {
        return Map.<String, Rewrite>of(
                        "prune",
                        new Prune(),
                        "fold",
                        new Fold(),
                        "share",
                        new Share(),
                        "expand",
                        new Expand(_ -> false),
                        "fuse",
                        new Fuse(_ -> true),
                        "fuse what is no softmax",
                        Rewrite.standard(op -> op instanceof Fused.Pointwise, _ -> true),
                        "standard with all kernels",
                        Rewrite.standard(_ -> true, _ -> true),
                        "standard without kernels",
                        Rewrite.standard(_ -> false, _ -> true))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rewrites")
    void values_before_equal_values_after(String name, Rewrite rewrite) {
        Gen.check(GRAPHS, gen -> {
            DType dtype = gen.oneOf(EveryOp.FLOATING);
            RandomGraphs.Case example = RandomGraphs.of(gen, dtype, RandomGraphs.Kind.ANY);
            assertKept(example, Verifier.verified(rewrite, example.graph()));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rewrites")
    void gradients_before_equal_gradients_after(String name, Rewrite rewrite) {
        Gen.check(GRAPHS / 3, gen -> {
            RandomGraphs.Case example = RandomGraphs.of(gen, DType.FLOAT64, RandomGraphs.Kind.ANY);
            List<Node> inputs = example.graph().inputs();
            List<Node> wrt = inputs.stream()
                    .filter(input -> input.type().dtype().isFloating())
                    .toList();
            Node loss = Build.fill(TensorType.of(DType.FLOAT64), 0);
            for (Node output : example.graph().outputs()) {
                List<Integer> axes = new ArrayList<>();
                for (int axis = 0; axis < output.type().shape().rank(); axis++) {
                    axes.add(axis);
                }
                loss = Build.add(loss, Build.sum(output, axes));
            }
            Graph gradient = new Graph(inputs, Gradients.of(loss, wrt));
            assertKept(new RandomGraphs.Case(gradient, example.inputs()), Verifier.verified(rewrite, gradient));
        });
    }

    private static void assertKept(RandomGraphs.Case example, Graph changed) {
        List<Literal> before = REFERENCE.run(example.graph(), example.inputs());
        List<Literal> after = REFERENCE.run(changed, example.inputs());
        for (int i = 0; i < before.size(); i++) {
            TensorAssert.assertThat(after.get(i))
                    .as("output " + i + " of\n" + example.graph() + "\nbecame\n" + changed + "\n")
                    .isSameAs(before.get(i));
        }
    }

    private static final TensorType MATRIX = TensorType.of(DType.FLOAT32, 3, 4);

    private static Graph graph(Node input, Node output) {
        return new Graph(List.of(input), List.of(output));
    }

    @Test
    void prune_removes_what_has_no_effect() {
        Node x = Build.input("x", MATRIX);
        Node same = Build.unary(UnaryFn.IDENTITY, Build.negate(Build.negate(Build.multiply(Build.add(x, -0.0), 1))));
        assertThat(new Prune().apply(graph(x, same)).outputs().getFirst()).isSameAs(x);
    }

    @Test
    void prune_keeps_the_zero_that_turns_minus_zero_into_zero() {
        Node x = Build.input("x", MATRIX);
        Node added = Build.add(x, 0);
        assertThat(new Prune().apply(graph(x, added)).outputs().getFirst().op()).isEqualTo(added.op());
        Node whole = Build.input("x", TensorType.of(DType.INT32, 3));
        assertThat(new Prune()
                        .apply(graph(whole, Build.add(whole, 0)))
                        .outputs()
                        .getFirst())
                .isSameAs(whole);
    }

    @Test
    void prune_joins_reshapes_and_reads_transposed_operands() {
        Node x = Build.input("x", MATRIX);
        Node reshaped = Node.of(
                new Movement.Reshape(Shape.of(2, 6)), Build.reshape(Build.reshape(x, Shape.of(12)), Shape.of(4, 3)));
        Graph joined = new Prune().apply(graph(x, reshaped));
        assertThat(joined.nodes()).hasSize(2);
        Node product = Build.matmul(Build.transpose(x, List.of(1, 0)), x, Operand.AS_IS, Operand.AS_IS);
        Node pruned = new Prune().apply(graph(x, product)).outputs().getFirst();
        assertThat(pruned.op()).isEqualTo(new Contraction.MatMul(Operand.TRANSPOSED, Operand.AS_IS));
        assertThat(pruned.inputs()).containsExactly(x, x);
    }

    @Test
    void fold_computes_what_is_known_and_share_computes_equal_things_once() {
        Node x = Build.input("x", MATRIX);
        Node known = Build.add(Build.multiply(Build.fill(MATRIX, 2), 3), 1);
        Graph folded = new Fold().apply(graph(x, Build.add(x, known)));
        assertThat(folded).hasToString("""
                %0 = input[x]() : float32[3, 4]
                %1 = fill[7]() : float32[3, 4]
                %2 = add(%0, %1) : float32[3, 4]
                return %2""");
        Node twice = Build.add(Build.unary(UnaryFn.EXP, x), Build.unary(UnaryFn.EXP, x));
        assertThat(new Share().apply(graph(x, twice)).nodes()).hasSize(3);
    }

    @Test
    void fold_decides_what_is_known() {
        Node x = Build.input("x", MATRIX);
        Node one = Build.fill(MATRIX, 1);
        Node never = Build.compare(CompareFn.NOT_EQUAL, one, one);
        Node chosen = Build.select(never, one, Build.select(Build.compare(CompareFn.LESS, one, 2), x, one));
        assertThat(new Fold().apply(graph(x, Build.negate(chosen)))).hasToString("""
                %0 = input[x]() : float32[3, 4]
                %1 = negate(%0) : float32[3, 4]
                return %1""");
        Node unknown = Build.select(Build.compare(CompareFn.EQUAL, x, one), x, one);
        assertThat(new Fold().apply(graph(x, unknown)).nodes()).hasSize(4);
        Node nan = Build.fill(MATRIX, Double.NaN);
        assertThat(new Fold()
                        .apply(graph(x, Build.select(Build.compare(CompareFn.EQUAL, nan, nan), one, x)))
                        .outputs())
                .containsExactly(x);
    }

    @Test
    void fuse_joins_a_chain_into_one_loop_and_reads_a_row_in_place() {
        Node x = Build.input("x", MATRIX);
        Node row = Build.input("row", TensorType.of(DType.FLOAT32, 4));
        Node sum = Build.add(x, Build.broadcast(row, MATRIX.shape()));
        Graph fused = new Fuse(_ -> true).apply(new Graph(List.of(x, row), List.of(Build.unary(UnaryFn.RELU, sum))));
        assertThat(fused).hasToString("""
                %0 = input[x]() : float32[3, 4]
                %1 = input[row]() : float32[4]
                %2 = pointwise[r1 by (/1 %4), r2 = add(r0, r1); r3 = relu(r2)](%0, %1) : float32[3, 4]
                return %2""");
    }

    @Test
    void fuse_computes_a_cheap_difference_in_each_loop_that_reads_it() {
        Node x = Build.input("x", MATRIX);
        Node row = Build.input("row", TensorType.of(DType.FLOAT32, 4));
        Node apart = Build.subtract(x, Build.broadcast(row, MATRIX.shape()));
        Node square = Build.multiply(apart, apart);
        Node total = Build.sum(square, List.of(0, 1));
        Node risen = Build.unary(UnaryFn.RELU, apart);
        Graph copied = new Fuse(_ -> true).apply(new Graph(List.of(x, row), List.of(total, risen)));
        assertThat(copied).hasToString("""
                %0 = input[x]() : float32[3, 4]
                %1 = input[row]() : float32[4]
                %2 = pointwise[r1 by (/1 %4), r2 = subtract(r0, r1); r3 = multiply(r2, r2)](%0, %1) : float32[3, 4]
                %3 = reduce_sum[axes [0, 1]](%2) : float32[]
                %4 = pointwise[r1 by (/1 %4), r2 = subtract(r0, r1); r3 = relu(r2)](%0, %1) : float32[3, 4]
                return %3, %4""");
        Graph kept = new Fuse(_ -> true).apply(new Graph(List.of(x, row), List.of(total, risen, apart)));
        assertThat(kept.nodes()).filteredOn(node -> node.op() instanceof Fused).hasSize(1);
    }

    @Test
    void fuse_leaves_a_chain_without_a_kernel_as_it_was() {
        Node x = Build.input("x", MATRIX);
        Graph chain = graph(x, Build.unary(UnaryFn.RELU, Build.add(x, 1)));
        assertThat(new Fuse(_ -> false).apply(chain)).hasToString(chain.toString());
    }

    @Test
    void expand_leaves_what_has_a_kernel_and_decomposes_the_rest_to_plain_operations() {
        Node x = Build.input("x", MATRIX);
        Node y = Build.softmax(x);
        assertThat(new Expand(_ -> true).apply(graph(x, y)).outputs()).containsExactly(y);
        assertThat(new Expand(_ -> false).apply(graph(x, y)).nodes())
                .noneMatch(node -> node.op() instanceof Fused)
                .anyMatch(node -> node.op() instanceof Elementwise);
    }

    @Test
    void the_verifier_names_a_rewrite_that_changes_types_or_inputs() {
        Node x = Build.input("x", MATRIX);
        Rewrite wrong = graph ->
                new Graph(graph.inputs(), List.of(Build.cast(graph.inputs().getFirst(), DType.FLOAT64)));
        assertThatThrownBy(() -> Verifier.verified(wrong, graph(x, Build.negate(x))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outputs were [float32[3, 4]] and became [float64[3, 4]]");
    }
}
