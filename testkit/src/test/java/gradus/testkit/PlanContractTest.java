package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.UnaryFn;
import gradus.core.plan.Plan;
import gradus.core.plan.Planner;
import gradus.core.rewrite.Expand;
import gradus.core.rewrite.Rewrite;
import gradus.core.rewrite.Widen;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.tensor.Program;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A planned program gives what its nodes give one by one, however often it runs and wherever its results go.
/// Working memory is filled with NaN before each run (`gradus.poison`), so that a value read too late or too early
/// shows.
final class PlanContractTest {
    private static final int GRAPHS = 150;

    static Stream<Backend> backends() {
        return Backing.backends().stream();
    }

    private static RandomGraphs.Case random(Gen gen) {
        DType dtype = gen.below(2) == 0 ? DType.FLOAT32 : DType.FLOAT64;
        return RandomGraphs.of(gen, dtype, RandomGraphs.Kind.CONTINUOUS);
    }

    @Test
    void working_memory_is_poisoned_in_these_tests() {
        assertThat(Boolean.getBoolean("gradus.poison")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void a_plan_gives_what_its_nodes_give_one_by_one_and_again_on_other_data(Backend backend) {
        Interpreter interpreter = new Interpreter(backend);
        Gen.check(GRAPHS, gen -> {
            RandomGraphs.Case example = random(gen);
            Program program = Program.of(example.graph(), backend);
            for (int run = 0; run < 2; run++) {
                RandomGraphs.Case other = example.withValues(Key.of(run));
                compare(interpreter.run(other.graph(), other.inputs()), program.call(other.inputs()), other, program);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("backends")
    void an_unrewritten_plan_gives_exactly_what_its_nodes_give(Backend backend) {
        Interpreter interpreter = new Interpreter(backend);
        Gen.check(GRAPHS, gen -> {
            DType dtype = gen.oneOf(List.of(DType.FLOAT32, DType.BFLOAT16));
            RandomGraphs.Case example = RandomGraphs.of(gen, dtype, RandomGraphs.Kind.ANY);
            Graph plain = new Expand(backend::computes).apply(example.graph());
            Graph graph = new Widen(backend::computes).apply(plain);
            Plan plan = Planner.plan(graph);
            PlanMemory.check(plan);
            List<Literal> expected = interpreter.run(graph, example.inputs());
            List<Literal> actual = run(backend, plan, example.inputs(), Map.of());
            for (int i = 0; i < expected.size(); i++) {
                TensorAssert.assertThat(actual.get(i)).as(graph + "\n" + plan).isSameAs(expected.get(i));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("backends")
    void results_written_over_inputs_equal_results_written_elsewhere(Backend backend) {
        Interpreter interpreter = new Interpreter(backend);
        Gen.check(GRAPHS, gen -> {
            RandomGraphs.Case example = random(gen);
            Graph graph = withReplacements(example.graph());
            Graph rewritten =
                    Rewrite.standard(backend::computes, backend::computes).apply(graph);
            Map<Integer, Integer> updates = updates(gen, rewritten);
            Plan plan = Planner.plan(rewritten, updates);
            PlanMemory.check(plan);
            List<Literal> expected = interpreter.run(graph, example.inputs());
            List<Literal> actual = run(backend, plan, example.inputs(), updates);
            for (int i = 0; i < expected.size(); i++) {
                near(actual.get(i), expected.get(i)).as(graph + "\n" + plan);
            }
        });
    }

    /// Adds new values for some inputs, made of the old ones and of what the graph computes.
    private static Graph withReplacements(Graph graph) {
        List<Node> outputs = new ArrayList<>(graph.outputs());
        List<Node> floats = graph.inputs().stream()
                .filter(input -> input.type().dtype().isFloating())
                .toList();
        for (int i = 0; i < floats.size(); i++) {
            Node input = floats.get(i);
            Node other = floats.get((i + 1) % floats.size());
            outputs.add(
                    other.type().equals(input.type())
                            ? Build.unary(UnaryFn.TANH, Build.subtract(Build.multiply(input, 0.5), other))
                            : Build.add(input, 0.25));
            if (i == 0 && input.type().shape().rank() > 0) {
                outputs.add(Build.softmax(input));
            }
        }
        return new Graph(graph.inputs(), outputs);
    }

    /// Lets outputs replace inputs of their type, each input once.
    private static Map<Integer, Integer> updates(Gen gen, Graph graph) {
        Map<Integer, Integer> updates = new HashMap<>();
        for (int output = 0; output < graph.outputs().size(); output++) {
            for (int input = 0; input < graph.inputs().size(); input++) {
                boolean fits = graph.outputs()
                        .get(output)
                        .type()
                        .equals(graph.inputs().get(input).type());
                if (fits && !updates.containsKey(output) && !updates.containsValue(input) && gen.below(4) > 0) {
                    updates.put(output, input);
                }
            }
        }
        return updates;
    }

    private static List<Literal> run(Backend backend, Plan plan, List<Literal> inputs, Map<Integer, Integer> updates) {
        Executable executable = backend.compile(plan);
        List<Buffer> given =
                inputs.stream().map(input -> backend.buffer(input.copy())).toList();
        List<Buffer> results = new ArrayList<>();
        for (int i = 0; i < plan.outputs().size(); i++) {
            Integer replaced = updates.get(i);
            results.add(replaced == null ? backend.buffer(stale(plan.outputs().get(i))) : given.get(replaced));
        }
        executable.bind(given, results).run();
        return results.stream().map(result -> result.host().copy()).toList();
    }

    /// A buffer whose old contents must not matter.
    private static Literal stale(TensorType type) {
        return Draw.filled(type.dtype(), type.shape().sizes(), _ -> type.dtype().isFloating() ? Double.NaN : 1);
    }

    private static void compare(
            List<Literal> expected, List<Literal> actual, RandomGraphs.Case example, Program program) {
        for (int i = 0; i < expected.size(); i++) {
            near(actual.get(i).copy(), expected.get(i)).as(example.graph() + "\n" + program.plan());
        }
    }

    private static TensorAssert near(Literal actual, Literal expected) {
        double tolerance = Backing.epsilon(expected.type().dtype()) * 2000;
        return TensorAssert.assertThat(actual).isCloseTo(expected, tolerance, tolerance);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void a_row_of_what_is_replaced_is_read_before_it_is_overwritten(Backend backend) {
        Node x = Build.input("x", TensorType.float32(4, 3));
        Node row = Build.reshape(Build.sliceAxis(x, 0, 1, 2), Shape.of(3));
        Node spread = Build.broadcast(row, x.type().shape());
        for (Node replaced : List.of(Build.add(x, Build.unary(UnaryFn.TANH, spread)), Build.softmax(x))) {
            Graph graph = new Graph(List.of(x), List.of(replaced));
            Graph rewritten =
                    Rewrite.standard(backend::computes, backend::computes).apply(graph);
            Plan plan = Planner.plan(rewritten, Map.of(0, 0));
            PlanMemory.check(plan);
            Literal value = Draw.filled(DType.FLOAT32, new int[] {4, 3}, i -> i / 7.0);
            Literal expected =
                    new Interpreter(backend).run(graph, List.of(value)).getFirst();
            near(run(backend, plan, List.of(value), Map.of(0, 0)).getFirst(), expected);
        }
    }

    @Test
    void two_calls_of_one_program_have_memory_of_their_own() {
        Node x = Build.input("x", TensorType.of(DType.FLOAT64, 3));
        Graph graph = new Graph(List.of(x), List.of(Build.sum(Build.unary(UnaryFn.EXP, x), List.of(0))));
        Program program = Program.of(graph, Backing.CPU);
        Buffer first = Backing.CPU.buffer(Literal.of(new double[] {0, 0, 0}, 3));
        Buffer second = Backing.CPU.buffer(Literal.of(new double[] {1, 1, 1}, 3));
        Buffer firstResult = Backing.CPU.buffer(Literal.zeros(TensorType.of(DType.FLOAT64)));
        Buffer secondResult = Backing.CPU.buffer(Literal.zeros(TensorType.of(DType.FLOAT64)));
        Executable.Call one = program.bind(List.of(first), List.of(firstResult));
        Executable.Call two = program.bind(List.of(second), List.of(secondResult));
        one.run();
        two.run();
        assertThat(firstResult.host().get(0)).isEqualTo(3);
        assertThat(secondResult.host().get(0)).isCloseTo(3 * Math.E, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void an_update_of_another_type_is_refused() {
        Node x = Build.input("x", TensorType.of(DType.FLOAT32, 3));
        Graph graph = new Graph(List.of(x), List.of(Build.sum(x, List.of(0))));
        assertThatThrownBy(() -> Planner.plan(graph, Map.of(0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("plan: an update must have the type of what it replaces, got float32[] for float32[3]");
    }

    @Test
    void two_updates_of_one_input_are_refused() {
        Node x = Build.input("x", TensorType.of(DType.FLOAT32, 3));
        Graph graph = new Graph(List.of(x), List.of(Build.negate(x), Build.add(x, 1)));
        assertThatThrownBy(() -> Planner.plan(graph, Map.of(0, 0, 1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plan: an input may be replaced once");
    }

    @Test
    void memory_is_used_again_when_its_value_is_dead() {
        Node x = Build.input("x", TensorType.of(DType.FLOAT32, 1000));
        Node y = x;
        for (int i = 0; i < 20; i++) {
            y = Build.unary(UnaryFn.SIN, y);
        }
        Plan plan = Planner.plan(new Graph(List.of(x), List.of(y)));
        PlanMemory.check(plan);
        assertThat(plan.arena().get(DType.FLOAT32)).isLessThanOrEqualTo(2 * 1008);
        assertThat(plan.arenaBytes()).isLessThanOrEqualTo(2 * 1008 * 4);
        assertThat(plan.cost().flops()).isEqualTo(20_000);
    }
}
