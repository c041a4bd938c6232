package gradus.core.tensor;

import gradus.core.graph.Graph;
import gradus.core.plan.Plan;
import gradus.core.plan.Planner;
import gradus.core.rewrite.Rewrite;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.type.Literal;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A graph made ready to run on a backend: rewritten, planned and compiled. Thread-safe: calls that overlap have
/// working memory of their own, which is kept for the next.
///
/// {@snippet file="TensorSnippets.java" region="Program"}
public final class Program {
    private record Bound(List<Buffer> inputs, List<Buffer> outputs, Executable.Call call) {}

    private final Plan plan;
    private final Backend backend;
    private final Executable executable;
    private final ConcurrentLinkedQueue<Bound> idle = new ConcurrentLinkedQueue<>();

    private Program(Plan plan, Backend backend) {
        this.plan = plan;
        this.backend = backend;
        this.executable = backend.compile(plan);
    }

    /// Prepares a graph.
    public static Program of(Graph graph, Backend backend) {
        return of(graph, backend, Map.of());
    }

    /// Prepares a graph in which some outputs replace inputs in place.
    ///
    /// @param updates output index → input index
    public static Program of(Graph graph, Backend backend, Map<Integer, Integer> updates) {
        Graph rewritten = Rewrite.standard(backend::computes, backend::computes).apply(graph);
        return new Program(Planner.plan(rewritten, updates), backend);
    }

    /// Gives the order of operations and places in memory.
    public Plan plan() {
        return plan;
    }

    /// Gives what it runs on.
    public Backend backend() {
        return backend;
    }

    /// Binds buffers for many runs without copying; see [Executable#bind].
    public Executable.Call bind(List<Buffer> inputs, List<Buffer> outputs) {
        return executable.bind(inputs, outputs);
    }

    /// Runs once: copies the inputs in and the results out.
    ///
    /// @throws ShapeException if the inputs do not have the program's types
    public List<Literal> call(List<Literal> inputs) {
        check(inputs);
        Bound bound = idle.poll();
        if (bound == null) {
            bound = bound();
        }
        for (int i = 0; i < inputs.size(); i++) {
            Literal target = bound.inputs().get(i).host();
            System.arraycopy(inputs.get(i).array(), 0, target.array(), 0, target.count());
            bound.inputs().get(i).hostChanged();
        }
        bound.call().run();
        List<Literal> results =
                bound.outputs().stream().map(buffer -> buffer.host().copy()).toList();
        idle.add(bound);
        return results;
    }

    private void check(List<Literal> inputs) {
        List<TensorType> types = inputs.stream().map(Literal::type).toList();
        if (!types.equals(plan.inputs())) {
            throw new ShapeException(
                    "program: inputs must have the types it was made for, " + plan.inputs() + ", got " + types);
        }
    }

    private Bound bound() {
        List<Buffer> inputs = plan.inputs().stream().map(this::buffer).toList();
        List<Buffer> outputs = new ArrayList<>();
        for (int i = 0; i < plan.outputs().size(); i++) {
            Integer replaced = plan.updates().get(i);
            outputs.add(replaced == null ? buffer(plan.outputs().get(i)) : inputs.get(replaced));
        }
        return new Bound(inputs, outputs, executable.bind(inputs, outputs));
    }

    private Buffer buffer(TensorType type) {
        return backend.buffer(Literal.zeros(type));
    }
}
