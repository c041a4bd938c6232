package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.tree.Tree;
import gradus.core.type.DivergedException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.Loader;
import gradus.nn.recurrent.Stateful;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The loop around the step: epochs, measuring, news, checkpoints and the end. The only mutable part of training.
final class Trainer<L> {
    private static final long NEVER = -1;

    private final L network;
    private final Recipe<L> recipe;
    private final Surroundings surroundings;
    private final Loader loader;
    private final Backend backend;
    private final StateBuffers buffers;
    private final Optional<Evaluator<L>> validation;
    private final Steps<L> steps;
    private final TrainState first;
    private final Key stepKeys;
    private final Standing standing;
    private final boolean isStateful;
    private Weights best;
    private double learningRate = Double.NaN;
    private long lastSaved = System.nanoTime();
    private long lastSavedStep = NEVER;
    private boolean threadInterrupted;

    Trainer(L network, Recipe<L> recipe, Surroundings surroundings, TrainState first) {
        this.network = network;
        this.recipe = recipe;
        this.surroundings = surroundings;
        this.loader = surroundings.loader();
        this.backend = surroundings.backend();
        this.first = first;
        this.stepKeys = loader.key().fold("step");
        this.buffers = StateBuffers.of(backend, first);
        this.steps = new Steps<>(network, recipe, first, buffers, loader, backend);
        this.best = first.best();
        this.standing = new Standing(first.progress());
        this.isStateful = !Tree.leaves(network, Stateful.class).isEmpty();
        List<Buffer> judged = buffers.judged(recipe.optimizer().averages());
        this.validation = surroundings
                .validation()
                .map(data -> new Evaluator<>(
                        network, recipe.goal(), first.weights(), judged, data, surroundings.scorer(), backend));
    }

    /// What came of it.
    ///
    /// @param state the last state
    /// @param judged the weights that count at its end: averages where the optimizer keeps them
    /// @param reason why it ended
    record Result(TrainState state, Weights judged, StopReason reason) {}

    /// Trains until a rule ends it and gives the last state with the reason.
    Result train() {
        surroundings.tell(new TrainEvent.Started(outline(), standing.step(), buffers::copyOfWeights, this::state));
        try {
            StopReason reason = untilEnd();
            TrainState last = state();
            if (lastSavedStep != standing.step()) {
                surroundings.checkpoints().ifPresent(checkpoints -> save(checkpoints, last));
            }
            surroundings.tell(new TrainEvent.Finished(reason, standing.step()));
            return new Result(last, buffers.copyOfJudged(recipe.optimizer().averages()), reason);
        } finally {
            if (threadInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private StopReason untilEnd() {
        Optional<StopReason> reason = recipe.stopping().ended(standing);
        if (reason.isPresent()) {
            return reason.get();
        }
        plan();
        try (BatchSource source = BatchSource.of(loader, surroundings.prefetch(), standing)) {
            while (reason.isEmpty()) {
                step(source);
                if (standing.batch() == loader.batchesPerEpoch()) {
                    endEpoch();
                }
                reason = recipe.stopping().ended(standing).or(this::interrupted);
                saveIfDue();
            }
        }
        return reason.get();
    }

    /// Plans the steps of all sizes, so that what can't be trained is refused before the first update.
    private void plan() {
        steps.of(standing.batch());
        int last = loader.batchesPerEpoch() - 1;
        if (recipe.stopping().steps() - standing.step() > last - standing.batch()) {
            steps.of(last);
        }
    }

    /// An interrupt of the thread asks for the end, too. It is taken back until the last state is kept, for files
    /// can't be written with it.
    private Optional<StopReason> interrupted() {
        threadInterrupted |= Thread.interrupted();
        boolean wanted = threadInterrupted || surroundings.interrupted().getAsBoolean();
        return wanted ? Optional.of(StopReason.INTERRUPTED) : Optional.empty();
    }

    private void step(BatchSource source) {
        int rows = loader.rows(standing.batch());
        Step runner = steps.of(standing.batch());
        source.fill(standing.epoch(), standing.batch(), runner.batch());
        if (isStateful && standing.batch() == 0) {
            buffers.beginEpoch(network);
        }
        runner.run(numbers(), stepKeys.fold(standing.step()).bits());
        double sum = runner.lossSum();
        double count = runner.lossCount();
        standing.stepDone(sum, count);
        runner.measuresInto(standing);
        if (!Double.isFinite(sum)) {
            throw diverged(runner.notFiniteInBatch().or(buffers::notFinite).orElse("loss"));
        }
        if (recipe.stopping().norms().watched()) {
            standing.normsMeasured(runner.gradientNorm(), runner.stepNorm());
        }
        double loss = count == 0 ? 0 : sum / count;
        surroundings.tell(new TrainEvent.StepDone(standing.step(), standing.epoch() + 1, loss, learningRate, rows));
    }

    /// Gives the optimizer's numbers of this step, with the rates that the plateau rule leaves of the scheduled
    /// ones.
    private Map<String, Double> numbers() {
        double scale = standing.watch().rateScale();
        learningRate = recipe.optimizer().schedule().at(standing.step()) * scale;
        return recipe.slowed(scale).scalars(standing.step());
    }

    private DivergedException diverged(String tensor) {
        surroundings.tell(new TrainEvent.Diverged(standing.step(), tensor));
        String cure = loader.dataset().partNames().contains(tensor)
                ? "look for NaN and infinity in the data"
                : "lower the learning rate (it was " + learningRate
                        + "), clip gradients, or look for absurd values in the data";
        return new DivergedException("training: every number must stay finite, but in step " + standing.step() + " "
                + (tensor.equals("loss") ? "the loss" : "“" + tensor + "”") + " did not; " + cure);
    }

    /// An update can spoil a weight although the loss before it was finite; such a state is neither measured nor
    /// kept.
    private void requireFiniteWeights() {
        buffers.notFinite().ifPresent(tensor -> {
            throw diverged(tensor);
        });
    }

    /// An epoch without a single finite update will be followed by others.
    private void requireUpdates() {
        if (standing.isSkipped()) {
            surroundings.tell(new TrainEvent.Diverged(standing.step(), "loss"));
            throw new DivergedException("training: some update of an epoch must be finite, but all of epoch "
                    + (standing.epoch() + 1) + " were left out; lower the learning rate (it was " + learningRate
                    + "), or look for NaN and infinity in the data");
        }
    }

    private void endEpoch() {
        requireFiniteWeights();
        requireUpdates();
        Map<String, Double> measured = validation.map(Evaluator::evaluate).orElseGet(Map::of);
        double loss = standing.meanLoss();
        EpochReport report = new EpochReport(
                standing.epoch() + 1,
                standing.step(),
                learningRate,
                loss,
                standing.means(),
                measured,
                measured.isEmpty() ? loss : surroundings.scorer().decisive(measured));
        standing.epochDone(report, recipe.stopping());
        boolean isBest = standing.watch().bestEpoch() == report.epoch();
        if (isBest) {
            best = buffers.copyOfJudged(recipe.optimizer().averages());
        }
        surroundings.tell(new TrainEvent.EpochDone(report, isBest));
    }

    private TrainState state() {
        requireFiniteWeights();
        return new TrainState(buffers.copyOfWeights(), buffers.copyOfOptimizer(), best, standing.progress());
    }

    private void saveIfDue() {
        surroundings.checkpoints().ifPresent(checkpoints -> {
            if (checkpoints.isDue(standing.step(), System.nanoTime() - lastSaved)) {
                save(checkpoints, state());
            }
        });
    }

    private void save(Checkpoints checkpoints, TrainState state) {
        String place = checkpoints.save().apply(state);
        lastSaved = System.nanoTime();
        lastSavedStep = standing.step();
        surroundings.tell(new TrainEvent.Saved(standing.step(), place));
    }

    private TrainEvent.Outline outline() {
        long parameters = first.weights().parameters().values().stream()
                .mapToLong(Literal::count)
                .sum();
        return new TrainEvent.Outline(
                parameters,
                loader.dataset().size(),
                surroundings.validation().map(data -> data.size()).orElse(0),
                loader.batchSize(),
                loader.batchesPerEpoch(),
                recipe.stopping().epochs(),
                backend.name() + ": " + backend.description());
    }
}
