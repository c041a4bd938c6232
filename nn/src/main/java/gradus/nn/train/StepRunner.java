package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.tensor.Program;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A training step for batches of one size, bound to the run's numbers. Running it allocates nothing.
final class StepRunner {
    private final List<Literal> batch = new ArrayList<>();
    private final List<Buffer> batchBuffers = new ArrayList<>();
    private final List<Buffer> scalars = new ArrayList<>();
    private final List<String> scalarNames;
    private final Buffer key;
    private final List<Buffer> measures = new ArrayList<>();
    private final List<String> partNames;
    private final List<String> measureNames;
    private final Executable.Call call;

    StepRunner(
            StepGraph.Traced traced,
            Recipe<?> recipe,
            TrainState state,
            StateBuffers buffers,
            Map<String, TensorType> types,
            Backend backend) {
        partNames = List.copyOf(types.keySet());
        measureNames = traced.measures();
        Program program = Program.of(traced.graph(), backend, StepGraph.updates(state));
        List<Buffer> inputs = new ArrayList<>(buffers.all());
        for (TensorType type : types.values()) {
            Buffer buffer = backend.buffer(Literal.zeros(type));
            batchBuffers.add(buffer);
            batch.add(buffer.host());
        }
        inputs.addAll(batchBuffers);
        scalarNames = List.copyOf(recipe.optimizer().scalars(0).keySet());
        scalarNames.forEach(_ -> scalars.add(backend.buffer(Literal.zeros(TensorType.float32()))));
        inputs.addAll(scalars);
        key = backend.buffer(Literal.wrap(TensorType.of(DType.INT64), new long[1]));
        inputs.add(key);
        List<Buffer> outputs = new ArrayList<>(buffers.all());
        for (TensorType type : program.plan()
                .outputs()
                .subList(outputs.size(), program.plan().outputs().size())) {
            measures.add(backend.buffer(Literal.zeros(type)));
        }
        outputs.addAll(measures);
        call = program.bind(inputs, outputs);
    }

    /// Gives the arrays to fill with the next batch.
    List<Literal> batch() {
        return batch;
    }

    /// Does one update with the batch, the optimizer's numbers and the key of the step.
    void run(Map<String, Double> numbers, long stepKey) {
        for (int i = 0; i < scalars.size(); i++) {
            Double number = numbers.get(scalarNames.get(i));
            scalars.get(i).host().set(0, number == null ? Double.NaN : number);
            scalars.get(i).hostChanged();
        }
        key.host().longs()[0] = stepKey;
        key.hostChanged();
        batchBuffers.forEach(Buffer::hostChanged);
        call.run();
    }

    /// Gives the name of the first part of the last batch that has a number that is not finite, such as `features`.
    Optional<String> notFiniteInBatch() {
        return IntStream.range(0, batch.size())
                .filter(i -> !StateBuffers.isFinite(batch.get(i)))
                .mapToObj(partNames::get)
                .findFirst();
    }

    double lossSum() {
        return number(0);
    }

    double lossCount() {
        return number(1);
    }

    /// Adds what the goal measured besides the loss.
    void measuresInto(Standing standing) {
        for (int i = 0; i < measureNames.size(); i++) {
            standing.measured(measureNames.get(i), number(2 + 2 * i), number(3 + 2 * i));
        }
    }

    double gradientNorm() {
        return number(2 + 2 * measureNames.size());
    }

    double stepNorm() {
        return number(3 + 2 * measureNames.size());
    }

    private double number(int output) {
        return measures.get(output).host().get(0);
    }
}
