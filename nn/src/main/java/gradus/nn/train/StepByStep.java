package gradus.nn.train;

import gradus.core.plan.Plan;
import gradus.core.spi.Backend;
import gradus.core.tree.Tree;
import gradus.core.type.Literal;
import gradus.nn.data.Loader;
import gradus.nn.recurrent.Stateful;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A training one update at a time, for loops of one's own and for measuring: the batches, rates and planned updates
/// of [Training#fit()], and so the same bits, without what stands around them there. Nobody is told, nothing is
/// measured or kept between updates, no rule ends it, and a number that is not finite stays to be seen.
///
/// ```java
/// StepByStep<Sequential> steps = StepByStep.of(Training.of(network, data, Loss.CROSS_ENTROPY));
/// while (steps.step() < 1000) {
///     steps.read();
///     double loss = steps.update();
/// } Sequential trained = steps.network();
/// ```
///
/// Used by one thread at a time.
///
/// @param <L> the type of the network
public final class StepByStep<L> {
    private final L network;
    private final Recipe<L> recipe;
    private final Loader loader;
    private final StateBuffers buffers;
    private final Steps<L> steps;
    private final boolean isStateful;
    private Step current;
    private long step;

    private StepByStep(Training<L, ?> training) {
        TrainState first = training.start();
        Backend backend = training.surroundings.backend();
        this.network = training.network();
        this.recipe = training.recipe;
        this.loader = training.surroundings.loader();
        this.buffers = StateBuffers.of(backend, first);
        this.steps = new Steps<>(network, recipe, first, buffers, loader, backend);
        this.isStateful = !Tree.leaves(network, Stateful.class).isEmpty();
        this.current = steps.of(0);
        read();
    }

    /// Plans the first update of a training, of which the network, the samples, the goal, the optimizer, the order
    /// and size of batches and the key count.
    public static <L> StepByStep<L> of(Training<L, ?> training) {
        return new StepByStep<>(training);
    }

    /// Reads the batch of the next update. An update that is not preceded by this sees the batch of the one before
    /// again; the first batch is there from the beginning.
    public void read() {
        long batches = loader.batchesPerEpoch();
        int batch = (int) (step % batches);
        current = steps.of(batch);
        loader.fill(Math.toIntExact(step / batches), batch, current.batch());
    }

    /// Does one update with the batch that was read last.
    ///
    /// @return the mean sample loss of the batch before the update
    public double update() {
        if (isStateful && step % loader.batchesPerEpoch() == 0) {
            buffers.beginEpoch(network);
        }
        current.run(
                recipe.optimizer().scalars(step),
                loader.key().fold("step").fold(step).bits());
        step++;
        double count = current.lossCount();
        return count == 0 ? 0 : current.lossSum() / count;
    }

    /// Gives the next update as those see it who look inside: the numbers as they are now, the batch that was read
    /// last, the key. With micro-batches it is the update of the whole batch at once, the same but for rounding.
    public Moment<L> moment() {
        L now = network();
        if (isStateful && step % loader.batchesPerEpoch() == 0) {
            now = Stateful.reset(now);
        }
        Map<String, Literal> batch = new LinkedHashMap<>();
        List<String> names = loader.dataset().partNames();
        for (int i = 0; i < names.size(); i++) {
            batch.put(names.get(i), current.batch().get(i).copy());
        }
        Moment.Update update = new Moment.Update(
                recipe.penalty(),
                recipe.optimizer(),
                buffers.copyOfOptimizer(),
                recipe.updates().frozen(),
                step);
        return new Moment<>(
                now, recipe.goal(), update, batch, loader.key().fold("step").fold(step));
    }

    /// Gives what an update with the current batch runs, in order: one plan, or with micro-batches one for each
    /// part and then that of their update. Their costs and working memory are those of the update.
    public List<Plan> plans() {
        return current.plans();
    }

    /// Gives the number of updates so far.
    public long step() {
        return step;
    }

    /// Gives the network with its numbers as they are now.
    public L network() {
        return buffers.copyOfWeights().into(network);
    }
}
