package gradus.core.tensor;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.op.Op;
import gradus.core.spi.Backends;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Computes single operations at once, by programs of one node that are kept for the next time.
final class Eager {
    private static final int MOST_KEPT = 2048;
    private static final ConcurrentHashMap<Meaning, Program> KEPT = new ConcurrentHashMap<>();

    private record Meaning(Op op, List<TensorType> inputs) {}

    private Eager() {}

    static Literal compute(Op op, List<Literal> inputs) {
        Meaning meaning = new Meaning(op, inputs.stream().map(Literal::type).toList());
        Program program = KEPT.get(meaning);
        if (program == null) {
            if (KEPT.size() >= MOST_KEPT) {
                KEPT.clear();
            }
            program = program(meaning);
            KEPT.put(meaning, program);
        }
        return program.call(inputs).getFirst();
    }

    private static Program program(Meaning meaning) {
        List<Node> inputs = new ArrayList<>();
        for (TensorType type : meaning.inputs()) {
            inputs.add(Build.input("x" + inputs.size(), type));
        }
        return Program.of(new Graph(inputs, List.of(Node.of(meaning.op(), inputs))), Backends.standard());
    }
}
