package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.type.DivergedException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Loader;
import gradus.nn.data.Prefetcher;
import gradus.nn.layer.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The loop around the step: epochs, measuring, news, checkpoints and the end. The only mutable part of training.
final class Trainer {
    private final Layer network;
    private final Recipe recipe;
    private final Surroundings surroundings;
    private final Loader loader;
    private final Backend backend;
    private final StateBuffers buffers;
    private final Optional<Evaluator> validation;
    private final Map<Integer, StepRunner> runners = new HashMap<>();
    private final TrainState first;
    private Weights best;
    private Progress progress;
    private double learningRate = Double.NaN;
    private long lastSaved = System.nanoTime();

    Trainer(Layer network, Recipe recipe, Surroundings surroundings, TrainState first) {
        this.network = network;
        this.recipe = recipe;
        this.surroundings = surroundings;
        this.loader = surroundings.loader();
        this.backend = surroundings.backend();
        this.first = first;
        this.buffers = StateBuffers.of(backend, first);
        this.best = first.best();
        this.progress = first.progress();
        this.validation = surroundings
                .validation()
                .map(data -> new Evaluator(
                        network, recipe.loss(), first.weights(), buffers, data, surroundings.scorer(), backend));
    }

    /// Trains until a rule ends it and gives the last state with the reason.
    Result train() {
        surroundings.tell(new TrainEvent.Started(outline(), progress.step()));
        StopReason reason;
        try (Source source = source()) {
            reason = endless(source);
        }
        TrainState last = state();
        surroundings.checkpoints().ifPresent(checkpoints -> save(checkpoints, last));
        surroundings.tell(new TrainEvent.Finished(reason, progress.step()));
        return new Result(last, reason);
    }

    record Result(TrainState state, StopReason reason) {}

    private StopReason endless(Source source) {
        Optional<StopReason> reason = ended();
        while (reason.isEmpty()) {
            reason = step(source);
            if (progress.batch() == loader.batchesPerEpoch()) {
                Optional<StopReason> byEpoch = endEpoch();
                reason = reason.or(() -> byEpoch);
            }
            if (reason.isEmpty() && surroundings.interrupted().getAsBoolean()) {
                reason = Optional.of(StopReason.INTERRUPTED);
            }
            saveIfDue();
        }
        return reason.get();
    }

    /// A run that is continued may have reached its end already; the rules of an epoch apply again to the last one.
    private Optional<StopReason> ended() {
        if (progress.batch() == 0 && !progress.history().isEmpty()) {
            Optional<StopReason> byEpoch = endByEpoch(progress.history().getLast(), progress.watch());
            if (byEpoch.isPresent()) {
                return byEpoch;
            }
        }
        if (progress.epoch() >= recipe.stopping().epochs()) {
            return Optional.of(StopReason.EPOCHS_DONE);
        }
        return progress.step() >= recipe.stopping().steps() ? Optional.of(StopReason.STEPS_DONE) : Optional.empty();
    }

    private Optional<StopReason> step(Source source) {
        int rows = loader.rows(progress.batch());
        StepRunner runner = runners.computeIfAbsent(rows, this::runner);
        source.fill(progress.epoch(), progress.batch(), runner.batch());
        Key key = loader.key().fold("step").fold(progress.step());
        runner.run(numbers(), key.bits());
        double sum = runner.lossSum();
        double count = runner.lossCount();
        progress = new Progress(
                progress.step() + 1,
                progress.epoch(),
                progress.batch() + 1,
                progress.lossSum() + sum,
                progress.lossCount() + count,
                progress.watch(),
                progress.history());
        if (!Double.isFinite(sum)) {
            throw diverged();
        }
        double loss = count == 0 ? 0 : sum / count;
        surroundings.tell(new TrainEvent.StepDone(progress.step(), progress.epoch() + 1, loss, learningRate, rows));
        return endByStep(runner);
    }

    private StepRunner runner(int rows) {
        List<TensorType> types = loader.types(rows);
        return new StepRunner(StepGraph.of(network, recipe, first, types), recipe, first, buffers, types, backend);
    }

    /// Gives the optimizer's numbers of this step, rates scaled by the plateau rule.
    private Map<String, Double> numbers() {
        double scale = progress.watch().rateScale();
        Map<String, Double> numbers = new LinkedHashMap<>();
        recipe.optimizer().scalars(progress.step()).forEach((name, value) -> {
            boolean isRate = name.endsWith("learningRate");
            numbers.put(name, isRate ? value * scale : value);
        });
        learningRate = recipe.optimizer().schedule().at(progress.step()) * scale;
        return numbers;
    }

    private DivergedException diverged() {
        String tensor = buffers.firstNotFinite();
        surroundings.tell(new TrainEvent.Diverged(progress.step(), tensor));
        return new DivergedException(
                "training: every number must stay finite, but in step " + progress.step() + " (epoch "
                        + (progress.epoch() + 1) + ") " + (tensor.equals("loss") ? "the loss" : "“" + tensor + "”")
                        + " did not; lower the learning rate (it was " + learningRate
                        + "), clip gradients, or look for absurd values in the data");
    }

    private Optional<StopReason> endByStep(StepRunner runner) {
        Stopping rules = recipe.stopping();
        if (rules.norms().watched() && runner.gradientNorm() < rules.norms().gradientBelow()) {
            return Optional.of(StopReason.GRADIENT_SMALL);
        }
        if (rules.norms().watched() && runner.stepNorm() < rules.norms().stepBelow()) {
            return Optional.of(StopReason.STEP_SMALL);
        }
        return progress.step() >= rules.steps() ? Optional.of(StopReason.STEPS_DONE) : Optional.empty();
    }

    private Optional<StopReason> endEpoch() {
        double loss = progress.lossCount() == 0 ? 0 : progress.lossSum() / progress.lossCount();
        Map<String, Double> measured = validation.map(Evaluator::evaluate).orElseGet(Map::of);
        EpochReport report = new EpochReport(
                progress.epoch() + 1,
                progress.step(),
                learningRate,
                loss,
                measured,
                measured.isEmpty() ? loss : surroundings.scorer().decisive(measured));
        List<EpochReport> history = new ArrayList<>(progress.history());
        double previous = history.isEmpty() ? Double.NaN : history.getLast().decisive();
        history.add(report);
        Watch watch = progress.watch().next(report, previous, recipe.stopping());
        boolean isBest = watch.bestEpoch() == report.epoch();
        if (isBest) {
            best = buffers.copyOfWeights();
        }
        progress = new Progress(progress.step(), progress.epoch() + 1, 0, 0, 0, watch, history);
        surroundings.tell(new TrainEvent.EpochDone(report, isBest));
        return endByEpoch(report, watch);
    }

    private Optional<StopReason> endByEpoch(EpochReport report, Watch watch) {
        Stopping rules = recipe.stopping();
        if (report.trainingLoss() < rules.lossBelow()) {
            return Optional.of(StopReason.LOSS_SMALL);
        }
        if (rules.change().below() > 0 && watch.unchanged() >= rules.change().patience()) {
            return Optional.of(StopReason.LOSS_UNCHANGED);
        }
        if (rules.patience() != Stopping.NEVER && watch.waiting() >= rules.patience()) {
            return Optional.of(StopReason.NO_IMPROVEMENT);
        }
        return report.epoch() >= rules.epochs() ? Optional.of(StopReason.EPOCHS_DONE) : Optional.empty();
    }

    private TrainState state() {
        return new TrainState(buffers.copyOfWeights(), buffers.copyOfOptimizer(), best, progress);
    }

    private void saveIfDue() {
        surroundings.checkpoints().ifPresent(checkpoints -> {
            if (checkpoints.isDue(progress.step(), System.nanoTime() - lastSaved)) {
                save(checkpoints, state());
            }
        });
    }

    private void save(Checkpoints checkpoints, TrainState state) {
        String place = checkpoints.save().apply(state);
        lastSaved = System.nanoTime();
        surroundings.tell(new TrainEvent.Saved(progress.step(), place));
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

    /// Where batches come from: read when they are needed, or ahead on another thread.
    private sealed interface Source extends AutoCloseable {
        void fill(int epoch, int batch, List<Literal> into);

        @Override
        void close();
    }

    private record Direct(Loader loader) implements Source {
        @Override
        public void fill(int epoch, int batch, List<Literal> into) {
            loader.fill(epoch, batch, into);
        }

        @Override
        public void close() {}
    }

    private record Ahead(Prefetcher prefetcher) implements Source {
        @Override
        public void fill(int epoch, int batch, List<Literal> into) {
            List<Literal> parts = prefetcher.next();
            for (int i = 0; i < parts.size(); i++) {
                System.arraycopy(
                        parts.get(i).array(),
                        0,
                        into.get(i).array(),
                        0,
                        parts.get(i).count());
            }
        }

        @Override
        public void close() {
            prefetcher.close();
        }
    }

    private Source source() {
        return surroundings.prefetch() == 0
                ? new Direct(loader)
                : new Ahead(new Prefetcher(loader, surroundings.prefetch(), progress.epoch(), progress.batch()));
    }
}
