package gradus.nn.train;

import gradus.core.plan.Plan;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.tensor.Program;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A training step for batches of one size, bound to the run's numbers. Running it allocates nothing.
final class StepRunner implements Step {
    private final List<Literal> batch = new ArrayList<>();
    private final List<Buffer> batchBuffers = new ArrayList<>();
    private final List<Buffer> scalars = new ArrayList<>();
    private final List<String> scalarNames;
    private final Buffer key;
    private final List<Buffer> measures = new ArrayList<>();
    private final List<String> partNames;
    private final List<String> measureNames;
    private final int firstMeasure;
    private final Plan plan;
    private final Executable.Call call;

    /// Binds a graph whose first inputs are replaced by its first outputs.
    ///
    /// @param traced the graph
    /// @param updated what is replaced
    /// @param given what is read only
    /// @param types the types of the batch's parts by name
    /// @param scalarNames the optimizer's numbers that it needs
    /// @param backend what it runs on
    private StepRunner(
            StepGraph.Traced traced,
            List<Buffer> updated,
            List<Buffer> given,
            Map<String, TensorType> types,
            List<String> scalarNames,
            Backend backend) {
        partNames = List.copyOf(types.keySet());
        measureNames = traced.measures();
        firstMeasure = types.isEmpty() ? 0 : 2; // behind the sum and the count of the losses
        this.scalarNames = List.copyOf(scalarNames);
        Map<Integer, Integer> updates = new LinkedHashMap<>();
        IntStream.range(0, updated.size()).forEach(i -> updates.put(i, i));
        Program program = Program.of(traced.graph(), backend, updates);
        plan = program.plan();
        List<Buffer> inputs = new ArrayList<>(updated);
        inputs.addAll(given);
        for (TensorType type : types.values()) {
            Buffer buffer = backend.buffer(Literal.zeros(type));
            batchBuffers.add(buffer);
            batch.add(buffer.host());
        }
        inputs.addAll(batchBuffers);
        int firstScalar = inputs.size();
        for (int i = 0; i < scalarNames.size(); i++) {
            scalars.add(backend.buffer(Literal.zeros(plan.inputs().get(firstScalar + i))));
        }
        inputs.addAll(scalars);
        key = backend.buffer(Literal.wrap(TensorType.of(DType.INT64), new long[1]));
        if (!types.isEmpty()) {
            inputs.add(key);
        }
        List<Buffer> outputs = new ArrayList<>(updated);
        for (TensorType type :
                plan.outputs().subList(outputs.size(), plan.outputs().size())) {
            measures.add(backend.buffer(Literal.zeros(type)));
        }
        outputs.addAll(measures);
        call = program.bind(inputs, outputs);
    }

    /// Gives the runner of whole steps.
    static <L> StepRunner of(
            L network,
            Recipe<L> recipe,
            TrainState state,
            StateBuffers buffers,
            Map<String, TensorType> types,
            Backend backend) {
        return new StepRunner(
                StepGraph.of(network, recipe, state, types),
                buffers.all(),
                List.of(),
                types,
                scalarNames(recipe),
                backend);
    }

    /// Gives the runner that adds the gradients of a part of a batch to sums.
    static <L> StepRunner part(
            L network,
            Recipe<L> recipe,
            TrainState state,
            Accumulation.Buffers buffers,
            Map<String, TensorType> types,
            Backend backend) {
        return new StepRunner(
                StepGraph.part(network, recipe, state, types),
                buffers.statisticsAndSums(),
                buffers.run().parameters(),
                types,
                List.of(),
                backend);
    }

    /// Gives the runner that makes the update of the sums.
    static <L> StepRunner joined(
            L network, Recipe<L> recipe, TrainState state, Accumulation.Buffers buffers, Backend backend) {
        return new StepRunner(
                StepGraph.joined(network, recipe, state),
                buffers.parametersAndOptimizerAndSums(),
                List.of(),
                Map.of(),
                scalarNames(recipe),
                backend);
    }

    private static List<String> scalarNames(Recipe<?> recipe) {
        return List.copyOf(recipe.optimizer().scalars(0).keySet());
    }

    @Override
    public List<Literal> batch() {
        return batch;
    }

    @Override
    public List<Plan> plans() {
        return List.of(plan);
    }

    @Override
    public void run(Map<String, Double> numbers, long stepKey) {
        for (int i = 0; i < scalars.size(); i++) {
            Double number = numbers.get(scalarNames.get(i));
            if (number == null) {
                throw new IllegalArgumentException("optimizer: every step needs the same numbers, those of step 0 were "
                        + scalarNames + ", got " + numbers.keySet() + "; give each in every step");
            }
            scalars.get(i).host().set(0, number);
            scalars.get(i).hostChanged();
        }
        key.host().longs()[0] = stepKey;
        key.hostChanged();
        batchBuffers.forEach(Buffer::hostChanged);
        call.run();
    }

    @Override
    public Optional<String> notFiniteInBatch() {
        return IntStream.range(0, batch.size())
                .filter(i -> !StateBuffers.isFinite(batch.get(i)))
                .mapToObj(partNames::get)
                .findFirst();
    }

    @Override
    public double lossSum() {
        return number(0);
    }

    @Override
    public double lossCount() {
        return number(1);
    }

    @Override
    public void measuresInto(Standing standing) {
        for (int i = 0; i < measureNames.size(); i++) {
            standing.measured(measureNames.get(i), number(firstMeasure + 2 * i), number(firstMeasure + 2 * i + 1));
        }
    }

    @Override
    public double gradientNorm() {
        return number(firstMeasure + 2 * measureNames.size());
    }

    @Override
    public double stepNorm() {
        return number(firstMeasure + 2 * measureNames.size() + 1);
    }

    private double number(int output) {
        return measures.get(output).host().get(0);
    }
}
