package gradus.nn.attention;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.graph.Node;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.generation.TokenReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads one text with a [CausalLanguageModel]: a plan for one token, whose keys and values are written in place.
final class CachedReader implements TokenReader {
    private static final TensorType TOKEN = TensorType.of(DType.INT64, 1, 1);
    private static final TensorType POSITION = TensorType.of(DType.INT64);

    private final int vocabulary;
    private final int[] history;
    private final Literal token;
    private final Literal position;
    private final List<Buffer> inputs;
    private final Buffer logits;
    private final Executable.Call call;
    private int count;

    private CachedReader(int vocabulary, int context, List<Buffer> inputs, Buffer logits, Executable.Call call) {
        this.vocabulary = vocabulary;
        this.history = new int[context];
        this.inputs = inputs;
        this.token = inputs.get(0).host();
        this.position = inputs.get(1).host();
        this.logits = logits;
        this.call = call;
    }

    static CachedReader of(CausalLanguageModel model) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Build.input("token", TOKEN));
        nodes.add(Build.input("position", POSITION));
        List<AttentionMemory> memory = new ArrayList<>();
        for (AttentionMemory empty : model.memory(1, model.context())) {
            memory.add(
                    new AttentionMemory(symbol("keys", empty.keys(), nodes), symbol("values", empty.values(), nodes)));
        }
        CausalLanguageModel.Step step = model.step(Tensor.of(nodes.get(0)), memory, Tensor.of(nodes.get(1)));
        List<Node> results =
                new ArrayList<>(List.of(step.logits().as(DType.FLOAT32).node()));
        Map<Integer, Integer> updates = new HashMap<>();
        for (AttentionMemory longer : step.memory()) {
            for (Tensor part : List.of(longer.keys(), longer.values())) {
                updates.put(results.size(), results.size() + 1); // logits come out, token and position go in
                results.add(part.node());
            }
        }
        Backend backend = Backends.standard();
        Program program = Program.of(new Graph(nodes, results), backend, updates);
        List<Buffer> inputs = nodes.stream()
                .map(node -> backend.buffer(Literal.zeros(node.type())))
                .toList();
        Buffer logits = backend.buffer(Literal.zeros(TensorType.of(DType.FLOAT32, 1, model.vocabulary())));
        List<Buffer> outputs = new ArrayList<>(List.of(logits));
        outputs.addAll(inputs.subList(2, inputs.size()));
        return new CachedReader(model.vocabulary(), model.context(), inputs, logits, program.bind(inputs, outputs));
    }

    private static Tensor symbol(String name, Tensor like, List<Node> nodes) {
        nodes.add(Build.input(name + nodes.size(), like.type()));
        return Tensor.of(nodes.getLast());
    }

    @Override
    public float[] read(int next) {
        if (next < 0 || next >= vocabulary) {
            throw new IndexOutOfBoundsException(
                    "causal language model: a token must lie in [0, " + vocabulary + "), got " + next);
        }
        if (count == history.length) {
            int[] last = Arrays.copyOfRange(history, count - count / 2, count);
            count = 0;
            for (int again : last) {
                run(again);
            }
        }
        run(next);
        return logits.host().floats().clone();
    }

    private void run(int next) {
        history[count] = next;
        token.set(0, next);
        position.set(0, count);
        inputs.get(0).hostChanged();
        inputs.get(1).hostChanged();
        call.run();
        count++;
    }

    /// Keys and values that were read stay where they are: a place is seen only after it is written anew.
    @Override
    public void reset() {
        count = 0;
    }
}
