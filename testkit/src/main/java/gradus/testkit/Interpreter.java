package gradus.testkit;

import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Leaf;
import gradus.core.op.Op;
import gradus.core.plan.Plan;
import gradus.core.plan.Planner;
import gradus.core.rewrite.Expand;
import gradus.core.rewrite.Widen;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs graphs one node at a time, each in memory of its own: what every rewritten and planned program is compared
/// with.
///
/// Nothing is rewritten but what the backend does not compute: fused operations are decomposed, and bfloat16 is
/// widened.
public final class Interpreter {
    private record Meaning(Op op, List<TensorType> inputs) {}

    private record Ready(Plan plan, Executable executable) {}

    private final Backend backend;
    private final Map<Meaning, Ready> ready = new HashMap<>();

    /// Makes an interpreter that computes with a backend.
    public Interpreter(Backend backend) {
        this.backend = backend;
    }

    /// Gives the results of a graph.
    public List<Literal> run(Graph graph, List<Literal> inputs) {
        Map<Node, Literal> values = values(graph, inputs);
        return graph.outputs().stream().map(node -> value(values, node)).toList();
    }

    private static Literal value(Map<Node, Literal> values, Node node) {
        Literal value = values.get(node);
        if (value == null) {
            throw new IllegalStateException("interpreter: no value for " + node);
        }
        return value;
    }

    /// Gives the value of every node of a graph.
    public Map<Node, Literal> values(Graph graph, List<Literal> inputs) {
        Map<Node, Literal> values = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(graph.inputs().get(i), inputs.get(i));
        }
        for (Node node : graph.nodes()) {
            if (!values.containsKey(node)) {
                List<Literal> operands = node.inputs().stream()
                        .map(input -> value(values, input))
                        .toList();
                values.put(node, apply(node.op(), operands));
            }
        }
        return values;
    }

    /// Gives the result of one operation.
    public Literal apply(Op op, List<Literal> inputs) {
        if (op instanceof Leaf.Constant(var value)) {
            return value;
        }
        Meaning meaning = new Meaning(op, inputs.stream().map(Literal::type).toList());
        Ready program = ready.computeIfAbsent(meaning, this::prepare);
        List<Buffer> given =
                inputs.stream().map(input -> backend.buffer(input.copy())).toList();
        List<Buffer> results = program.plan().outputs().stream()
                .map(type -> backend.buffer(Literal.zeros(type)))
                .toList();
        program.executable().bind(given, results).run();
        return results.getFirst().host().copy();
    }

    private Ready prepare(Meaning meaning) {
        List<Node> operands = new ArrayList<>();
        for (TensorType type : meaning.inputs()) {
            operands.add(Node.of(new Leaf.Input("x" + operands.size(), type)));
        }
        Graph graph = new Graph(operands, List.of(Node.of(meaning.op(), operands)));
        Graph known = new Widen(backend::computes).apply(new Expand(backend::computes).apply(graph));
        Plan plan = Planner.plan(known);
        return new Ready(plan, backend.compile(plan));
    }
}
