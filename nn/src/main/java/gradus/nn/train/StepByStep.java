package gradus.nn.train;

import gradus.core.plan.Plan;
import gradus.core.spi.Backend;
import gradus.core.tree.Tree;
import gradus.core.type.Literal;
import gradus.nn.data.Loader;
import gradus.nn.optim.PlateauState;
import gradus.nn.recurrent.Stateful;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A training one update at a time, for loops of one's own, for measuring and for looking back: the batches, rates and
/// planned updates of [Training#fit()], and so the same bits, without what stands around them there. Nobody is told,
/// nothing is kept between updates, no rule ends it, and a number that is not finite stays to be seen. Nothing is
/// measured either, but by a rule that lowers the rate where the loss stands still: it needs what it needs there.
///
/// {@snippet file="TrainingSnippets.java" region="StepByStep"}
///
/// Used by one thread at a time.
///
/// @param <L> the type of the network
public final class StepByStep<L> {
    private final L network;
    private final Recipe<L> recipe;
    private final Loader loader;
    private final Surroundings surroundings;
    private final StateBuffers buffers;
    private final Steps<L> steps;
    private final boolean isStateful;
    private final Optional<Evaluator<L>> judges;
    private Optional<PlateauState> plateau;
    private Total epochLoss;
    private Step current;
    private long lastRead;
    private long step;

    private StepByStep(Training<L, ?> training, TrainState first) {
        Backend backend = training.surroundings.backend();
        this.network = training.network();
        this.recipe = training.recipe;
        this.surroundings = training.surroundings;
        this.loader = surroundings.loader();
        this.buffers = StateBuffers.of(backend, first);
        this.steps = new Steps<>(network, recipe, first, buffers, loader, backend);
        this.isStateful = !Tree.leaves(network, Stateful.class).isEmpty();
        this.plateau = first.progress().watch().plateau();
        this.judges = surroundings
                .validation()
                .filter(_ -> plateau.isPresent())
                .map(data -> new Evaluator<>(
                        network,
                        recipe.goal(),
                        first.weights(),
                        buffers.judged(recipe.optimizer().averages()),
                        data,
                        surroundings.scorer(),
                        backend));
        this.epochLoss = first.progress().loss();
        this.step = first.progress().step();
        this.current = steps.of(0);
        read();
    }

    /// Plans the first update of a training, of which the network, the samples, the goal, the optimizer, the order
    /// and size of batches and the key count, and where a plateau lowers the rate, what it measures.
    public static <L> StepByStep<L> of(Training<L, ?> training) {
        return new StepByStep<>(training, training.start());
    }

    /// Plans the update that follows a state of a training, such as a checkpoint.
    ///
    /// @throws gradus.core.type.FormatException if the state is not one of this network, optimizer and batch size
    public static <L> StepByStep<L> of(Training<L, ?> training, TrainState state) {
        state.requireFit(training.start(), training.surroundings.loader());
        return new StepByStep<>(training, state);
    }

    /// Reads the batch of the next update. An update that is not preceded by this sees the batch of the one before
    /// again; the first batch is there from the beginning.
    public void read() {
        current = steps.of(batch(step));
        loader.fill(epoch(step), batch(step), current.batch());
        lastRead = step;
    }

    private int epoch(long at) {
        return Math.toIntExact(at / loader.batchesPerEpoch());
    }

    private int batch(long at) {
        return (int) (at % loader.batchesPerEpoch());
    }

    /// Does one update with the batch that was read last.
    ///
    /// @return the mean sample loss of the batch before the update, 0 if none of its samples counts
    public double update() {
        if (batch(step) == 0) {
            epochLoss = new Total(0, 0);
            if (isStateful) {
                buffers.beginEpoch(network);
            }
        }
        current.run(
                recipe.slowed(rateScale()).scalars(step),
                loader.key().fold("step").fold(step).bits());
        step++;
        Total loss = new Total(current.lossSum(), current.lossCount());
        epochLoss = epochLoss.plus(loss.sum(), loss.count());
        if (batch(step) == 0) {
            plateau = plateau.map(before -> before.next(decisive()));
        }
        return loss.mean();
    }

    private double rateScale() {
        return plateau.map(PlateauState::scale).orElse(1.0);
    }

    /// The number by which an epoch is judged, as training judges it.
    private double decisive() {
        return judges.map(Evaluator::evaluate)
                .filter(measured -> !measured.isEmpty())
                .map(measured -> surroundings.scorer().decisive(measured))
                .orElseGet(() -> epochLoss.mean());
    }

    /// Gives the mean sample loss of the epoch that the last update belongs to, up to that update: after the last
    /// of an epoch it is the training loss that training reports.
    public double epochLoss() {
        return epochLoss.mean();
    }

    /// Gives the path of the first parameter or statistic that has a number that is not finite.
    public Optional<String> notFinite() {
        return buffers.notFinite();
    }

    /// Gives the numbers of the samples of the batch that was read last, counted from 0, in its order.
    public List<Integer> samples() {
        int first = batch(lastRead) * loader.batchSize();
        return IntStream.range(0, loader.rows(batch(lastRead)))
                .mapToObj(row -> loader.sample(epoch(lastRead), first + row))
                .toList();
    }

    /// Gives the next update as those see it who look inside: the numbers as they are now, the batch that
    /// was read last, the rates that a plateau left, the key. With micro-batches it is the update of the
    /// whole batch at once, the same but for rounding.
    public Moment<L> moment() {
        L now = network();
        if (isStateful && batch(step) == 0) {
            now = Stateful.reset(now);
        }
        Map<String, Literal> batch = new LinkedHashMap<>();
        List<String> names = loader.dataset().partNames();
        for (int i = 0; i < names.size(); i++) {
            batch.put(names.get(i), current.batch().get(i).copy());
        }
        Moment.Update update = new Moment.Update(
                recipe.penalty(),
                recipe.slowed(rateScale()),
                buffers.copyOfOptimizer(),
                recipe.updates().frozen(),
                recipe.updates().nonFinite(),
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

    /// Gives the number of updates that make an epoch.
    public int stepsPerEpoch() {
        return loader.batchesPerEpoch();
    }

    /// Gives the network with its numbers as they are now.
    public L network() {
        return buffers.copyOfWeights().into(network);
    }
}
