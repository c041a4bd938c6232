package gradus.core.tensor;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Op;
import gradus.core.plan.Plan;
import gradus.core.spi.Backends;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Computes single operations at once, by programs of one node that are kept for the next time.
final class Eager {
    private static final int MOST_KEPT = 2048;
    private static final long MOST_BYTES = 64L << 20;
    private static final AtomicLong BYTES = new AtomicLong();
    private static final ConcurrentHashMap<Meaning, Program> KEPT = new ConcurrentHashMap<>();

    private record Meaning(Op op, List<TensorType> inputs) {}

    private Eager() {}

    static Literal compute(Op op, List<Literal> inputs) {
        Meaning meaning = new Meaning(op, inputs.stream().map(Literal::type).toList());
        Program program = KEPT.get(meaning);
        if (program == null) {
            program = program(meaning);
            keep(meaning, program);
        }
        return program.call(inputs).getFirst();
    }

    /// Forgets all where too many are kept, or too much memory with them; a program that alone needs so much is not
    /// kept.
    private static void keep(Meaning meaning, Program program) {
        long bytes = bytes(program.plan());
        if (bytes > MOST_BYTES) {
            return;
        }
        if (KEPT.size() >= MOST_KEPT || BYTES.get() + bytes > MOST_BYTES) {
            KEPT.clear();
            BYTES.set(0);
        }
        if (KEPT.put(meaning, program) == null) {
            BYTES.addAndGet(bytes);
        }
    }

    private static long bytes(Plan plan) {
        return plan.arenaBytes()
                + Stream.concat(plan.inputs().stream(), plan.outputs().stream())
                        .mapToLong(type -> (long) type.count() * type.dtype().bytes())
                        .sum();
    }

    private static Program program(Meaning meaning) {
        List<Node> inputs = new ArrayList<>();
        for (TensorType type : meaning.inputs()) {
            inputs.add(Build.input("x" + inputs.size(), type));
        }
        return Program.of(new Graph(inputs, List.of(Node.of(meaning.op(), inputs))), Backends.standard());
    }
}
