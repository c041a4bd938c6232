package gradus.nn.train;

import gradus.core.plan.Plan;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Loader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// An update whose batch is computed in parts, so that it needs the memory of a part only: the sums of the parts'
/// gradients, weighted by their counts, make one update.
final class Accumulation implements Step {
    /// The numbers of a run with the sums of gradients.
    ///
    /// @param run the numbers of the run
    /// @param sums the sums
    record Buffers(StateBuffers run, List<Buffer> sums) {
        List<Buffer> statisticsAndSums() {
            List<Buffer> all = new ArrayList<>(run.statistics());
            all.addAll(sums);
            return all;
        }

        List<Buffer> parametersAndOptimizerAndSums() {
            List<Buffer> all = new ArrayList<>(run.parameters());
            all.addAll(run.optimizer());
            all.addAll(sums);
            return all;
        }
    }

    private final int rows;
    private final List<String> names;
    private final List<Literal> batch;
    private final List<StepRunner> parts = new ArrayList<>();
    private final StepRunner join;
    private Total loss = new Total(0, 0);
    private final Standing measured = new Standing(Progress.start(Watch.start(Optional.empty())));
    private final Standing joined = new Standing(Progress.start(Watch.start(Optional.empty())));

    private Accumulation(int rows, Map<String, TensorType> types, StepRunner join) {
        this.rows = rows;
        this.names = List.copyOf(types.keySet());
        this.batch = types.values().stream().map(Literal::zeros).toList();
        this.join = join;
    }

    /// Gives the update for batches of so many rows.
    static <L> Accumulation of(
            L network, Recipe<L> recipe, TrainState state, StateBuffers run, Loader loader, int rows, Backend backend) {
        List<Buffer> sums = StepGraph.sums(recipe, state).values().stream()
                .map(backend::buffer)
                .toList();
        Buffers buffers = new Buffers(run, sums);
        Accumulation whole = new Accumulation(
                rows, loader.partTypes(rows), StepRunner.joined(network, recipe, state, buffers, backend));
        Map<Integer, StepRunner> bySize = new LinkedHashMap<>();
        int most = recipe.updates().microBatch();
        for (int first = 0; first < rows; first += most) {
            int size = Math.min(most, rows - first);
            whole.parts.add(bySize.computeIfAbsent(
                    size, _ -> StepRunner.part(network, recipe, state, buffers, loader.partTypes(size), backend)));
        }
        return whole;
    }

    @Override
    public List<Literal> batch() {
        return batch;
    }

    @Override
    public List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        parts.forEach(part -> plans.addAll(part.plans()));
        plans.addAll(join.plans());
        return plans;
    }

    @Override
    public void run(Map<String, Double> numbers, long stepKey) {
        loss = new Total(0, 0);
        int first = 0;
        for (int part = 0; part < parts.size(); part++) {
            StepRunner runner = parts.get(part);
            first += copy(first, runner.batch());
            runner.run(Map.of(), new Key(stepKey).fold(part).bits());
            loss = loss.plus(runner.lossSum(), runner.lossCount());
            runner.measuresInto(measured);
        }
        join.run(numbers, stepKey);
        join.measuresInto(joined);
        if (joined.isSkipped()) {
            loss = new Total(0, 0); // nothing was learned from any part
            measured.forgetMeasures();
        }
        joined.moveMeasuresTo(measured);
    }

    /// Copies the rows of a part and gives how many they are.
    private int copy(int first, List<Literal> part) {
        int size = 0;
        for (int i = 0; i < part.size(); i++) {
            int width = batch.get(i).count() / rows;
            size = part.get(i).type().shape().size(0);
            System.arraycopy(batch.get(i).array(), first * width, part.get(i).array(), 0, size * width);
        }
        return size;
    }

    @Override
    public Optional<String> notFiniteInBatch() {
        return IntStream.range(0, batch.size())
                .filter(i -> !StateBuffers.isFinite(batch.get(i)))
                .mapToObj(names::get)
                .findFirst();
    }

    @Override
    public double lossSum() {
        return loss.sum();
    }

    @Override
    public double lossCount() {
        return loss.count();
    }

    @Override
    public void measuresInto(Standing standing) {
        measured.moveMeasuresTo(standing);
    }

    @Override
    public double gradientNorm() {
        return join.gradientNorm();
    }

    @Override
    public double stepNorm() {
        return join.stepNorm();
    }
}
